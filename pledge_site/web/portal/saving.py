"""How a part of a pledge is shown, saved, and kept apart when two people save at once.

A page's module says what is asked; here is what every page does with it. Nothing typed is lost:
what can't be saved is shown again, beside what stands.
"""

from http import HTTPStatus
from typing import Any

from flask import Response, abort, flash, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Redirect

from pledge_site.db import write
from pledge_site.domain.pledges import queries, workflow
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.partners import joining
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Invalid, Refused, Stale
from pledge_site.web.edge.guards import the_actor
from pledge_site.web.edge.reading import page, typed
from pledge_site.web.edge.sentences import status_of
from pledge_site.web.portal import company, conflict, merging
from pledge_site.web.portal.asking import PortalForm
from pledge_site.web.portal.conflict import Clash
from pledge_site.web.portal.merging import Values
from pledge_site.web.portal.part import Act, Part
from pledge_site.web.portal.requests import asked

__all__ = ["Act", "Part", "asked", "expected_edit", "open_version", "save", "saved", "show"]

# How often a form is brought together with what others save before its person is asked.
_TRIES = 3


def open_version(version_id: int, *, to_read: bool = False) -> PledgeVersion:
    """Return an own version that can still be edited.

    :raises NotFound: it is another State's, or there is none.
    :raises Refused: ``pledge.not_now``.
    """
    version = queries.own_version(the_actor(), version_id)
    workflow.step(version.standing, "edit")
    if not to_read:
        joining.hold_still(version)
    return version


def expected_edit() -> int:
    """Return the edit that the sent form was made from."""
    value = typed("edit")
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        abort(400)
    return int(value)


def show(
    part: Part,
    version: PledgeVersion,
    form: PortalForm,
    *,
    edit: int,
    status: int = 200,
    base: str | None = None,
) -> Response:
    """Show the page of a part, with all that is wrong and all that was typed.

    :param base: what the form was made from; by default what was sent along, or what stands.
    """
    if base is None:
        base = typed("base") if status != 200 else merging.pack(_stands(part, version))
    more = part.more(version)
    place = part.endpoint.rpartition(".")[2]
    company.come(version.id, place)
    return page(
        part.template,
        status,
        form=form,
        version=version,
        edit=edit,
        base=base,
        problems=form.problems(),
        requests=asked(version, part.endpoint, of=_position(more)),
        company=company.colleagues(version.id, place),
        company_url=url_for("portal.company", version_id=version.id, part=place),
        **more,
    )


def _position(more: dict[str, Any]) -> int | None:
    """Return which commitment a page is about: 0 is one to be added, None is no single one."""
    return (more["position"] or 0) if "position" in more else None


def save(
    part: Part, version_id: int, form: PortalForm, act: Act, *, sha256: str = ""
) -> Response | Redirect:
    """Save a part and go on, or show why not: 422 or 409.

    What only one of two people has changed is brought together; the rest is theirs to choose.

    :param sha256: of the file that came along, if one did.
    """
    edit, base, is_merged = expected_edit(), typed("base"), False
    if unclear := merging.settle(form, part.together):
        return _ask_again(part, version_id, form, unclear, bool(sha256))
    for _ in range(_TRIES):
        version = queries.own_version(the_actor(), version_id)
        if not form.validate():
            return show(part, version, form, edit=edit, status=422, base=base)
        refusal = _try(act, edit)
        if refusal is None:
            return saved(version_id, part.then, merged=is_merged)
        version = queries.own_version(the_actor(), version_id)
        if isinstance(refusal, Invalid):
            form.take(refusal)
            return show(part, version, form, edit=edit, status=422, base=base)
        if not isinstance(refusal, Stale):
            return conflict.show_typed(part, version, form, refusal)
        if part.is_gone(version):
            return conflict.show_typed(part, version, form, None)
        clash = _clash(part, version, form, base, sha256)
        if clash.is_the_same:
            return saved(version_id, part.then)
        if clash.keys or clash.letter:
            return conflict.ask(part, version, form, clash)
        is_merged = is_merged or clash.was != clash.theirs
        edit, base = clash.edit, merging.pack(clash.theirs)
    # Others save all the time: let this person see what stands.
    return conflict.ask(part, version, form, clash)


def saved(version_id: int, endpoint: str = "portal.tasks", *, merged: bool = False) -> Redirect:
    """Say that it is saved, and go on."""
    words = gettext("Saved, together with what a colleague saved in the meantime.")
    flash(words if merged else gettext("Saved."), "success")
    company.go(version_id)
    return redirect(url_for(endpoint, version_id=version_id), code=303)


def _try(act: Act, edit: int) -> Refused | None:
    """Save, or return why it can't be saved as it is; another kind of no is not for this page."""
    try:
        with write():
            act(edit, clock.now())
    except Refused as refusal:
        if not isinstance(refusal, Invalid) and status_of(refusal) != HTTPStatus.CONFLICT:
            raise
        return refusal
    return None


def _stands(part: Part, version: PledgeVersion) -> Values:
    """Return what a form of this part starts from, and which file stands beside it."""
    letter = part.more(version).get("letter")
    return {
        **merging.values_of(part.stands(version)),
        "letter_sha256": [letter.sha256 if letter else ""],
    }


def _clash(part: Part, version: PledgeVersion, form: PortalForm, packed: str, sha256: str) -> Clash:
    """Bring a form together with what stands; the form then holds what both come to."""
    base, theirs, mine = merging.unpack(packed), _stands(part, version), merging.values_of(form)
    merged = merging.merge(base, theirs, mine, part.together)
    merging.take(form, merged.values)
    file = theirs["letter_sha256"]
    is_other = file != (base or {}).get("letter_sha256")
    letter = part.more(version).get("letter")
    return Clash(
        was=base,
        theirs=theirs,
        mine=mine,
        keys=merged.both,
        edit=version.edit,
        with_file=bool(sha256),
        letter=letter.name if letter and sha256 and is_other and file != [sha256] else "",
        is_the_same=all(theirs[name] == value for name, value in merged.values.items())
        and not merged.both
        and (not sha256 or file == [sha256]),
    )


def _ask_again(
    part: Part, version_id: int, form: PortalForm, unclear: list[str], with_file: bool
) -> Response:
    """Ask for the choices once more, as they were asked, with all that was written."""
    version = queries.own_version(the_actor(), version_id)
    before, held = merging.asked_before(form), merging.values_of(form)
    seen = merging.unpack(typed("base")) or {}
    clash = Clash(
        was=None,
        theirs=seen if set(held) <= set(seen) else _stands(part, version),
        mine={**held, **before},
        keys=list(merging.units(list(before), part.together)),
        edit=expected_edit(),
        unclear=unclear,
        with_file=with_file,
    )
    return conflict.ask(part, version, form, clash)
