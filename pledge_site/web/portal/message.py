"""The page of the message: what the State says in its own words.

The child-readable version has a page of its own.
"""

from typing import Any

from flask.typing import ResponseReturnValue

from pledge_site.access.permissions import Permission
from pledge_site.domain.pledges import completeness, queries
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.writing import drafting
from pledge_site.kernel.languages import N_
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.portal.asking import PortalForm, one_of, words
from pledge_site.web.portal.blueprint import VERSION, blueprint
from pledge_site.web.portal.saving import Part, open_version, save, show
from pledge_site.web.portal.words import LANGUAGE_NAMES


class MessageForm(PortalForm):
    """The message of a first version."""

    language = one_of(
        N_("Language of the pledge"),
        LANGUAGE_NAMES,
        N_("The language in which you write the message, the statements and the commitments."),
        kind="select",
        needed=True,
    )
    message = words(
        N_("Message of your State"),
        N_(
            "What your State says to the world, in its own words. It stands at the top of your"
            " public page."
        ),
        most=5000,
        later=True,
        rows=10,
    )


class AmendmentForm(MessageForm):
    """The message of an amendment, with its reason."""

    reason = words(
        N_("Why the pledge changes"),
        N_("It is published with the new version, so that nobody has to guess."),
        most=2000,
        needed=True,
        rows=3,
    )


def _form(version: PledgeVersion, **given: Any) -> PortalForm:
    return (AmendmentForm if completeness.amends(version) else MessageForm)(**given)


def _stands(version: PledgeVersion) -> PortalForm:
    return _form(
        version,
        formdata=None,
        data={
            "language": version.language,
            "message": version.message,
            "reason": version.amendment_reason,
        },
    )


PART = Part("portal.message", "portal/message.html", _stands)


@blueprint.get(VERSION + "message/")
@needs(Permission.PLEDGE_DRAFT)
def message(version_id: int) -> ResponseReturnValue:
    """Show the message as it stands."""
    version = open_version(version_id)
    return show(PART, version, _stands(version), edit=version.edit)


@blueprint.post(VERSION + "message/")
@needs(Permission.PLEDGE_DRAFT)
def save_message(version_id: int) -> ResponseReturnValue:
    """Save the message."""
    from_page = _form(queries.own_version(the_actor(), version_id))
    return save(
        PART,
        version_id,
        from_page,
        lambda edit, at: drafting.save_message(
            the_actor(), version_id, expected=edit, at=at, values=from_page.data
        ),
    )
