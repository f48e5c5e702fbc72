"""The drafting desk in the world of the matrix: a draft begun by another drafter, and its parts."""

from pledge_site.db import write
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.texts import comments, drafts, queries, rounds
from pledge_site.kernel import clock
from tests import making
from tests.domain.workshops import making as workshops

Ids = dict[str, dict[str, object]]


def ids(people: dict[str, Actor], own: str, anothers: str) -> Ids:
    """Begin a draft; what is no drafter's any more is a published clause, what was not let pass."""
    campaign, other, now = making.campaign_id(), making.person("drafter"), clock.now()
    published = queries.current_version(campaign)
    assert published, "the campaign has a text"
    with write():
        rounds.begin(other, campaign, at=now)
        draft = drafts.begin(other, campaign, at=now, reason="Children have spoken.")
        group = workshops.workshop(people["facilitator"].user_id, country="KEN")
        passed = workshops.contribution(group)
        waits = workshops.contribution(group, standing="to_check", position=2)
        said = comments.say(other, draft.id, "Too long.", at=now)
    return {
        "drafting.clause_version_id": {
            own: queries.clauses(draft.id)[0].id,
            anothers: queries.clauses(published.id)[0].id,
        },
        "drafting.contribution_id": {own: passed.id, anothers: waits.id},
        "drafting.comment_id": {own: said.id},
        "drafting.number": {own: draft.number},
    }
