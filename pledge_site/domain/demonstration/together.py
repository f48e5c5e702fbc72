"""Plays an invented joint pledge: one State drafts, others are asked and confirm, then it goes on.

What happens when is in `play.py`; the words are in `joint.json`.
"""

from dataclasses import dataclass, field
from datetime import datetime

from pledge_site.db import db
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.demonstration.play import Moment, Play
from pledge_site.domain.pledges.document import content_hash
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.partners import joint, partnership


@dataclass
class JointPlay(Play):
    """One joint pledge, from its draft to where it stands; `partners` confirm it."""

    partners: list[Actor] = field(default_factory=list)

    def begin(self, at: datetime) -> PledgeVersion:
        """Begin it, and ask the others: those who confirm and those who have not answered yet."""
        who = self.cast.focal_point
        version = joint.begin(who, self.campaign_id, at=at)
        for state in (*self.script["partners"], *self.script["asked"]):
            joint.ask(who, version.id, state, at=at)
        return version

    def moments(self, now: datetime) -> list[Moment]:
        """Return what happens: between the draft and the submission the partners confirm."""
        drafted, submitted, *others = super().moments(now)
        between = drafted.at + (submitted.at - drafted.at) / 2
        return [drafted, Moment(between, self.confirm, False), submitted, *others]

    def confirm(self, at: datetime) -> None:
        """Give the word of each partner, for exactly the words that stand."""
        pledge_id = db.session.get_one(PledgeVersion, self.version_id).pledge_id
        for partner in self.partners:
            pledge, part = partnership.pledge_for(partner, pledge_id)
            seen = content_hash(partnership.offered(pledge, part))
            partnership.confirm(partner, pledge_id, seen=seen, at=at)
