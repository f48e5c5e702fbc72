"""Which files the rules walk: what is in the repository or about to be. No rule is here."""

import subprocess
from functools import cache
from pathlib import Path

from pledge_site.settings import ROOT

# What was brought in from elsewhere, is made by a tool, or is data, follows rules of its own.
_FOREIGN = ("static/vendor/", "migrations/versions/", "tools/atlas/node_modules/")


@cache
def tracked() -> tuple[Path, ...]:
    """Return every file of the project, as a path from its root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(Path(name) for name in sorted(names.splitlines()) if (ROOT / name).is_file())


def ours(*suffixes: str, under: str = "") -> list[Path]:
    """Return our own files with one of the suffixes, below a folder."""
    return [
        path
        for path in tracked()
        if path.suffix in suffixes
        and path.as_posix().startswith(under)
        and not path.as_posix().startswith(_FOREIGN)
    ]


def read(path: Path) -> str:
    """Return the text of a file of the project."""
    return (ROOT / path).read_text(encoding="utf-8")
