"""What the reviewers ask to be changed, as a page of the portal shows it: at the very field.

Addresses of notes are those of `domain/pledges/writing/addresses.py`.
"""

from datetime import datetime
from typing import NamedTuple

from flask_babel import gettext

from pledge_site.domain.pledges import versions
from pledge_site.domain.pledges.models import ChangeRequest, PledgeVersion
from pledge_site.domain.pledges.writing import addresses
from pledge_site.web.portal.words import PAGES

# Places whose field has another name in its form.
_FIELDS = {"amendment_reason": "reason"}
# Parts that are more than one field.
_WHOLE = frozenset({"answers", "commitments", "instrument", "translations"})


class Asked(NamedTuple):
    """A note: its words, when it was written, the field of the page that it is about, if one is.

    `where` names the clause or the commitment, for pages that show several.
    """

    note: str
    asked_at: datetime
    field: str
    where: str


def asked(version: PledgeVersion, endpoint: str, *, of: int | None = None) -> list[Asked]:
    """Return the open notes that a page answers.

    :param of: the position of the one commitment that the page is about; 0 is one to be added.
    """
    rows = [
        (row, addresses.parse(row.part))
        for row in version.change_requests
        if row.answered_at is None and PAGES.get(addresses.parse(row.part).part) == endpoint
    ]
    return [
        _asked(version, row, place)
        for row, place in rows
        if of is None or place.which in ("", str(of))
    ]


def _asked(version: PledgeVersion, row: ChangeRequest, place: addresses.Address) -> Asked:
    return Asked(row.note, row.asked_at, _field(place), _where(version, place))


def _field(place: addresses.Address) -> str:
    if place.part == "answers" and place.which:
        return f"answer_{place.which}"
    if place.part in _WHOLE:
        return place.field
    return _FIELDS.get(place.part, place.part)


def _where(version: PledgeVersion, place: addresses.Address) -> str:
    if place.part == "commitments" and place.which:
        positions = [str(row.position) for row in version.commitments]
        if place.which in positions:
            number = 1 + positions.index(place.which)
            return gettext("Commitment %(number)s", number=number)
    if place.part == "answers" and place.which:
        keys = list(versions.clause_ids(version))
        if place.which in keys:
            return gettext("Clause %(number)s", number=1 + keys.index(place.which))
    return ""
