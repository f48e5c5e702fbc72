"""What keeps a version from becoming public now, whoever asks: one code, or nothing.

Asked when a reviewer publishes or clears it, told before anybody tries (`hands.py`), and asked
again at the moment of a release. Who may decide is not here.
"""

from pledge_site.domain.pledges import completeness, versions, workflow
from pledge_site.domain.pledges.document import content_hash, current_letter
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.partners import joining
from pledge_site.domain.pledges.partners.counted import counted_states
from pledge_site.domain.pledges.releasing import conditions, standing_now
from pledge_site.kernel.refusals import Refused


def why_not(version: PledgeVersion, action: str) -> str | None:
    """Return the code of what keeps a version from being announced or deposited, or None.

    A condition is not among it: see `waits`.
    """
    live = versions.live_version(version.pledge)
    deposited = live is not None and workflow.DEPOSITED in (live.standing, live.held_from)
    if version.content_hash != content_hash(version):
        return "pledge.altered"
    if action == "announce" and deposited:
        return "pledge.already_deposited"
    if action == "deposit" and not has_letter(version):
        return "pledge.no_letter"
    if live is not None and live is not version and live.standing == workflow.ON_HOLD:
        return "pledge.held"
    if joining.lacks_confirmation(version):
        return "joint.unconfirmed"
    return None


def waits(version: PledgeVersion) -> str | None:
    """Return the code of what a version still waits for, so that no hand publishes it past that."""
    if version.standing not in workflow.OPEN:
        return None
    if version.cleared_action is not None:
        return "release.cleared"
    condition = conditions.read(version.condition)
    deposited = standing_now.deposited(version.pledge.campaign_id) if condition else frozenset()
    met = conditions.is_met(condition, counted_states(version.pledge), deposited)
    return None if met else "release.condition"


def hold_to(version: PledgeVersion, action: str) -> None:
    """Hold a publication to what it needs, apart from its condition.

    :raises Refused: the code of `why_not`.
    """
    if code := why_not(version, action):
        raise Refused(code)


def has_letter(version: PledgeVersion) -> bool:
    """Say whether the signed document that a deposit rests on has arrived."""
    if version.standing == workflow.ANNOUNCED and current_letter(version, for_deposit=True):
        return True
    signed = version.instrument_kind in completeness.WITH_LETTER
    return signed and current_letter(version, for_deposit=False) is not None
