"""Partner organisations: known by a code, named once they agree to it. A school never is one."""

from datetime import datetime

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain import ledger
from pledge_site.domain.accounts.actors import Actor, only
from pledge_site.domain.accounts.roles import ADMINISTRATOR
from pledge_site.domain.workshops.models import PartnerOrganisation
from pledge_site.kernel import text
from pledge_site.kernel.refusals import Invalid, NotFound

_LONGEST = 200


def name_partner(
    actor: Actor, code: str, name: str, *, agreed: bool, at: datetime
) -> PartnerOrganisation:
    """Record that an organisation, not a school, agrees to be named; no name takes it back."""
    only(actor, ADMINISTRATOR)
    partner = db.session.scalar(select(PartnerOrganisation).where(PartnerOrganisation.code == code))
    if partner is None:
        raise NotFound()
    if name and not agreed:
        raise Invalid({"agreed": ["required"]})
    if wrong := text.fault(name) or ("text.too_long" if len(name) > _LONGEST else None):
        raise Invalid({"name": [wrong]})
    if partner.name == name:
        return partner
    partner.name, partner.named_by, partner.named_at = name, actor.user_id, at
    ledger.record(
        "partner_organisation.named" if name else "partner_organisation.unnamed",
        at=at,
        actor=actor.user_id,
        subject=f"partner_organisation:{partner.id}",
    )
    return partner


def partner_id(code: str) -> int | None:
    """Return the id of the organisation of a code, made known by it; None for no code."""
    if not code:
        return None
    found = db.session.scalar(select(PartnerOrganisation).where(PartnerOrganisation.code == code))
    if found is None:
        found = PartnerOrganisation(code=code)
        db.session.add(found)
        db.session.flush()
    return found.id
