"""Makes a published register whose text was made with what the demonstration's groups said."""

import json

from pledge_site.db import write
from pledge_site.domain.campaigns import seeds
from pledge_site.domain.demonstration import load
from pledge_site.domain.demonstration.voices import Team, Voices
from pledge_site.domain.snapshots import service as snapshots
from pledge_site.kernel import clock
from pledge_site.web.edge.current import refresh
from tests.domain.pledges.making import person


def team() -> Team:
    """Make the people of the text."""
    return Team(
        person("facilitator"), person("drafter"), person("drafter"), person("administrator")
    )


def spoken() -> Voices:
    """Play how the text was made, and publish a snapshot of it."""
    now = clock.now()
    with write():
        campaign = seeds.plant(True, at=now)
        campaign_id = campaign.id
    document = json.loads(load.TEXT.read_text(encoding="utf-8"))
    voices = Voices(document, campaign_id, team())
    with write():
        for moment in sorted(voices.moments(now), key=lambda each: each.at):
            moment.do(moment.at)
        snapshots.publish(now)
    refresh()
    return voices
