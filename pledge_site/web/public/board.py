"""What the board shows: a card for every State that has deposited, the latest first.

The newest cards hold a sentence of the pledge and one of the text; the older ones a name alone, so
that a board that was cut off for hours misses nobody. How they take turns is in js/board.js.
"""

from dataclasses import replace
from typing import NamedTuple

from flask_babel import gettext
from markupsafe import Markup

from pledge_site.domain.pledges import spoken
from pledge_site.domain.pledges.spoken import Words
from pledge_site.domain.snapshots.counting import by_standing
from pledge_site.domain.states import all_states
from pledge_site.domain.texts import markup
from pledge_site.domain.texts import queries as texts
from pledge_site.domain.texts.models import ClauseVersion
from pledge_site.outlets import qr
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.proxy import absolute_url
from pledge_site.web.edge.words import number, since
from pledge_site.web.public.campaigns import Shown, campaign_named
from pledge_site.web.public.home import first_sentence
from pledge_site.web.public.labels import by_name, direction_of
from pledge_site.web.public.pledge_parts import translation

# Cards that speak. More are told in one go only when many States are released at once.
_SPEAKING = 12
# Characters: what a hall can read before the next card comes.
_LONGEST = 220
_REHEARSED = 6
_PAUSES = " ,;:،؛，；："


class Card(NamedTuple):
    """A State on the board. `key` is another one when the State deposits anew."""

    key: str
    iso3: str
    name: str
    at: str
    when: str
    said: list[dict[str, str]]
    clause: dict[str, str] | None


def cards(campaign: Shown) -> list[Card]:
    """Return the States that have deposited, the latest first; the newest ones speak."""
    deposited = [state for state in all_states() if campaign.standing(state.iso3) == "deposited"]
    shown = [(state, campaign.states[state.iso3]) for state in by_name(deposited)]
    shown.sort(key=lambda each: str(each[1]["since"]), reverse=True)
    speaking = [entry["version_id"] for _, entry in shown[:_SPEAKING] if "version_id" in entry]
    said, adopted = spoken.messages(speaking), spoken.adopted(speaking)
    clauses = _clauses(campaign)
    return [
        Card(
            key=f"{state.iso3} {entry['since']}",
            iso3=state.iso3,
            name=state.name(language().code),
            at=entry["since"],
            when=since(entry["since"]),
            said=_said(said.get(entry.get("version_id", 0), [])),
            clause=_clause(clauses, adopted.get(entry.get("version_id", 0), set()), state.iso3),
        )
        for state, entry in shown
    ]


def rehearsed(campaign: Shown) -> list[Card]:
    """Return cards of States that don't exist, to be played on one screen; never of real ones."""
    clauses = _clauses(campaign)
    code = language().code
    words = gettext("Here stands the first sentence of its message.")
    return [
        Card(
            key=f"rehearsed {place}",
            iso3="",
            name=gettext("Made-up State %(number)s", number=number(place)),
            at="",
            when=gettext("Rehearsal"),
            said=[{"text": words, "lang": code, "dir": language().direction, "mark": ""}],
            clause=_worded(clauses[place % len(clauses)]) if clauses else None,
        )
        for place in range(1, _REHEARSED + 1)
    ]


def campaign_shown(*, rehearsed: bool) -> Shown:
    """Return the current campaign; for a rehearsal as if no State had done anything."""
    campaign = campaign_named("")
    if not rehearsed:
        return campaign
    return replace(campaign, document={**campaign.document, **by_standing({}), "states": {}})


def home_code() -> tuple[Markup, str]:
    """Return the home page's address as a QR code, and as people say it."""
    address = absolute_url("public.home")
    # Drawn by us, from an address that we made.
    return Markup(qr.svg(address, scalable=True)), address.partition("://")[2].rstrip("/")  # noqa: S704


def _clauses(campaign: Shown) -> list[ClauseVersion]:
    text = campaign.document["text"]
    return list(texts.clauses(text["version_id"])) if text else []


def _clause(clauses: list[ClauseVersion], adopted: set[str], iso3: str) -> dict[str, str] | None:
    """Choose one of the clauses that a State adopts: always the same, and not all alike."""
    known = [each for each in clauses if each.clause.key in adopted]
    return _worded(known[sum(map(ord, iso3)) % len(known)]) if known else None


def _worded(clause: ClauseVersion) -> dict[str, str]:
    return {
        "number": number(clause.position),
        "text": _short(first_sentence(markup.plain(clause.bodies[language().code]))),
    }


def _said(known: list[Words]) -> list[dict[str, str]]:
    """Return the first sentence of a message: as the State wrote it, and as the reader reads it."""
    readers = language().code
    wanted = [each for each in known if not each.source or each.language == readers]
    return [
        {
            "text": _short(first_sentence(each.message.strip())),
            "lang": each.language,
            "dir": direction_of(each.language),
            "mark": _mark(each),
        }
        for each in wanted
        if each.message.strip()
    ]


def _mark(words: Words) -> str:
    if not words.source:
        return ""
    given = {**words._asdict(), "child_readable": ""}
    mark: str = translation(given)["mark"]
    return mark


def _short(text: str) -> str:
    """Cut what is too long for a hall, after a word where a script has words, and mark the cut."""
    text = " ".join(text.split())
    if len(text) <= _LONGEST:
        return text
    cut = text[:_LONGEST]
    whole = cut.rpartition(" ")[0] if " " in cut[_LONGEST // 2 :] else cut
    return whole.rstrip(_PAUSES) + "…"
