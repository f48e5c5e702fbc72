"""The page of the child-readable version: the message retold so that a child can read it."""

from flask.typing import ResponseReturnValue

from pledge_site.access.permissions import Permission
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.writing import drafting
from pledge_site.kernel.languages import N_
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.portal.asking import PortalForm, words
from pledge_site.web.portal.blueprint import VERSION, blueprint
from pledge_site.web.portal.saving import Part, open_version, save, show


class ChildReadableForm(PortalForm):
    """The child-readable version."""

    child_readable = words(
        N_("The message for children"),
        N_(
            "The same in words that a child of ten can read. Children are the reason for the"
            " pledge, and they will look it up."
        ),
        rows=8,
    )


def _stands(version: PledgeVersion) -> PortalForm:
    return ChildReadableForm(formdata=None, data={"child_readable": version.child_readable})


PART = Part("portal.child_readable", "portal/child_readable.html", _stands)


@blueprint.get(VERSION + "child-readable/")
@needs(Permission.PLEDGE_DRAFT)
def child_readable(version_id: int) -> ResponseReturnValue:
    """Show the child-readable version as it stands, beside the message."""
    version = open_version(version_id)
    return show(PART, version, _stands(version), edit=version.edit)


@blueprint.post(VERSION + "child-readable/")
@needs(Permission.PLEDGE_DRAFT)
def save_child_readable(version_id: int) -> ResponseReturnValue:
    """Save the child-readable version."""
    form = ChildReadableForm()
    return save(
        PART,
        version_id,
        form,
        lambda edit, at: drafting.save_message(
            the_actor(),
            version_id,
            expected=edit,
            at=at,
            values={"child_readable": form.data["child_readable"]},
        ),
    )
