"""Saves a form of words of the draft in one language; when someone was quicker, nothing is lost.

A field that only one of two people has changed is put together; one that both have changed is shown
with both texts, what was typed in its box, and sent again.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from markupsafe import Markup

from pledge_site.db import db, write
from pledge_site.kernel import clock, text
from pledge_site.kernel.refusals import Invalid, Stale
from pledge_site.web.edge.marking import marked
from pledge_site.web.edge.reading import Problems, typed
from pledge_site.web.secretariat.drafting import merging
from pledge_site.web.secretariat.drafting.merging import Values
from pledge_site.web.secretariat.reading import whole_number

_MOST_TRIES = 5


class Stands(NamedTuple):
    """What is saved: how often it was, and the words by field."""

    revision: int
    values: Values


class Sheet(NamedTuple):
    """What a form shows: its words, what is wrong, and fields with both people's texts.

    :ivar edit: how often it was saved when the form was opened; `was` tells of its words then.
    """

    edit: int
    was: str
    values: Values
    problems: Problems
    clashes: dict[str, tuple[Markup, Markup]]

    def context(self) -> dict[str, Any]:
        """Return it as a template takes it."""
        return {
            "edit": self.edit,
            "was": self.was,
            "values": self.values,
            "problems": self.problems,
            "clashes": self.clashes,
        }


class Form(NamedTuple):
    """A form of words: how they are read, kept and shown, and where one goes once they are.

    :ivar parts: the name of each field, and the part of the text that it is.
    """

    parts: Mapping[str, str]
    stands: Callable[[], Stands]
    keep: Callable[[Values, int, datetime], object]
    show: Callable[[Sheet, int], ResponseReturnValue]
    onward: str


def fresh(form: Form) -> Sheet:
    """Return a form as it is opened."""
    stands = form.stands()
    return Sheet(stands.revision, merging.pack(stands.values), stands.values, Problems(), {})


def save(form: Form) -> ResponseReturnValue:
    """Save what was typed, or show why not: 422, or 409 with both texts."""
    expected = whole_number(typed("edit"))
    mine = {name: text.clean(typed(name)) for name in form.parts}
    for _ in range(_MOST_TRIES):
        try:
            with write():
                form.keep(mine, expected, clock.now())
        except Stale:
            db.session.rollback()
            stands = form.stands()
            mine, clashes = merging.merge(typed("was"), stands.values, mine)
            if clashes:
                return _ask(form, stands, mine, clashes)
            expected = stands.revision
        except Invalid as refusal:
            db.session.rollback()
            return _refuse(form, mine, refusal, expected)
        else:
            flash(gettext("Saved."), "success")
            return redirect(form.onward, code=303)
    return _ask(form, form.stands(), mine, list(form.parts))


def _ask(form: Form, stands: Stands, mine: Values, clashes: Sequence[str]) -> ResponseReturnValue:
    both = {name: marked(stands.values.get(name, ""), mine[name]) for name in clashes}
    was = merging.pack(stands.values)
    return form.show(Sheet(stands.revision, was, mine, Problems(), both), 409)


def _refuse(form: Form, mine: Values, refusal: Invalid, expected: int) -> ResponseReturnValue:
    problems, names = Problems(), {part: name for name, part in form.parts.items()}
    for fault, codes in refusal.faults.items():
        problems.take({names.get(fault.partition(".")[0], ""): codes})
    return form.show(Sheet(expected, typed("was"), mine, problems, {}), 422)
