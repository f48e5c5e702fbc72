"""The whole form on paper: every question, why it is asked, and what is answered so far.

The questions are those of the pages' own forms, so that paper and screen never differ.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from flask_babel import gettext
from wtforms import Field

from pledge_site.domain.commitments.models import FIELDS
from pledge_site.domain.pledges.document import current_letter
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.web.edge.locale import language
from pledge_site.web.portal import clauses, instrument, message
from pledge_site.web.portal.asking import PortalForm, is_file
from pledge_site.web.portal.commitment_form import CommitmentForm


class Question(NamedTuple):
    """One question: `rows` is the room to write where nothing is answered."""

    label: str
    why: str
    choices: list[tuple[str, bool]]
    answer: str
    lang: str
    rows: int


class Section(NamedTuple):
    """Questions on one matter; `text` is what they are about, such as a clause."""

    heading: str
    text: str
    questions: list[Question]


def sections(version: PledgeVersion) -> list[Section]:
    """Return the whole form of a version in the order of its pages."""
    written_in = version.language or language().code
    return [
        Section(
            gettext("The message"),
            "",
            _questions(message.PART.stands(version).fields(), written_in),
        ),
        *_of_clauses(version, written_in),
        *_of_commitments(version, written_in),
        Section(gettext("The document and its file"), "", _of_instrument(version, written_in)),
    ]


def _of_clauses(version: PledgeVersion, written_in: str) -> list[Section]:
    form, lang = clauses.PART.stands(version), language().code
    made = []
    for number, (key, clause) in enumerate(clauses.texts(version).items(), 1):
        asked = _question(form[f"answer_{key}"], written_in)
        asked = asked._replace(label=gettext("Your answer to clause %(number)s", number=number))
        said = _question(form[f"statement_{key}"], written_in)
        heading = f"{number}. {clause.headings[lang]}"
        made.append(Section(heading, clause.bodies[lang], [asked, said]))
    return made


def _of_commitments(version: PledgeVersion, written_in: str) -> list[Section]:
    """Ask for each commitment that there is, and for one where there is none."""
    held: list[dict[str, Any]] = [
        {field: getattr(row, field) for field in FIELDS} for row in version.commitments
    ]
    name = gettext("The commitments")
    made = []
    for number, values in enumerate(held or [{}], 1):
        form = CommitmentForm(formdata=None, data=values)
        heading = f"{name}: {number}" if len(held) > 1 else name
        made.append(Section(heading, "", _questions(form.fields(), written_in)))
    return made


def _of_instrument(version: PledgeVersion, written_in: str) -> list[Question]:
    form: PortalForm = instrument.PART.stands(version)
    letter = current_letter(version, for_deposit=False)
    asked = []
    for field in form.fields():
        question = _question(field, written_in)
        if is_file(field) and letter:
            question = question._replace(answer=letter.name)
        asked.append(question)
    return asked


def _questions(fields: Iterable[Field], written_in: str) -> list[Question]:
    return [_question(field, written_in) for field in fields]


def _question(field: Field, written_in: str) -> Question:
    facts = field.render_kw
    held = field.data if isinstance(field.data, list) else [field.data]
    return Question(
        gettext(field.label.text),
        gettext(field.description) if field.description else "",
        [(gettext(word), code in held) for code, word in facts.get("choices", {}).items()],
        "" if is_file(field) or "choices" in facts else str(field._value()),
        written_in if facts["kind"] in ("line", "words") else language().code,
        facts.get("rows", 1),
    )
