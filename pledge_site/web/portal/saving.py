"""How a part of a pledge is shown, saved, and kept apart when two people save at once.

A page's module says what is asked; here is what every page does with it. Nothing typed is lost:
what can't be saved is shown again, beside what stands.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Response, abort, flash, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Redirect

from pledge_site.db import db, write
from pledge_site.domain.pledges import queries, workflow
from pledge_site.domain.pledges.models import ChangeRequest, PledgeVersion
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Invalid, Refused, Stale
from pledge_site.web.edge.guards import the_actor
from pledge_site.web.edge.reading import page, say, typed
from pledge_site.web.portal.asking import PortalForm, carried, in_words, is_file
from pledge_site.web.portal.words import PAGES

Act = Callable[[int, datetime], Any]
"""Saves: is handed the edit that the form was made from, and the time."""


@dataclass(frozen=True)
class Part:
    """One page of a version: its template, the form of what stands, what else it shows.

    `then` is where one goes from there.
    """

    endpoint: str
    template: str
    stands: Callable[[PledgeVersion], PortalForm]
    more: Callable[[PledgeVersion], dict[str, Any]] = lambda _version: {}
    then: str = "portal.tasks"


def open_version(version_id: int) -> PledgeVersion:
    """Return an own version that can still be edited.

    :raises NotFound: it is another State's, or there is none.
    :raises Refused: ``pledge.not_now``.
    """
    version = queries.own_version(the_actor(), version_id)
    workflow.step(version.standing, "edit")
    return version


def expected_edit() -> int:
    """Return the edit that the sent form was made from."""
    value = typed("edit")
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        abort(400)
    return int(value)


def asked(version: PledgeVersion, endpoint: str) -> list[ChangeRequest]:
    """Return the reviewers' open requests that a page answers."""
    return [
        row
        for row in version.change_requests
        if row.answered_at is None and PAGES.get(row.part) == endpoint
    ]


def show(
    part: Part, version: PledgeVersion, form: PortalForm, *, edit: int, status: int = 200
) -> Response:
    """Show the page of a part, with all that is wrong and all that was typed."""
    return page(
        part.template,
        status,
        form=form,
        version=version,
        edit=edit,
        problems=form.problems(),
        requests=asked(version, part.endpoint),
        **part.more(version),
    )


def save(
    part: Part, version_id: int, form: PortalForm, act: Act, *, sha256: str = ""
) -> Response | Redirect:
    """Save a part and go on, or show why not: 422 or 409.

    :param sha256: of the file that came along, if one did.
    """
    edit = expected_edit()
    version = queries.own_version(the_actor(), version_id)
    if not form.validate():
        return show(part, version, form, edit=edit, status=422)
    try:
        with write():
            act(edit, clock.now())
    except Invalid as refusal:
        form.take(refusal)
        again = queries.own_version(the_actor(), version_id)
        return show(part, again, form, edit=edit, status=422)
    except Stale:
        return conflict(part, version_id, form, sha256)
    except Refused as refusal:
        if refusal.code != "pledge.not_now":
            raise
        return conflict(part, version_id, form, sha256)
    return saved(version_id, part.then)


def saved(version_id: int, endpoint: str = "portal.tasks") -> Redirect:
    """Say that it is saved, and go on."""
    flash(gettext("Saved."), "success")
    return redirect(url_for(endpoint, version_id=version_id), code=303)


def conflict(
    part: Part, version_id: int, form: PortalForm, sha256: str = ""
) -> Response | Redirect:
    """Show what was typed beside what stands; if both say the same, it was the same save twice."""
    db.session.rollback()
    version = queries.own_version(the_actor(), version_id)
    stands = part.stands(version)
    rows = [
        (field.label.text, in_words(field), in_words(stands[field.name]))
        for field in form.fields()
        if not is_file(field) and in_words(field) != in_words(stands[field.name])
    ]
    can_save = (version.standing, "edit") in workflow.TRANSITIONS
    more = part.more(version)
    letter = more.get("letter")
    if not rows and can_save and sha256 == (letter.sha256 if letter and sha256 else ""):
        return saved(version_id, part.then)
    return page(
        "portal/conflict.html",
        409,
        form=form,
        version=version,
        rows=rows,
        carried=list(carried(form)),
        can_save=can_save,
        with_file=bool(sha256),
        back=part.endpoint,
        why=say("pledge.stale" if can_save else "pledge.not_now"),
    )
