"""The joint pledges in the world of the matrix: one's own, one to join, another's."""

from pledge_site.domain.accounts.actors import Actor
from tests.domain.pledges import joint_making

_DRAFTERS = ("partners", "ask_partner", "take_partner_off", "amend_joint")


def ids(ghana: Actor, france: Actor, own: str, anothers: str) -> dict[str, dict[str, object]]:
    """Make joint pledges of Ghana and of France; return which is whose, by part of the address."""
    drafted = joint_making.draft(ghana, "KEN")
    asked, hidden = (joint_making.draft(france, state) for state in ("GHA", "DEU"))
    return {
        **{f"portal.{each}.version_id": {own: drafted, anothers: asked} for each in _DRAFTERS},
        "portal.pledge_id": {
            own: joint_making.pledge_of(asked).id,
            anothers: joint_making.pledge_of(hidden).id,
        },
    }
