"""A draft of the text with a word in all that drafters write: nothing of it is public."""

from datetime import datetime

from pledge_site.db import write
from pledge_site.domain.texts import comments, drafts, queries
from pledge_site.domain.workshops import fates
from pledge_site.kernel.languages import CODES
from tests.domain.pledges import making
from tests.domain.workshops import making as workshops


def draft(campaign_id: int, word: str, at: datetime) -> None:
    """Begin a draft with the word as its reason, in a clause, a comment, a fate's reason."""
    drafter, facilitator = making.person("drafter"), making.person("facilitator")
    words = dict.fromkeys(CODES, word)
    with write():
        begun = drafts.begin(drafter, campaign_id, at=at, reason=word)
        clause = queries.clauses(begun.id)[0]
        drafts.save_head(drafter, begun.id, words, words, expected=0, at=at)
        values = dict.fromkeys(drafts.PARTS, words)
        drafts.save_clause(drafter, clause.id, values, expected=0, at=at)
        comments.say(drafter, begun.id, word, clause_version_id=clause.id, at=at)
        group = workshops.workshop(facilitator.user_id)
        said = workshops.contribution(group, word)
        fates.decide(drafter, said.id, "idea", words, [fates.Place(clause.id)], at=at)
