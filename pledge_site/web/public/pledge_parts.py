"""A published version as its page shows it: codes turned into words, blanks left out.

What is compared between two versions is in `changes.py`.
"""

from typing import Any

from flask import abort, url_for
from flask_babel import gettext, ngettext

from pledge_site.domain.commitments.coach import QUESTIONS, hints
from pledge_site.domain.commitments.codes import TAGS
from pledge_site.domain.pledges.codes import ANSWERS, INSTRUMENTS
from pledge_site.domain.pledges.reading import published
from pledge_site.domain.states import State, find
from pledge_site.domain.texts import queries as texts
from pledge_site.kernel.languages import N_
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.words import day, joined
from pledge_site.web.public.campaigns import Shown
from pledge_site.web.public.labels import (
    direction_of,
    firmness_words,
    language_words,
    standing_words,
    tag_words,
)
from pledge_site.web.public.parties import names_of, parties, title_of

Document = dict[str, Any]
Rows = list[tuple[str, str]]

# What a reader can check of a commitment, in the order of the coach's questions.
_CHECKS: dict[str, str] = {
    "who": N_("who does it"),
    "by_when": N_("by when"),
    "from_what": N_("from what"),
    "to_what": N_("to what"),
    "how_seen": N_("how one can check it"),
}


_TRANSLATED: dict[str, str] = {
    "state": N_("%(language)s: official translation, by the State"),
    "secretariat": N_("%(language)s: translation by the secretariat"),
}


def answer_words(given: Document) -> str:
    """Say an answer to a clause in words."""
    answer = ANSWERS[given["answer"]]
    return gettext(answer)


def document_of(version_id: int) -> Document:
    """Return what a published version says; 404 when there is none."""
    found = published.documents([version_id]).get(version_id)
    if found is None:
        abort(404)
    return found


def pledge_view(said: Document, entry: dict[str, Any], campaign: Shown) -> Document:
    """Return all that the page of a version shows, in the language of the page.

    :param said: the document of the version.
    :param entry: the pledge's entry in the snapshot.
    """
    state = _state(said["state"])
    return {
        "state": state.name(language().code),
        "state_url": url_for("public.state", iso3=state.iso3, **campaign.link()),
        "title": title_of(entry),
        "names": names_of(entry),
        "parties": parties(entry, campaign, said.get("left", {})),
        "reference": said["reference"],
        "number": said["number"],
        "language": said["language"],
        "language_words": language_words(said["language"]),
        "direction": direction_of(said["language"]),
        "message": paragraphs(said["message"]),
        "child_readable": paragraphs(said["child_readable"]),
        "translations": [translation(each) for each in said["translations"]],
        "amendment_reason": said["amendment_reason"],
        "withdrawal_reason": said["withdrawal_reason"],
        "text_number": said["text_version"],
        "text_url": url_for("public.text_version", number=said["text_version"]),
        "answers": answers(said),
        "commitments": [commitment(each) for each in said["commitments"]],
        "instrument": instrument(said["instrument"]),
        "link": said["instrument"]["link"],
        "versions": versions(entry, said["reference"]),
        "content_hash": said["content_hash"],
    }


def translation(given: Document) -> Document:
    """Return a translation of what the State says, marked by who made it."""
    code, marked = given["language"], _TRANSLATED[given["source"]]
    return {
        "language": code,
        "language_words": language_words(code),
        "direction": direction_of(code),
        "is_readers": code == language().code,
        "mark": gettext(marked, language=language_words(code)),
        "message": paragraphs(given["message"]),
        "child_readable": paragraphs(given["child_readable"]),
    }


def answers(said: Document) -> list[Document]:
    """Return the answer to each clause of the text that the version endorses, in its order."""
    given = {each["clause"]: each for each in said["answers"]}
    code = language().code
    return [
        {
            "key": clause.clause.key,
            "position": clause.position,
            "heading": clause.headings[code],
            "url": url_for("public.clause", clause_id=clause.clause.key),
            "answer": given[clause.clause.key]["answer"],
            "words": answer_words(given[clause.clause.key]),
            "statement": paragraphs(given[clause.clause.key]["statement"]),
        }
        for clause in texts.clauses(said["text_version_id"])
        if clause.clause.key in given
    ]


def commitment(given: Document) -> Document:
    """Return a commitment: what was filled in, its tags, and what a reader can check of it."""
    missing = hints(given)
    tags = [word for kind in TAGS for word in tag_words(kind, given[kind])]
    return {
        "title": given["title"],
        "action": paragraphs(given["action"]),
        "problem": paragraphs(given["problem"]),
        "rows": [(name, value) for name, value in _facts(given) if value],
        "tags": tags,
        "verifiable": _verifiable([code for code in QUESTIONS if code not in missing]),
    }


def _verifiable(answered: list[str]) -> tuple[str, str]:
    """Say which of a reader's questions a commitment answers, and which are open."""
    open_ones = [gettext(_CHECKS[code]) for code in QUESTIONS if code not in answered]
    known = [gettext(_CHECKS[code]) for code in answered]
    total = len(QUESTIONS)
    if not known:
        return gettext("It answers none of the %(total)s questions of a reader.", total=total), ""
    return (
        ngettext(
            "It answers %(num)s of %(total)s questions: %(answered)s.",
            "It answers %(num)s of %(total)s questions: %(answered)s.",
            len(known),
            total=total,
            answered=joined(known),
        ),
        gettext("Open: %(questions)s.", questions=joined(open_ones)) if open_ones else "",
    )


def instrument(given: Document) -> Rows:
    """Return what is known of the document that carries the State's word."""
    kind = INSTRUMENTS.get(given["kind"])
    signatory = [part for part in (given["signatory_name"], given["signatory_office"]) if part]
    rows = [
        (gettext("Document"), gettext(kind) if kind else ""),
        (gettext("Its reference"), given["reference"]),
        (gettext("Date"), day(given["on"]) if given["on"] else ""),
        (gettext("Place"), given["place"]),
        (gettext("Signed by"), " – ".join(signatory)),
    ]
    return [(name, value) for name, value in rows if value]


def versions(entry: dict[str, Any], reference: str) -> list[Document]:
    """Return the public versions of a pledge, the latest first."""
    return [
        {
            "number": row["number"],
            "url": url_for("public.pledge_version", reference=reference, number=row["number"]),
            "words": standing_words(row["standing"]),
            "day": day(row["at"]),
            "iso": row["at"],
        }
        for row in reversed(entry["versions"])
    ]


def paragraphs(text: str) -> list[str]:
    """Split a text at its line ends; blank lines are left out."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def _facts(given: Document) -> Rows:
    return [
        (gettext("Responsible"), given["lead_ministry"]),
        (gettext("Together with"), given["partners"]),
        (gettext("From"), day(given["starts_on"]) if given["starts_on"] else ""),
        (gettext("By"), day(given["ends_on"]) if given["ends_on"] else ""),
        (gettext("How it is seen"), given["indicator"]),
        (gettext("Today"), _value(given["baseline_value"], given["baseline_year"])),
        (gettext("Where that is from"), given["baseline_source"]),
        (gettext("To be reached"), _value(given["target_value"], given["target_year"])),
        (gettext("Budget"), given["budget"]),
        (gettext("How firm it is"), firmness_words(given["firmness"])),
        (gettext("Was promised before in"), given["restates"]),
    ]


def _value(value: str, year: int | None) -> str:
    return f"{value} ({year})" if value and year else value or (str(year) if year else "")


def _state(iso3: str) -> State:
    state = find(iso3)
    if state is None:
        abort(404)
    return state
