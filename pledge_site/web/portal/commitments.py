"""The pages of the commitments: the list, one of them, taking one out."""

from collections.abc import Mapping
from typing import Any

from flask import abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import write
from pledge_site.domain.commitments import coach
from pledge_site.domain.commitments.models import FIELDS, Commitment
from pledge_site.domain.pledges import drafting, queries
from pledge_site.domain.pledges.completeness import MOST_COMMITMENTS
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Invalid, Stale
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import page, say
from pledge_site.web.portal import saving
from pledge_site.web.portal.blueprint import VERSION, blueprint
from pledge_site.web.portal.commitment_form import CommitmentForm
from pledge_site.web.portal.words import MISSING, QUESTIONS

_LIST = VERSION + "commitments/"


def advice(values: Mapping[str, Any]) -> list[tuple[str, bool]]:
    """Return the coach's questions, each with whether it is answered."""
    still = coach.hints(values)
    return [(QUESTIONS[code], code not in still) for code in coach.QUESTIONS]


def _held(row: Commitment) -> dict[str, Any]:
    return {field: getattr(row, field) for field in FIELDS}


def _one(version: PledgeVersion, position: int) -> Commitment | None:
    return next((row for row in version.commitments if row.position == position), None)


def _part(position: int | None) -> saving.Part:
    """Return the page of one commitment, or of one that is not there yet."""

    def stands(version: PledgeVersion) -> CommitmentForm:
        row = _one(version, position) if position is not None else None
        return CommitmentForm(formdata=None, data=_held(row) if row else {})

    def more(version: PledgeVersion) -> dict[str, Any]:
        row = _one(version, position) if position is not None else None
        return {"position": position, "hints": advice(_held(row)) if row else advice({})}

    return saving.Part(
        "portal.commitments", "portal/commitment.html", stands, more, "portal.commitments"
    )


@blueprint.get(_LIST)
@needs(Permission.PLEDGE_DRAFT)
def commitments(version_id: int) -> ResponseReturnValue:
    """Show the list, with what a reader would still ask."""
    version = saving.open_version(version_id)
    return page(
        "portal/commitments.html",
        version=version,
        most=MOST_COMMITMENTS,
        rows=[
            (row, sum(1 for _, met in advice(_held(row)) if not met)) for row in version.commitments
        ],
        requests=saving.asked(version, "portal.commitments"),
    )


@blueprint.get(_LIST + "new/")
@needs(Permission.PLEDGE_DRAFT)
def new_commitment(version_id: int) -> ResponseReturnValue:
    """Show an empty form."""
    version, part = saving.open_version(version_id), _part(None)
    return saving.show(part, version, part.stands(version), edit=version.edit)


@blueprint.post(_LIST + "new/")
@needs(Permission.PLEDGE_DRAFT)
def add_commitment(version_id: int) -> ResponseReturnValue:
    """Add a commitment. The same one sent twice is added once."""
    form = CommitmentForm()
    version = queries.own_version(the_actor(), version_id)
    if form.validate() and saving.expected_edit() != version.edit:
        values = form.values()
        if any(_held(row) == {**_held(row), **values} for row in version.commitments):
            return saving.saved(version_id, "portal.commitments")
    return _save(version_id, None, form)


@blueprint.get(_LIST + "<int(max=999):position>/")
@needs(Permission.PLEDGE_DRAFT)
def commitment(version_id: int, position: int) -> ResponseReturnValue:
    """Show one commitment as it stands."""
    version, part = saving.open_version(version_id), _part(position)
    if _one(version, position) is None:
        abort(404)
    return saving.show(part, version, part.stands(version), edit=version.edit)


@blueprint.post(_LIST + "<int(max=999):position>/")
@needs(Permission.PLEDGE_DRAFT)
def save_commitment(version_id: int, position: int) -> ResponseReturnValue:
    """Save one commitment; if someone took it out meanwhile, it is added again."""
    version = queries.own_version(the_actor(), version_id)
    gone = _one(version, position) is None and saving.expected_edit() == version.edit
    return _save(version_id, None if gone else position, CommitmentForm())


def _save(version_id: int, position: int | None, form: CommitmentForm) -> ResponseReturnValue:
    return saving.save(
        _part(position),
        version_id,
        form,
        lambda edit, at: drafting.save_commitment(
            the_actor(), version_id, position, expected=edit, at=at, values=form.values()
        ),
    )


@blueprint.route(_LIST + "<int(max=999):position>/remove/", methods=["GET", "POST"])
@needs(Permission.PLEDGE_DRAFT)
def remove_commitment(version_id: int, position: int) -> ResponseReturnValue:
    """Ask whether to take a commitment out, and do it."""
    version = saving.open_version(version_id)
    row = _one(version, position)
    if row is None and request.method == "POST":
        return saving.saved(version_id, "portal.commitments")
    if row is None:
        abort(404)
    if request.method != "POST":
        return page("portal/remove.html", version=version, row=row, problems=[])
    edit = saving.expected_edit()
    try:
        with write():
            drafting.remove_commitment(
                the_actor(), version_id, position, expected=edit, at=clock.now()
            )
    except Invalid as refusal:
        problems = [
            ("", gettext(MISSING[code])) for codes in refusal.faults.values() for code in codes
        ]
        again = queries.own_version(the_actor(), version_id)
        return page(
            "portal/remove.html", 422, version=again, row=_one(again, position), problems=problems
        )
    except Stale:
        again = queries.own_version(the_actor(), version_id)
        row = _one(again, position)
        if row is None:
            return saving.saved(version_id, "portal.commitments")
        problems = [("", say("pledge.stale"))]
        return page("portal/remove.html", 409, version=again, row=row, problems=problems)
    return saving.saved(version_id, "portal.commitments")
