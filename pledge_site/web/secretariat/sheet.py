"""A version as a reviewer reads it: its words place by place, its letters, what happened to it.

Values only; what changed is in `differences.py`, which actions are offered in `offers.py`.
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
from pledge_site.domain.pledges import document
from pledge_site.domain.pledges.codes import ANSWERS, INSTRUMENTS
from pledge_site.domain.pledges.models import Letter, PledgeVersion
from pledge_site.domain.texts.queries import clauses
from pledge_site.kernel import clock
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.words import day, joined, moment
from pledge_site.web.portal.advice import marked
from pledge_site.web.secretariat.checks import said_in_checklist
from pledge_site.web.secretariat.words import (
    FIELDS,
    PARTS,
    PROPOSALS,
    event_words,
)

# A page of a letter, in pixels, until its picture has come: the height is a guess.
_PAGE = (1400, 1980)
_CODES = {"firmness": FIRMNESS, "answer": ANSWERS, "kind": INSTRUMENTS}
Rows = list[tuple[str, str]]


class Place(NamedTuple):
    """One thing that a version says: its name, its words, where a note about it is addressed to.

    `own` says whether the words are the State's; `marks` are the coach's sentences.
    """

    name: str
    words: str
    address: str = ""
    own: bool = True
    marks: tuple[str, ...] = ()


class Section(NamedTuple):
    """A part of a version: its title, the State's own words in it, its places."""

    title: str
    own: str
    places: list[Place]


def in_words(field: str, value: Any) -> str:
    """Write the value of a field as it is read."""
    if value in ("", None, []):
        return ""
    if field == "language":
        return Locale.parse(value).get_display_name(language().locale) or value
    if field in TAGS:
        return joined([gettext(words) for code, words in TAGS[field].items() if code in value])
    if field in _CODES:
        words = _CODES[field].get(value, "")
        return gettext(words) if words else str(value)
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


def pledge(version: PledgeVersion, headings: dict[str, str]) -> dict[str, Any]:
    """Return all that a version says, in words, section by section.

    :param headings: of the clauses, by key.
    """
    said = document.content(version)
    return {
        "language": said["language"],
        "language_name": in_words("language", said["language"]),
        "text_version": said["text_version"],
        "amendment_reason": said["amendment_reason"],
        "sections": [
            _message(said),
            Section(
                gettext("Answers to the clauses"),
                "",
                [_answer(row, headings) for row in said["answers"]],
            ),
            *_commitments(version, said),
            _instrument(gettext("Instrument"), said["instrument"], "instrument"),
            *(
                [_instrument(gettext("The signed document that followed"), later, "")]
                if (later := version.deposit_instrument)
                else []
            ),
        ],
    }


def _message(said: dict[str, Any]) -> Section:
    places = []
    for name in ("message", "child_readable", "amendment_reason"):
        if said[name] or name != "amendment_reason":
            places.append(Place(gettext(FIELDS[name]), said[name], name))
    for row in said.get("translations", ()):
        words = "\n\n".join(part for part in (row["message"], row["child_readable"]) if part)
        name = gettext(
            "Translation by the State: %(language)s", language=in_words("language", row["language"])
        )
        places.append(Place(name, words, "translations", own=False))
    return Section(gettext("Message"), "", places)


def _answer(row: dict[str, str], headings: dict[str, str]) -> Place:
    answer = ANSWERS[row["answer"]]
    words = "\n".join(part for part in (gettext(answer), row["statement"]) if part)
    heading = headings.get(row["clause"], row["clause"])
    return Place(heading, words, f"answers.{row['clause']}", own=False)


def _commitments(version: PledgeVersion, said: dict[str, Any]) -> list[Section]:
    positions = [row.position for row in version.commitments]
    return [
        Section(
            gettext("Commitment %(number)s", number=number),
            values["title"],
            _commitment(f"commitments.{position}", values, said["language"]),
        )
        for number, (position, values) in enumerate(
            zip(positions, said["commitments"], strict=True), start=1
        )
    ]


def _commitment(address: str, values: dict[str, Any], language: str) -> list[Place]:
    marks = marked(values, language)
    return [
        Place(
            gettext(FIELDS[field]),
            in_words(field, value),
            f"{address}.{field}",
            own=isinstance(value, str) and field not in ("firmness", "starts_on", "ends_on"),
            marks=tuple(marks.get(field, ())),
        )
        for field, value in values.items()
        if field in FIELDS and (value not in ("", None, []) or marks.get(field))
    ]


def _instrument(title: str, values: dict[str, Any], address: str) -> Section:
    places = [
        Place(
            gettext(FIELDS[field]),
            in_words(field, value),
            f"{address}.{field}" if address else "",
            own=field not in ("kind", "on"),
        )
        for field, value in values.items()
        if value
    ]
    return Section(title, "", places)


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
    """Return the timeline of a version, the newest first: when, when as ISO, what, by whom.

    What one person answered on the checklist at one moment is one line.
    """
    found = entries(version)
    names = accounts.names({each.actor_id for each in found if each.actor_id})
    made: dict[tuple[Any, ...], list[Entry]] = {}
    for each in reversed(found):
        alone = 0 if each.event == "case.answered" else each.seq
        made.setdefault((each.at, each.actor_id, alone), []).append(each)
    return [
        (
            moment(each[0].at),
            clock.stamp(each[0].at),
            happened(each[0]) if len(each) == 1 else event_words(each[0].event),
            who(each[0], names),
        )
        for each in made.values()
    ]


def happened(entry: Entry) -> str:
    """Say what an entry records, with the part that was edited or the action that was proposed."""
    words = event_words(entry.event)
    if entry.event == "case.answered":
        return f"{words} – {said_in_checklist(entry.facts['item'], entry.facts['answer'])}"
    more = PARTS.get(entry.facts.get("part", "")) or PROPOSALS.get(entry.facts.get("action", ""))
    return f"{words} – {gettext(more)}" if more else words


def who(entry: Entry, names: dict[int, str]) -> str:
    """Say who did what an entry records."""
    if entry.actor_id is None:
        return gettext("The program")
    return names.get(entry.actor_id, "–")
