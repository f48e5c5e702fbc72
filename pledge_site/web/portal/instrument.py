"""The page of the instrument: the document that carries the State's word, and its file."""

from collections.abc import Callable
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from wtforms.validators import ValidationError

from pledge_site.access.permissions import Permission
from pledge_site.domain.pledges import queries
from pledge_site.domain.pledges.document import INSTRUMENT_FIELDS, current_letter, instrument
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.writing import drafting
from pledge_site.domain.pledges.writing.letters import LetterFile
from pledge_site.kernel import clock
from pledge_site.kernel.languages import N_
from pledge_site.kernel.refusals import Refused
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.params import accepts_upload
from pledge_site.web.edge.reading import say
from pledge_site.web.edge.sentences import sentence_of, status_of
from pledge_site.web.portal import merging, saving
from pledge_site.web.portal.asking import Day, PortalForm, day, file, line, link, one_of
from pledge_site.web.portal.blueprint import VERSION, blueprint
from pledge_site.web.portal.uploads import MOST_SENT, drop, receive
from pledge_site.web.portal.words import INSTRUMENTS


class InstrumentForm(PortalForm):
    """The document: its kind, its marks, who signs, and its file."""

    kind = one_of(
        N_("What carries your pledge?"),
        INSTRUMENTS,
        N_(
            "A letter or a note verbale makes a pledge that can be deposited. A public statement"
            " makes one that is announced; the letter can follow."
        ),
        later=True,
    )
    reference = line(
        N_("Its reference"), N_("The number that your ministry or mission gave it."), most=100
    )
    on = day(N_("Its date"), N_("The day on which it was signed, or said."), later=True)
    place = line(N_("Where it was said"), N_("For a public statement: the occasion and the place."))
    link = link(
        N_("Link to it"), N_("If it can be seen or read in public: the address of that page.")
    )
    signatory_name = line(
        N_("Name of who signs or speaks"), N_("As it is to be shown in public."), later=True
    )
    signatory_office = line(
        N_("Office of who signs or speaks"), N_("Such as: Minister of Justice."), later=True
    )
    letter = file(
        N_("The signed document"),
        N_(
            "A PDF, PNG or JPEG file of at most 10 megabytes and 40 pages. Only the secretariat"
            " sees it; the public sees its date and who signed. A public statement needs none."
        ),
    )

    def validate_on(self, field: Day) -> None:
        """Hold the document to a day that has come, somewhere on Earth."""
        if field.data and (field.data - clock.today()).days > 1:
            raise ValidationError(say("date.future"))

    def values(self) -> dict[str, Any]:
        """Return what is saved, by `document.INSTRUMENT_FIELDS`."""
        return {name: self[name].data for name in INSTRUMENT_FIELDS}


def _stands(version: PledgeVersion) -> PortalForm:
    held = instrument(version) | {"on": version.instrument_on}
    return InstrumentForm(formdata=None, data=held)


def _more(version: PledgeVersion) -> dict[str, Any]:
    return {"letter": current_letter(version, for_deposit=False)}


PART = saving.Part("portal.instrument", "portal/instrument.html", _stands, _more)


@blueprint.get(VERSION + "instrument/", endpoint="instrument")
@needs(Permission.PLEDGE_DRAFT)
def instrument_page(version_id: int) -> ResponseReturnValue:
    """Show the instrument as it stands."""
    version = saving.open_version(version_id)
    return saving.show(PART, version, _stands(version), edit=version.edit)


@blueprint.post(VERSION + "instrument/")
@accepts_upload(MOST_SENT)
@needs(Permission.PLEDGE_DRAFT)
def save_instrument(version_id: int) -> ResponseReturnValue:
    """Save the instrument; its file is kept before the database is locked."""
    form = InstrumentForm()
    return save_with_letter(
        PART,
        version_id,
        form,
        lambda letter: (
            lambda edit, at: drafting.save_instrument(
                the_actor(),
                version_id,
                expected=edit,
                at=at,
                values={**form.values(), "letter": letter},
            )
        ),
    )


def save_with_letter(
    part: saving.Part,
    version_id: int,
    form: PortalForm,
    act_with: Callable[[LetterFile | None], saving.Act],
) -> ResponseReturnValue:
    """Save a part that may come with a letter; a bad letter is named at its field."""
    version, upload = queries.own_version(the_actor(), version_id), request.files.get("letter")
    edit = saving.expected_edit()
    merging.settle(form, part.together)
    if not form.validate():
        if upload:
            again = gettext("Choose the file again: a browser does not send it a second time.")
            form["letter"].errors = [*form["letter"].errors, again]
        return saving.show(part, version, form, edit=edit, status=422)
    try:
        letter = receive(upload)
    except Refused as refusal:
        form["letter"].errors = [sentence_of(refusal)]
        return saving.show(part, version, form, edit=edit, status=status_of(refusal))
    is_saved = False
    try:
        answer = saving.save(
            part, version_id, form, act_with(letter), sha256=letter.sha256 if letter else ""
        )
        is_saved = answer.status_code == 303
    finally:
        if letter and not is_saved:
            drop(letter)
    return answer
