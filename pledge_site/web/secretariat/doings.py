"""An entry of the ledger as it is read: in words on the page, in codes on the sheet."""

import json
from collections.abc import Iterable
from typing import Any

from flask_babel import gettext

from pledge_site.domain.accounts.roles import ROLES
from pledge_site.domain.ledger.models import Entry
from pledge_site.kernel import clock
from pledge_site.web.secretariat.queue import state_name
from pledge_site.web.secretariat.sheet import happened, who

COLUMNS = (
    "number", "at", "actor_id", "actor", "event", "subject", "subject_name", "state", "facts",
    "hash",
)  # fmt: skip
# What the page says in another place, or in words of its own.
_SAID = frozenset({"state", "from", "to", "campaign", "role", "part", "action"})


def people_of(entries: Iterable[Entry]) -> set[int]:
    """Return everyone who did what entries record, or to whom it was done."""
    found: set[int] = set()
    for each in entries:
        found |= {number for number in (each.actor_id, _person(each)) if number}
    return found


def row(entry: Entry, names: dict[int, str]) -> dict[str, Any]:
    """Return what the page shows of an entry."""
    facts, person = entry.facts, _person(entry)
    role = ROLES.get(facts.get("role", ""))
    return {
        "seq": entry.seq,
        "at": entry.at,
        "what": happened(entry) + (f" – {gettext(role)}" if role else ""),
        "state": state_name(facts["state"]) if facts.get("state") else "",
        "by": who(entry, names),
        "to_whom": names.get(person, "–") if person and person != entry.actor_id else "",
        "about": "" if person else entry.subject,
        "from": facts.get("from", ""),
        "to": facts.get("to", ""),
        "more": [
            f"{name} {_short(value)}"
            for name, value in facts.items()
            if name not in _SAID and value not in (None, "", [])
        ],
        "hash": entry.hash,
    }


def cells(entry: Entry, names: dict[int, str]) -> tuple[object, ...]:
    """Return an entry as a line of the sheet, by `COLUMNS`."""
    return (
        entry.seq,
        clock.stamp(entry.at),
        entry.actor_id or "",
        names.get(entry.actor_id or 0, ""),
        entry.event,
        entry.subject,
        names.get(_person(entry) or 0, ""),
        entry.facts.get("state") or "",
        json.dumps(entry.facts, ensure_ascii=False, sort_keys=True),
        entry.hash,
    )


def _person(entry: Entry) -> int | None:
    kind, _, number = entry.subject.partition(":")
    return int(number) if kind == "user" and number.isdigit() else None


def _short(value: object) -> str:
    written = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return written if len(written) <= 40 else f"{written[:12]}…"
