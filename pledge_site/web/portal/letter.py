"""The page of the signed letter that follows a public statement."""

from datetime import date

from flask.typing import ResponseReturnValue

from pledge_site.access.permissions import Permission
from pledge_site.domain.pledges import queries, workflow
from pledge_site.domain.pledges.completeness import WITH_LETTER
from pledge_site.domain.pledges.document import INSTRUMENT_FIELDS, current_letter
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.writing import submission
from pledge_site.kernel.languages import N_
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.params import accepts_upload
from pledge_site.web.portal import saving
from pledge_site.web.portal.asking import PortalForm, day, file, line, one_of
from pledge_site.web.portal.blueprint import VERSION, blueprint
from pledge_site.web.portal.instrument import InstrumentForm, save_with_letter
from pledge_site.web.portal.uploads import MOST_SENT
from pledge_site.web.portal.words import INSTRUMENTS


class LetterForm(InstrumentForm):
    """The same document, of the written kinds only; all that a deposit rests on is needed."""

    kind = one_of(
        N_("Which kind of document is it?"),
        {kind: INSTRUMENTS[kind] for kind in WITH_LETTER},
        needed=True,
    )
    on = day(N_("Its date"), N_("The day on which it was signed."), needed=True)
    signatory_name = line(
        N_("Name of who signs"), N_("As it is to be shown in public."), needed=True
    )
    signatory_office = line(
        N_("Office of who signs"), N_("Such as: Minister of Justice."), needed=True
    )
    letter = file(
        N_("The signed document"),
        N_(
            "A PDF, PNG or JPEG file of at most 10 megabytes and 40 pages. Only the secretariat"
            " sees it; the public sees its date and who signed."
        ),
    )


def _stands(version: PledgeVersion) -> PortalForm:
    held = {name: version.deposit_instrument.get(name, "") for name in INSTRUMENT_FIELDS}
    held["on"] = date.fromisoformat(held["on"]) if held["on"] else None
    return LetterForm(formdata=None, data=held)


PART = saving.Part(
    "portal.letter",
    "portal/letter.html",
    _stands,
    lambda version: {"letter": current_letter(version, for_deposit=True)},
    "portal.version",
)


@blueprint.get(VERSION + "letter/")
@needs(Permission.PLEDGE_DRAFT)
def letter(version_id: int) -> ResponseReturnValue:
    """Ask for the letter of an announced pledge."""
    version = queries.own_version(the_actor(), version_id)
    workflow.step(version.standing, "send_letter")
    return saving.show(PART, version, _stands(version), edit=version.edit)


@blueprint.post(VERSION + "letter/")
@accepts_upload(MOST_SENT)
@needs(Permission.PLEDGE_DRAFT)
def send_letter(version_id: int) -> ResponseReturnValue:
    """Send the letter; the deposit by two reviewers publishes it."""
    form = LetterForm()
    return save_with_letter(
        PART,
        version_id,
        form,
        lambda file: (
            lambda _edit, at: submission.send_letter(
                the_actor(), version_id, at=at, values={**form.values(), "letter": file}
            )
        ),
    )
