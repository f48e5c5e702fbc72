"""The kinds of fields that the portal asks with, each with its rules, on the base of every form.

What is asked, and why, is in the module of its page. Labels and hints are messages, translated
where they are shown (`templates/portal/asked.html`).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext
from wtforms import DateField, Field, FileField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.core import UnboundField
from wtforms.validators import StopValidation, ValidationError

from pledge_site.kernel.refusals import Invalid
from pledge_site.web.edge.fields import Form
from pledge_site.web.edge.reading import say
from pledge_site.web.edge.words import joined
from pledge_site.web.portal.rules import LONGEST_LINK, YEARS, at_most, is_link, is_there, is_year
from pledge_site.web.portal.words import MISSING


class Ticks(SelectMultipleField):
    """Any of several, in the order of the page."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was ticked once each, the order of the page first."""
        offered = [value for value, *_ in self.iter_choices() if value in valuelist]
        self.data = [*offered, *sorted(set(valuelist) - set(offered))]

    def pre_validate(self, _form: Any) -> None:
        """Refuse what was not offered."""
        offered = {value for value, *_ in self.iter_choices()}
        if not set(self.data or ()) <= offered:
            raise ValidationError(say("choice"))


class Day(DateField):
    """One day, as the browser's own date field sends it; what was typed is shown again."""

    data: date | None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take YYYY-MM-DD, and nothing as no day."""
        if not any(valuelist):
            self.data = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(say("date.malformed")) from None
        if self.data and self.data.year not in YEARS:
            raise ValueError(say("year.out_of_range"))


class Year(StringField):
    """A year, as four digits."""

    def _value(self) -> str:
        return str(self.data) if self.data else ""

    def year(self) -> int | None:
        """Return the year, or None where none was typed."""
        return int(self.data) if self.data else None


class PortalForm(Form):
    """A form that can say all that is wrong with it, and show what the domain refuses."""

    form_errors: list[str]

    def fields(self) -> Iterator[Field]:
        """Go through what is asked, in the order of the page."""
        return (field for field in self if field.name != "csrf_token")

    def problems(self) -> list[tuple[str, str]]:
        """List (field's id, sentence that names the field) for the summary on top."""
        found = [
            (
                field.id,
                gettext(
                    "%(field)s: %(problem)s", field=gettext(field.label.text), problem=str(error)
                ),
            )
            for field in self.fields()
            for error in field.errors
        ]
        return [*found, *(("", error) for error in self.form_errors)]

    def take(self, refusal: Invalid) -> None:
        """Put what the domain refused at its fields; what has no field stands for the form."""
        known = {field.name for field in self.fields()}
        for name, codes in refusal.faults.items():
            sentences = [gettext(MISSING[code]) if code in MISSING else say(code) for code in codes]
            if name in known:
                self[name].errors = [*self[name].errors, *sentences]
            else:
                self.form_errors.extend(sentences)


def line(
    label: str, hint: str = "", *, most: int = 200, needed: bool = False, later: bool = False
) -> UnboundField:
    """Ask for one line of at most so many characters.

    In all kinds: `needed` to save at all, or `later`, to submit; else it is optional.
    """
    return StringField(
        label,
        _rules(needed, at_most(most)),
        filters=[_or_empty],
        **_shown("line", hint, not (needed or later)),
    )


def words(
    label: str, hint: str = "", *, most: int = 3000, needed: bool = False, later: bool = False,
    rows: int = 4,
) -> UnboundField:  # fmt: skip
    """Ask for text of at most so many characters."""
    return TextAreaField(
        label,
        _rules(needed, at_most(most)),
        filters=[_or_empty],
        **_shown("words", hint, not (needed or later), rows=rows),
    )


def day(label: str, hint: str = "", *, needed: bool = False, later: bool = False) -> UnboundField:
    """Ask for a day."""
    return Day(label, _rules(needed), **_shown("day", hint, not (needed or later)))


def year(label: str, hint: str = "") -> UnboundField:
    """Ask for a year from 1990 to 2100."""
    return Year(label, [is_year], filters=[_or_empty], **_shown("year", hint, True))


def link(label: str, hint: str = "") -> UnboundField:
    """Ask for the address of a page on the web."""
    return StringField(
        label,
        [at_most(LONGEST_LINK), is_link],
        filters=[_or_empty],
        **_shown("link", hint, True),
    )


def one_of(
    label: str, choices: Mapping[str, str], hint: str = "", *, kind: str = "radios",
    needed: bool = False, later: bool = False,
) -> UnboundField:  # fmt: skip
    """Ask for one of several: code to message. `kind` is radios or select."""

    def offered(_form: Any, field: Field) -> None:
        if field.data and field.data not in choices:
            raise StopValidation(say("choice"))

    return StringField(
        label,
        _rules(needed, offered),
        filters=[_or_empty],
        **_shown(kind, hint, not (needed or later), choices=choices),
    )


def any_of(label: str, choices: Mapping[str, str], hint: str = "") -> UnboundField:
    """Ask for any of several: code to message."""
    return Ticks(label, choices=list(choices), **_shown("ticks", hint, True, choices=choices))


def file(label: str, hint: str) -> UnboundField:
    """Ask for a letter as a file; it is needed to submit or to send."""
    return FileField(label, **_shown("file", hint, False))


def is_file(field: Field) -> bool:
    """Say whether a field asks for a file."""
    return isinstance(field, FileField)


def in_words(field: Field) -> str:
    """Write what a field holds as the reader would say it."""
    choices = (field.render_kw or {}).get("choices")
    if choices is None:
        return str(field._value())
    held = field.data if isinstance(field.data, list) else [field.data]
    return joined([gettext(choices[code]) for code in held if code in choices])


def carried(form: PortalForm) -> Iterator[tuple[str, str]]:
    """Go through (name, value) of all that was typed, to be sent once more; a file can't be."""
    for field in form.fields():
        if isinstance(field, SelectMultipleField):
            yield from ((field.name, value) for value in field.data or ())
        elif not is_file(field):
            yield field.name, str(field._value())


def _shown(kind: str, hint: str, optional: bool, **more: Any) -> dict[str, Any]:
    return {"description": hint, "render_kw": {"kind": kind, "optional": optional, **more}}


def _or_empty(value: Any) -> Any:
    """Read what was not sent at all, such as an unticked box, as an empty answer."""
    return "" if value is None else value


def _rules(needed: bool, *rules: Any) -> list[Any]:
    return [is_there, *rules] if needed else list(rules)
