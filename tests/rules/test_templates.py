"""Templates escape everything, style and run nothing inline, and ask no other host."""

import re
from pathlib import Path

import pytest

from tests.rules.files import ours, read

# Template: why the text in it is ours and safe. Keep it short.
SAFE: dict[str, str] = {}
_ASKS = r"<(?:audio|form|iframe|image|img|link|script|source|use|video)\b[^>]*"
_DATA = r"\b(?:src\s*=|type\s*=\s*[\"'](?:application/(?:ld\+)?json|speculationrules))"
_RULES = {
    "an unescaped value": re.compile(r"\|\s*safe\b|\bautoescape\s+false"),
    "an inline style": re.compile(r"""\sstyle\s*=\s*["']"""),
    "an inline handler": re.compile(r"""<[^>]*\son[a-z]+\s*=\s*["']"""),
    "another host": re.compile(
        _ASKS + r"""\b(?:action|href|src|srcset)\s*=\s*["']?(?:https?:)?//"""
    ),
    "an inline script": re.compile(r"<script(?![^>]*" + _DATA + ")"),
}


def _templates() -> list[Path]:
    return ours(".html", ".svg", ".xml", under="templates/")


@pytest.mark.parametrize("name", _RULES)
def test_templates_are_free_of(name):
    found = [
        f"{path}:{number}"
        for path in _templates()
        if not (name == "an unescaped value" and path.as_posix() in SAFE)
        for number, line in enumerate(read(path).splitlines(), 1)
        if _RULES[name].search(line)
    ]
    assert found == []


def test_every_exception_is_still_needed():
    unescaped = _RULES["an unescaped value"]
    assert [path for path in SAFE if not unescaped.search(read(Path(path)))] == []
