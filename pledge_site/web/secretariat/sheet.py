"""A version as a reviewer reads it: its words in rows, its letters, what changed, what happened.

Values only; which actions are offered is in `offers.py`.
"""

from datetime import date
from typing import Any, NamedTuple

from babel import Locale
from flask import url_for
from flask_babel import gettext

from pledge_site.domain.accounts import queries as accounts
from pledge_site.domain.commitments.codes import FIRMNESS, TAGS
from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.ledger.models import Entry
from pledge_site.domain.pledges import changes, document
from pledge_site.domain.pledges.codes import ANSWERS, INSTRUMENTS
from pledge_site.domain.pledges.models import Letter, PledgeVersion
from pledge_site.domain.texts.queries import clauses
from pledge_site.kernel import clock
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.words import day, joined, moment
from pledge_site.web.secretariat.words import (
    FIELDS,
    PARTS,
    PROPOSALS,
    event_words,
)

# A page of a letter, in pixels, until its picture has come: the height is a guess.
_PAGE = (1400, 1980)
Rows = list[tuple[str, str]]


class Difference(NamedTuple):
    """One field that differs from what is published: where it stands, before and now."""

    where: str
    before: str
    after: str


def in_words(field: str, value: Any) -> str:
    """Write the value of a field as it is read."""
    if value in ("", None, []):
        return ""
    if field == "language":
        return Locale.parse(value).get_display_name(language().locale) or value
    if field in TAGS:
        return joined([gettext(words) for code, words in TAGS[field].items() if code in value])
    for name, words in (("firmness", FIRMNESS), ("answer", ANSWERS), ("kind", INSTRUMENTS)):
        if field == name:
            return gettext(words[value])
    if field in ("on", "starts_on", "ends_on"):
        return day(date.fromisoformat(value))
    return str(value)


def rows(values: dict[str, Any], *, but: tuple[str, ...] = ()) -> Rows:
    """Return (name, value) of the fields that hold something."""
    return [
        (gettext(FIELDS[field]), in_words(field, value))
        for field, value in values.items()
        if field in FIELDS and field not in but and value not in ("", None, [])
    ]


def _answer(row: dict[str, str]) -> str:
    answer = ANSWERS[row["answer"]]
    return gettext(answer)


def pledge(version: PledgeVersion, headings: dict[str, str]) -> dict[str, Any]:
    """Return all that a version says, in words.

    :param headings: of the clauses, by key.
    """
    said = document.content(version)
    return {
        "language": said["language"],
        "language_name": in_words("language", said["language"]),
        "message": said["message"],
        "child_readable": said["child_readable"],
        "amendment_reason": said["amendment_reason"],
        "text_version": said["text_version"],
        "answers": [
            (headings.get(row["clause"], ""), _answer(row), row["statement"])
            for row in said["answers"]
        ],
        "commitments": [(row["title"], rows(row, but=("title",))) for row in said["commitments"]],
        "instrument": rows(said["instrument"]),
        "deposit_instrument": rows(version.deposit_instrument or {}),
    }


def letters(version: PledgeVersion) -> list[dict[str, Any]]:
    """Return the letters that stand, each with the addresses of its pages."""
    standing = (document.current_letter(version, for_deposit=late) for late in (False, True))
    return [
        {
            "name": letter.name,
            "for_deposit": letter.for_deposit,
            "at": letter.uploaded_at,
            "sha256": letter.sha256,
            "pages": [
                (_page_url(version, letter, place + 1), *_PAGE) for place in range(letter.pages)
            ],
        }
        for letter in standing
        if letter is not None
    ]


def _page_url(version: PledgeVersion, letter: Letter, number: int) -> str:
    return url_for(
        "secretariat.letter_page", version_id=version.id, letter_id=letter.id, number=number
    )


def differences(version: PledgeVersion, headings: dict[str, str]) -> list[Difference] | None:
    """Return what differs from the last version published before this one; None: there is none."""
    published = [
        other
        for other in version.pledge.versions
        if other.public_number is not None and other.number < version.number
    ]
    if not published:
        return None
    found = changes.between(document.content(published[-1]), document.content(version))
    return [
        Difference(
            _where(each, headings),
            in_words(each.field, each.before),
            in_words(each.field, each.after),
        )
        for each in found
    ]


def _where(change: changes.Change, headings: dict[str, str]) -> str:
    field = gettext(FIELDS[change.field])
    if change.part == "answers":
        heading = headings.get(change.which, change.which)
        return gettext("%(field)s to the clause “%(heading)s”", field=field, heading=heading)
    if change.part == "commitments":
        return gettext("Commitment %(number)s: %(field)s", number=change.which, field=field)
    return field


def headings_of(version: PledgeVersion) -> dict[str, str]:
    """Return the headings of the clauses that a version answers, by key."""
    spoken = language().code
    return {row.clause.key: row.headings[spoken] for row in clauses(version.text_version_id)}


def entries(version: PledgeVersion) -> list[Entry]:
    """Return what the ledger says of a version and of what was proposed about it, in order."""
    subjects = [f"pledge:{version.pledge_id}"]
    subjects += [f"proposal:{each.id}" for each in version.proposals]
    return [each for each in ledger.of(subjects) if each.facts.get("version") == version.id]


def history(version: PledgeVersion) -> list[tuple[str, str, str, str]]:
    """Return the timeline of a version, the newest first: when, when as ISO, what, by whom."""
    found = entries(version)
    names = accounts.names({each.actor_id for each in found if each.actor_id})
    return [
        (moment(each.at), clock.stamp(each.at), happened(each), who(each, names))
        for each in reversed(found)
    ]


def happened(entry: Entry) -> str:
    """Say what an entry records, with the part that was edited or the action that was proposed."""
    words = event_words(entry.event)
    more = PARTS.get(entry.facts.get("part", "")) or PROPOSALS.get(entry.facts.get("action", ""))
    return f"{words} – {gettext(more)}" if more else words


def who(entry: Entry, names: dict[int, str]) -> str:
    """Say who did what an entry records."""
    if entry.actor_id is None:
        return gettext("The program")
    return names.get(entry.actor_id, "–")
