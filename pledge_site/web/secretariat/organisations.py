"""The partner organisations that hold workshops: an administrator names one once it agrees."""

from flask import Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import db, write
from pledge_site.domain.workshops import naming, queries
from pledge_site.kernel import clock, text
from pledge_site.kernel.refusals import Invalid
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import Problems, page, typed
from pledge_site.web.secretariat.blueprint import blueprint


@blueprint.get("/partners/")
@needs(Permission.PEOPLE_MANAGE)
def organisations() -> ResponseReturnValue:
    """List the organisations by their codes, each with a form for its name."""
    return _list("", "", Problems())


@blueprint.post("/partners/")
@needs(Permission.PEOPLE_MANAGE)
def name_organisation() -> ResponseReturnValue:
    """Name an organisation that agreed to it; no name takes it back."""
    code, name, problems = typed("partner"), text.clean(typed("name")), Problems()
    try:
        with write():
            naming.name_partner(
                the_actor(), code, name, agreed=bool(typed("agreed")), at=clock.now()
            )
    except Invalid as refusal:
        db.session.rollback()
        problems.take({f"{field}-{code}": codes for field, codes in refusal.faults.items()})
        return _list(code, name, problems, 422)
    flash(gettext("Saved."), "success")
    return redirect(url_for(".organisations"), code=303)


def _list(code: str, name: str, problems: Problems, status: int = 200) -> Response:
    return page(
        "secretariat/organisations.html",
        status,
        partners=queries.partners(),
        typed_for=code,
        typed_name=name,
        problems=problems,
    )
