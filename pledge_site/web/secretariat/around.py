"""What stands around a case: who has it open, when it is due, notes, contacts, what was asked."""

from datetime import datetime
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from pledge_site.db import db, write
from pledge_site.domain.accounts import queries as accounts
from pledge_site.domain.contacts import queries as state_contacts
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.partners.counted import counted_states
from pledge_site.domain.pledges.reviewing import deadline
from pledge_site.domain.pledges.reviewing import notes as notes_room
from pledge_site.domain.pledges.writing import presence
from pledge_site.kernel import clock
from pledge_site.web.edge.guards import the_actor
from pledge_site.web.edge.origin import is_read_only
from pledge_site.web.secretariat.differences import Reader, answer_to
from pledge_site.web.secretariat.queue import state_name


def note_presence(version_id: int) -> None:
    """Note that this person has a case open; a page is not lost for it."""
    now, user_id = clock.now(), the_actor().user_id
    if is_read_only() or presence.is_noted(version_id, user_id, presence.CASE, now):
        return
    try:
        with write():
            presence.touch(version_id, user_id, presence.CASE, now)
    except SQLAlchemyError:
        db.session.rollback()


def others(version_id: int, at: datetime) -> list[presence.Present]:
    """Return which other reviewers have a case open."""
    return presence.others(version_id, the_actor().user_id, at, at_case=True)


def due(version: PledgeVersion, at: datetime) -> tuple[datetime, bool] | None:
    """Return by when an answer was promised, and whether that has passed; None: none is owed."""
    promised = deadline.due(version)
    return None if promised is None else (promised, promised < at)


def contacts(version: PledgeVersion) -> list[dict[str, str]]:
    """Return the offices to call back, of each State that the pledge is of."""
    codes = sorted(counted_states(version.pledge))
    return [
        {
            "state": state_name(code) if len(codes) > 1 else "",
            "office": each.office,
            "phone": each.phone,
            "email": each.email,
        }
        for code in codes
        for each in state_contacts.of(code)
    ]


def requests(version: PledgeVersion, reader: Reader) -> list[dict[str, Any]]:
    """Return what was asked so far, the newest first, each with what the State made of it."""
    names = accounts.names({each.asked_by for each in version.change_requests})
    return [
        {
            "where": reader.of_note(each),
            "note": each.note,
            "by": names[each.asked_by],
            "at": each.asked_at,
            "answered": each.answered_at,
            "answer": answer_to(each, version),
        }
        for each in reversed(version.change_requests)
    ]


def notes(version: PledgeVersion) -> list[dict[str, Any]]:
    """Return the internal notes, the newest first; those of another version say which."""
    found = notes_room.of(version)
    names = accounts.names({each.written_by for each in found})
    numbers = {each.id: each.number for each in version.pledge.versions}
    return [
        {
            "body": each.body,
            "by": names[each.written_by],
            "at": each.written_at,
            "version": 0 if each.version_id == version.id else numbers[each.version_id],
        }
        for each in found
    ]
