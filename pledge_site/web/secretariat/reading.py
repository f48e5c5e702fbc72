"""How the desk reads what was typed: clean text, within its length, and the edit that was seen."""

from flask import abort, request

from pledge_site.domain.pledges.workflow import STANDINGS
from pledge_site.kernel import text
from pledge_site.web.edge.reading import Problems, typed

LONGEST = 3_000


def paragraph(name: str, problems: Problems, *, most: int = LONGEST, at: str = "") -> str:
    """Return a cleaned text; what is wrong with it goes to the field (or to the id `at`)."""
    value = text.clean(typed(name))
    fault = text.fault(value)
    if fault is None and len(value) > most:
        fault = "too_long"
    if fault:
        problems.add(at or name, fault)
    return value


def seen_edit() -> int:
    """Return the edit that the form was made from; a form without one was not ours: 400."""
    return whole_number(typed("edit"))


def seen_standing() -> str:
    """Return the standing that the form was made from; another word is 400."""
    standing = typed("standing")
    if standing not in STANDINGS:
        abort(400)
    return standing


def position() -> int | None:
    """Return the position in the ledger that a page begins before, if one is named."""
    value = request.args.get("before")
    return None if value is None else whole_number(value)


def whole_number(value: str) -> int:
    """Read a number of our own making; anything else is 400."""
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        abort(400)
    return int(value)
