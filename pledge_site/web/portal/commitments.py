"""The pages of the commitments: the list, one of them, taking one out."""

from typing import Any

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import write
from pledge_site.domain.commitments import model_actions as models
from pledge_site.domain.commitments.codes import CAPABILITIES, DOMAINS
from pledge_site.domain.commitments.models import FIELDS, Commitment
from pledge_site.domain.pledges import queries
from pledge_site.domain.pledges.completeness import MOST_COMMITMENTS
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.writing import drafting
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Invalid, Stale
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import page, say, typed
from pledge_site.web.portal import saving
from pledge_site.web.portal.advice import advice, marked
from pledge_site.web.portal.blueprint import VERSION, blueprint
from pledge_site.web.portal.commitment_form import CommitmentForm
from pledge_site.web.portal.words import MISSING

_LIST = VERSION + "commitments/"


def _held(row: Commitment) -> dict[str, Any]:
    return {field: getattr(row, field) for field in FIELDS}


def _one(version: PledgeVersion, position: int) -> Commitment | None:
    return next((row for row in version.commitments if row.position == position), None)


def _part(
    position: int | None, typed_in: CommitmentForm | None = None, *, model: bool = False
) -> saving.Part:
    """Return the page of one commitment, or of one that is not there yet.

    :param typed_in: what was sent: the coach looks at that instead of what is saved.
    """

    def stands(version: PledgeVersion) -> CommitmentForm:
        row = _one(version, position) if position is not None else None
        return CommitmentForm(formdata=None, data=_held(row) if row else {})

    def more(version: PledgeVersion) -> dict[str, Any]:
        row = _one(version, position) if position is not None else None
        values = typed_in.data if typed_in else _held(row) if row else {}
        return {
            "position": position,
            "hints": advice(values) if values else [],
            "marks": marked(values, version.language),
            "model": model,
        }

    return saving.Part(
        "portal.commitments",
        "portal/commitment.html",
        stands,
        more,
        "portal.commitments",
        is_gone=lambda version: position is not None and _one(version, position) is None,
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
    """Show an empty form, or one that begins with a model action (`?model=`)."""
    version = saving.open_version(version_id)
    code = request.args.get("model")
    if code is None:
        return saving.show(part := _part(None), version, part.stands(version), edit=version.edit)
    begun = models.values_of(code, version.language)
    if begun is None:
        abort(404)
    form = CommitmentForm(formdata=None, data=begun)
    return saving.show(_part(None, form, model=True), version, form, edit=version.edit)


@blueprint.get(_LIST + "models/")
@needs(Permission.PLEDGE_DRAFT)
def model_actions(version_id: int) -> ResponseReturnValue:
    """Show the menu of model actions: by capability, and by domain of digital citizenship."""
    version = saving.open_version(version_id)
    spoken = version.language
    menu = {
        kind: [(word, code, models.words_of(code, spoken)["title"]) for code, word in tags.items()]
        for kind, tags in (("capabilities", CAPABILITIES), ("domains", DOMAINS))
    }
    return page("portal/model_actions.html", version=version, menu=menu)


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
    answer = saving.save(
        _part(position, form),
        version_id,
        form,
        lambda edit, at: drafting.save_commitment(
            the_actor(), version_id, position, expected=edit, at=at, values=form.values()
        ),
    )
    if answer.status_code == 303 and typed("again"):
        return _look_again(version_id, position)
    return answer


def _look_again(version_id: int, position: int | None) -> ResponseReturnValue:
    """Go back to a commitment that was saved just now, with what the coach says of it."""
    rows = queries.own_version(the_actor(), version_id).commitments
    last = max((row.position for row in rows), default=1)
    return redirect(
        url_for("portal.commitment", version_id=version_id, position=position or last), code=303
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
