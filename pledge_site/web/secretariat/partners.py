"""The partner States of a joint pledge, as a reviewer reads them: who, and what each answered."""

from flask_babel import gettext

from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.partners import joint_lists
from pledge_site.web.secretariat.queue import state_name


def rows(version: PledgeVersion) -> list[tuple[str, str]]:
    """Return the name of each partner and its answer in words; of an own pledge, none."""
    pledge = version.pledge
    return [
        (
            state_name(each.state),
            gettext(joint_lists.ANSWERS[joint_lists.answer(pledge, each)]),
        )
        for each in pledge.partners
    ]
