"""The checklist of a case as a reviewer reads it: its questions, who answered what, and when."""

from typing import Any

from flask_babel import gettext

from pledge_site.domain.accounts import queries as accounts
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.reviewing import checklist
from pledge_site.kernel.languages import N_
from pledge_site.web.edge.words import moment

QUESTIONS: dict[str, str] = {
    "in_office": N_("Does the signatory hold the office that is named?"),
    "called_back": N_("Was the State called back at a number on file, and did it confirm?"),
    "reference": N_("Does the reference of the document match the form?"),
    "signed": N_("Is the document signed and dated?"),
    "words": N_("Do the words of the document and of the form agree?"),
}
ANSWERS: dict[str, str] = {"yes": N_("Yes"), "no": N_("No"), "not_needed": N_("Not needed")}


def questions(version: PledgeVersion, typed: dict[str, str]) -> list[dict[str, Any]]:
    """Return the questions in their order, each with its choices and the answer that it has.

    :param typed: what was sent and not kept, by question; it is shown again.
    """
    kept = checklist.of(version.id)
    names = accounts.names({each.answered_by for each in kept.values()})
    return [
        {
            "item": item,
            "question": gettext(QUESTIONS[item]),
            "choices": [(code, gettext(ANSWERS[code])) for code in checklist.choices(item)],
            "answer": typed.get(item) or (kept[item].answer if item in kept else ""),
            "kept": gettext(ANSWERS[kept[item].answer]) if item in kept else "",
            "by": names[kept[item].answered_by] if item in kept else "",
            "at": moment(kept[item].answered_at) if item in kept else "",
        }
        for item in checklist.ITEMS
    ]


def said_in_checklist(item: str, answer: str) -> str:
    """Say which question was answered how; what is unknown shows its code."""
    question = gettext(QUESTIONS[item]) if item in QUESTIONS else item
    return f"{question} {gettext(ANSWERS[answer]) if answer in ANSWERS else answer}"
