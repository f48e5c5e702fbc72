"""Words that never stand in the project's text."""

import re
from pathlib import Path

from pledge_site.settings import ROOT
from tests.rules.files import tracked

# Put together from pieces, so that this file passes its own rule.
_SHORT_FORM = re.compile(r"\bC" + r"FA\b")
_MACHINE = re.compile(
    r"(?<![\w.:/-])/(?:" + "|".join(("work", "root", "home", "Users", "opt")) + r")/\w"
)
_MARKS = re.compile(r"\b(?:TODO|FIXME|XXX)\b[:(]")
_BINARY = {
    f".{kind}"
    for kind in "avif gz ico jpeg jpg mo otf pdf png ttf webp woff2 zip".split()  # noqa: SIM905
}
_FOREIGN = ("static/vendor/",)
# A service on a host lives in a folder of that host.
_HOSTS = ("deploy/", "docs/operations.md")


def _found(pattern: re.Pattern[str], passing: tuple[str, ...] = ()) -> list[str]:
    return [
        f"{path}:{number}"
        for path in _texts()
        if not path.as_posix().startswith(passing or ("\0",))
        for number, line in enumerate((ROOT / path).read_text("utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def _texts() -> list[Path]:
    return [
        path
        for path in tracked()
        if path.suffix not in _BINARY and not path.as_posix().startswith(_FOREIGN)
    ]


def test_the_short_form_of_two_names_is_never_used():
    assert _found(_SHORT_FORM) == []


def test_no_folder_of_a_machine_is_named():
    assert _found(_MACHINE, _HOSTS) == []


def test_nothing_is_left_for_later_in_the_code():
    assert _found(_MARKS) == []
