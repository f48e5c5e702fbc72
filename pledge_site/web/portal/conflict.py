"""The page on which one chooses between two people's words, and the one that shows what is left.

What has to be chosen is found in `merging.py`; when a page is shown is said in `saving.py`.
"""

from collections.abc import Sequence
from typing import NamedTuple

from flask import Response
from flask_babel import gettext
from markupsafe import Markup
from wtforms import Field

from pledge_site.domain.pledges import workflow
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.writing import presence
from pledge_site.kernel.languages import N_
from pledge_site.kernel.refusals import Refused
from pledge_site.web.edge.guards import the_actor
from pledge_site.web.edge.marking import marked
from pledge_site.web.edge.reading import page, say
from pledge_site.web.edge.sentences import sentence_of
from pledge_site.web.portal import merging
from pledge_site.web.portal.asking import PortalForm, carried, in_words
from pledge_site.web.portal.merging import BOTH, MINE, THEIRS, Values
from pledge_site.web.portal.part import Part

# The kinds of fields in which one can write both people's words.
_WRITTEN = ("line", "words")
# Above this many pairs of characters, finding what differs would take too long.
_MOST_MARKED = 4_000_000
_CHOICES = {
    THEIRS: N_("Keep what stands now"),
    MINE: N_("Take what I typed"),
    BOTH: N_("Take both, as I write them here"),
}


class Clash(NamedTuple):
    """Two people's words for one form: what it held when opened, what stands, what was typed.

    `keys` name what has to be chosen, `unclear` what was not chosen clearly the last time. `letter`
    is the name of a file that a colleague has sent meanwhile; `is_the_same` says that nothing
    differs from what stands.
    """

    was: Values | None
    theirs: Values
    mine: Values
    keys: Sequence[str]
    edit: int
    unclear: Sequence[str] = ()
    with_file: bool = False
    letter: str = ""
    is_the_same: bool = False


class Row(NamedTuple):
    """One field in words: what it was (None: unknown), what stands now, what was typed."""

    label: str
    was: str | None
    theirs: str | Markup
    mine: str | Markup


class Choice(NamedTuple):
    """What is chosen at once: its rows, what one can choose, the fields to write both in."""

    key: str
    rows: list[Row]
    offered: list[tuple[str, str]]
    chosen: str
    errors: list[str]
    boxes: list[Field]


def ask(part: Part, version: PledgeVersion, form: PortalForm, clash: Clash) -> Response:
    """Let somebody choose between what stands and what they typed."""
    choices = _choices(part, form, clash)
    boxed = {field.name for choice in choices for field in choice.boxes}
    asked = [name for name in clash.mine if part.together(name) in clash.keys]
    return page(
        "portal/conflict.html",
        422 if clash.unclear else 409,
        version=version,
        by=presence.last_editor(version.pledge_id, the_actor().user_id),
        clash=clash,
        choices=choices,
        problems=[
            (f"keep_{choice.key}", f"{gettext(choice.rows[0].label)}: {error}")
            for choice in choices
            for error in choice.errors
        ],
        carried=[pair for pair in carried(form) if pair[0] not in boxed],
        base=merging.pack(clash.theirs),
        mine=merging.pack({name: clash.mine[name] for name in asked}),
        back=part.endpoint,
    )


def show_typed(
    part: Part, version: PledgeVersion, form: PortalForm, refusal: Refused | None
) -> Response:
    """Show what was typed beside what stands: for copying, or to be saved after all.

    :param refusal: why it can't be saved; None: a colleague has taken out what was changed here.
    """
    stands = part.stands(version)
    return page(
        "portal/not_saved.html",
        409,
        version=version,
        rows=[
            (field.label.text, in_words(field), in_words(stands[field.name]))
            for field in form.fields()
            if field.name in merging.values_of(form) and in_words(field)
        ],
        carried=list(carried(form)),
        base=merging.pack(merging.values_of(stands)),
        is_closed=(version.standing, "edit") not in workflow.TRANSITIONS,
        why=sentence_of(refusal) if refusal else "",
        back=part.endpoint,
    )


def _choices(part: Part, form: PortalForm, clash: Clash) -> list[Choice]:
    was, theirs, mine = (_form(form, each) for each in (clash.was, clash.theirs, clash.mine))
    found = []
    for key, names in merging.units(list(clash.mine), part.together).items():
        if key not in clash.keys or theirs is None or mine is None:
            continue
        boxes = [form[name] for name in names]
        can_write = any(box.render_kw["kind"] in _WRITTEN for box in boxes)
        rows = [
            _row(mine[name], in_words(was[name]) if was else None, theirs[name]) for name in names
        ]
        found.append(
            Choice(
                key,
                [row for row in rows if {row.was or "", str(row.theirs), str(row.mine)} != {""}],
                [(code, word) for code, word in _CHOICES.items() if can_write or code != BOTH],
                merging.chosen(key),
                [say("merge.choose")] if key in clash.unclear else [],
                boxes if can_write else [],
            )
        )
    return found


def _form(form: PortalForm, values: Values | None) -> PortalForm | None:
    """Make a form of the same kind that holds these values; None where they are unknown."""
    if values is None or not set(merging.values_of(form)) <= set(values):
        return None
    made = type(form)(formdata=None)
    merging.take(made, values)
    return made


def _row(mine: Field, was: str | None, theirs: Field) -> Row:
    held, typed = in_words(theirs), in_words(mine)
    is_text = mine.render_kw["kind"] in _WRITTEN
    if is_text and held and typed and len(held) * len(typed) <= _MOST_MARKED:
        held, typed = marked(held, typed)
    return Row(mine.label.text, was, held, typed)
