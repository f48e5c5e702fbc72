"""Style sheets mirror by themselves: they name no left and no right, and no colour of their own."""

import re

import pytest

from tests.rules.files import ours, read

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PHYSICAL = re.compile(
    r"(?<![\w-])(?:"
    r"(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)[\w-]*\s*:"
    r"|(?:left|right)\s*:"
    r"|border-(?:top|bottom)-(?:left|right)-radius\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
    r")"
)
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|(?<![\w-])(?:rgb|rgba|hsl|hsla|oklch|lab)\(")
_BUNDLES = {"public.css", "desk.css", "board.css"}


def _sheets():
    return [path for path in ours(".css", under="static/css/") if path.name not in _BUNDLES]


def _found(pattern: re.Pattern[str], css: str) -> list[str]:
    return [match[0] for match in pattern.finditer(_COMMENT.sub("", css))]


def test_sheets_name_no_side():
    assert {str(p): f for p in _sheets() if (f := _found(_PHYSICAL, read(p)))} == {}


def test_colours_are_named_in_the_settings():
    sheets = [path for path in _sheets() if "1-settings" not in path.parts]
    assert {str(p): f for p in sheets if (f := _found(_COLOUR, read(p)))} == {}


@pytest.mark.parametrize(
    ("css", "fails"),
    [
        ("a { margin-left: 1px }", True),
        ("a{left:0}", True),
        ("a { text-align: right; }", True),
        ("a { margin-inline-start: 1px; text-align: end; inset-inline-start: 0 }", False),
        ("/* left: to right: */ a { background: var(--left) }", False),
    ],
)
def test_a_side_is_recognised(css, fails):
    assert bool(_found(_PHYSICAL, css)) is fails
