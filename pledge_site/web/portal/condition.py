"""The page on which a State says that its pledge depends on others' deposits: never public."""

from typing import Any

from flask.typing import ResponseReturnValue

from pledge_site.access.permissions import Permission
from pledge_site.domain import states
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.partners.counted import counted_states
from pledge_site.domain.pledges.releasing import conditional, conditions, standing_now
from pledge_site.kernel.languages import N_
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.releases import depends
from pledge_site.web.portal.asking import PortalForm, any_of, line, one_of
from pledge_site.web.portal.blueprint import VERSION, blueprint
from pledge_site.web.portal.saving import Part, open_version, save, show

NOBODY, GROUP, NAMED = "nobody", "group", "states"
KINDS: dict[str, str] = {
    NOBODY: N_("On nobody: it is published when it has been reviewed"),
    GROUP: N_("On States of a regional group of the United Nations"),
    NAMED: N_("On States that we name"),
}


class ConditionForm(PortalForm):
    """What the pledge depends on."""

    kind = one_of(N_("On whom does the pledge depend?"), KINDS, needed=True)
    needed = line(
        N_("How many of them have to deposit first?"),
        N_("A whole number, from 1. Your own State does not count."),
        most=3,
    )
    group = one_of(N_("Regional group"), states.GROUPS)
    states = any_of(N_("States"), {each.iso3: each.names["en"] for each in states.all_states()})

    def said(self) -> conditions.Said | None:
        """Return what was said; None: it depends on nobody."""
        if self.kind.data == NOBODY:
            return None
        typed = str(self.needed.data or "").strip()
        needed = int(typed) if typed.isascii() and typed.isdigit() else None
        if self.kind.data == GROUP:
            return conditions.Said(needed, self.group.data or "-")
        return conditions.Said(needed, "", tuple(self.states.data or ()))


def _stands(version: PledgeVersion) -> PortalForm:
    stored = version.condition or {}
    kind = (GROUP if "group" in stored else NAMED) if stored else NOBODY
    return ConditionForm(
        formdata=None,
        data={
            "kind": kind,
            "needed": str(stored.get("needed", "")),
            "group": stored.get("group", ""),
            "states": stored.get("states", []),
        },
    )


def _more(version: PledgeVersion) -> dict[str, Any]:
    """Return the States to choose from, by group, and how it stands now."""
    own, spoken = counted_states(version.pledge), language().code
    rows = [
        (
            states.GROUPS[group],
            sorted(
                ((each.iso3, each.name(spoken)) for each in states.all_states()
                 if each.group == group and each.iso3 not in own),
                key=lambda row: row[1],
            ),
        )
        for group in states.GROUPS
    ]  # fmt: skip
    deposited = standing_now.deposited(version.pledge.campaign_id) if version.condition else own
    return {"groups": rows, "depends": depends(version.condition, own, deposited)}


def _as_one(_name: str) -> str:
    return "condition"


PART = Part("portal.condition", "portal/condition.html", _stands, _more, together=_as_one)


@blueprint.get(VERSION + "condition/")
@needs(Permission.PLEDGE_DRAFT)
def condition(version_id: int) -> ResponseReturnValue:
    """Show what the pledge depends on."""
    version = open_version(version_id)
    return show(PART, version, _stands(version), edit=version.edit)


@blueprint.post(VERSION + "condition/")
@needs(Permission.PLEDGE_DRAFT)
def save_condition(version_id: int) -> ResponseReturnValue:
    """Save what the pledge depends on."""
    form = ConditionForm()
    return save(
        PART,
        version_id,
        form,
        lambda edit, at: conditional.save_condition(
            the_actor(), version_id, form.said(), expected=edit, at=at
        ),
    )
