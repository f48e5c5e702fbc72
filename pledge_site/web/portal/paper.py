"""The whole form on paper: the text, every question, why it is asked, and what is answered so far.

The questions are those of the pages' own forms, so that paper and screen never differ.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from flask_babel import gettext
from wtforms import Field

from pledge_site.domain.commitments.models import FIELDS
from pledge_site.domain.pledges.document import current_letter
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.reviewing import translating
from pledge_site.domain.pledges.writing.translations import STATE
from pledge_site.domain.texts import markup
from pledge_site.domain.texts.models import ClauseVersion, TextVersion
from pledge_site.domain.texts.queries import clauses as clauses_of
from pledge_site.kernel.languages import LANGUAGES
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.papers import set_lines
from pledge_site.web.edge.words import day
from pledge_site.web.portal import child_readable, clauses, instrument, message, translations
from pledge_site.web.portal.asking import Day, PortalForm, is_file
from pledge_site.web.portal.commitment_form import CommitmentForm

# A form that is only read needs no session.
_READ = {"formdata": None, "meta": {"csrf": False}}
_OWN_WORDS = ("line", "words")


class Question(NamedTuple):
    """One question: `rows` is the room to write where nothing is answered.

    `code` marks what is short and written from left to right in every language.
    """

    label: str
    why: str
    choices: list[tuple[str, bool]]
    answer: str
    lang: str
    rows: int
    code: bool = False


class Section(NamedTuple):
    """Questions on one matter; `text` is what they are about, such as a clause, in paragraphs."""

    heading: str
    text: list[str]
    questions: list[Question]


def sections(version: PledgeVersion) -> list[Section]:
    """Return the whole form of a version in the order of its pages."""
    lang = version.language or language().code
    return [
        _of_message(message.PART.stands(version), child_readable.PART.stands(version), lang),
        *_of_text(version.text_version, clauses.PART.stands(version), lang),
        *_of_commitments(version, lang),
        *_of_translations(version),
        _of_instrument(instrument.PART.stands(version), lang, _letter_name(version)),
    ]


def blank(text: TextVersion | None) -> list[Section]:
    """Return the whole form with nothing in it; without its clauses while no text is published."""
    lang = language().code
    asked: list[Section] = []
    if text is not None:
        form = clauses.form_of(PledgeVersion(text_version_id=text.id))(**_READ)
        asked = _of_text(text, form, lang)
    return [
        _of_message(message.MessageForm(**_READ), child_readable.ChildReadableForm(**_READ), lang),
        *asked,
        Section(
            gettext("The commitments"),
            [gettext("If there are several commitments, answer these questions once for each.")],
            _questions(CommitmentForm(**_READ).fields(), lang),
        ),
        _of_instrument(instrument.InstrumentForm(**_READ), lang, ""),
    ]


def on_paper(parts: Sequence[Section]) -> list[dict[str, Any]]:
    """Write sections as the layout `form` asks for them."""
    return [
        {
            **part._asdict(),
            "questions": [
                {**each._asdict(), "answer": set_lines(each.answer)} for each in part.questions
            ],
        }
        for part in parts
    ]


def paragraphs(words: str) -> list[str]:
    """Cut a text of the register into its paragraphs."""
    return [line.strip() for line in words.splitlines() if line.strip()]


def _of_message(form: PortalForm, for_children: PortalForm, lang: str) -> Section:
    fields = (*form.fields(), *for_children.fields())
    return Section(gettext("The message"), [], _questions(fields, lang))


def _of_text(text: TextVersion, form: PortalForm, lang: str) -> list[Section]:
    """Show the text, then each of its clauses with what is asked of it."""
    code = language().code
    made = [Section(text.titles[code], paragraphs(text.preambles[code]), [])]
    for number, clause in enumerate(clauses_of(text.id), 1):
        made.append(_of_clause(number, clause, form, lang))
    return made


def _of_clause(number: int, clause: ClauseVersion, form: PortalForm, lang: str) -> Section:
    key, code = clause.clause.key, language().code
    asked = _question(form[f"answer_{key}"], lang)
    asked = asked._replace(label=gettext("Your answer to clause %(number)s", number=number))
    said = _question(form[f"statement_{key}"], lang)
    heading = f"{number}. {clause.headings[code]}"
    return Section(heading, paragraphs(markup.plain(clause.bodies[code])), [asked, said])


def _of_commitments(version: PledgeVersion, lang: str) -> list[Section]:
    """Ask for each commitment that there is, and for one where there is none."""
    held: list[dict[str, Any]] = [
        {field: getattr(row, field) for field in FIELDS} for row in version.commitments
    ]
    name = gettext("The commitments")
    made = []
    for number, values in enumerate(held or [{}], 1):
        form = CommitmentForm(data=values, **_READ)
        heading = f"{name}: {number}" if len(held) > 1 else name
        made.append(Section(heading, [], _questions(form.fields(), lang)))
    return made


def _of_translations(version: PledgeVersion) -> list[Section]:
    """Show what the State says in other languages; those of the secretariat are not its words."""
    made = []
    for row in version.translations:
        if row.source == STATE:
            held = {field: getattr(row, field) for field in translating.FIELDS}
            form = translations.TranslationForm(data=held, **_READ)
            heading = f"{gettext('Translations')}: {LANGUAGES[row.language].own_name}"
            made.append(Section(heading, [], _questions(form.fields(), row.language)))
    return made


def _of_instrument(form: PortalForm, lang: str, letter: str) -> Section:
    asked = [
        _question(field, lang)._replace(answer=letter) if is_file(field) else _question(field, lang)
        for field in form.fields()
    ]
    return Section(gettext("The document and its file"), [], asked)


def _letter_name(version: PledgeVersion) -> str:
    letter = current_letter(version, for_deposit=False)
    return letter.name if letter else ""


def _questions(fields: Iterable[Field], lang: str) -> list[Question]:
    return [_question(field, lang) for field in fields]


def _question(field: Field, lang: str) -> Question:
    facts = field.render_kw
    held = field.data if isinstance(field.data, list) else [field.data]
    return Question(
        gettext(field.label.text),
        gettext(field.description) if field.description else "",
        [(gettext(word), code in held) for code, word in facts.get("choices", {}).items()],
        _answer(field),
        lang if facts["kind"] in _OWN_WORDS and lang in LANGUAGES else language().code,
        facts.get("rows", 1),
        facts["kind"] in ("link", "year"),
    )


def _answer(field: Field) -> str:
    if is_file(field) or "choices" in field.render_kw:
        return ""
    if isinstance(field, Day) and field.data:
        return day(field.data)
    return str(field._value())
