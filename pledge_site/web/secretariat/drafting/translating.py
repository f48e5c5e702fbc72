"""What a group said, put into the six languages by a drafter; each is marked as an adult's."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import db, write
from pledge_site.domain.workshops import checking, desk
from pledge_site.domain.workshops.models import Contribution
from pledge_site.kernel import clock, text
from pledge_site.kernel.languages import CODES
from pledge_site.kernel.refusals import Invalid, Refused
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import Problems, typed
from pledge_site.web.secretariat.drafting import merging
from pledge_site.web.secretariat.drafting.blueprint import blueprint, campaign_id
from pledge_site.web.secretariat.drafting.fates import ONE, held, show


@blueprint.post(ONE + "translate/")
@needs(Permission.TEXT_DRAFT)
def translate(contribution_id: int) -> ResponseReturnValue:
    """Save the translations that this drafter has changed; those of others stay."""
    campaign, actor = campaign_id(), the_actor()
    mine = {code: text.clean(typed(f"words_{code}")) for code in CODES}
    problems = Problems()
    try:
        with write():
            said = desk.one(actor, campaign, contribution_id)
            words, clashes = merging.merge(typed("was"), _words(said), mine)
            if clashes:
                raise Refused("text.stale")
            changed = {
                code: each for code, each in words.items() if each != _words(said).get(code, "")
            }
            checking.add_translations(actor, said.id, changed, at=clock.now())
    except Invalid as refusal:
        problems.take({f"words_{code}": wrong for code, wrong in refusal.faults.items()})
    except Refused as refusal:
        if refusal.code not in ("text.stale", "contribution.no_translation"):
            raise
        problems.add("", refusal.code)
    else:
        flash(gettext("Saved."), "success")
        return redirect(url_for(".contribution", contribution_id=contribution_id), code=303)
    db.session.rollback()
    status = 422 if problems.by_field.keys() - {""} else 409
    said = desk.one(actor, campaign, contribution_id)
    typed_in = {f"words_{code}": words for code, words in mine.items()}
    return show(said, held(said) | typed_in, problems, status)


def _words(said: Contribution) -> dict[str, str]:
    return {each.language: each.words for each in said.translations}
