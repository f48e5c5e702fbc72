"""The people of a text, and what they do in a few words, for tests of children's words."""

from datetime import date

from pledge_site.db import write
from pledge_site.domain.texts import drafts, publishing, rounds
from pledge_site.domain.texts import queries as texts
from pledge_site.domain.workshops import checking, fates, recording, showing
from pledge_site.domain.workshops.facts import Said
from pledge_site.kernel import ids
from pledge_site.kernel.languages import CODES
from tests.domain.pledges.making import NOW, campaign, person

TODAY = NOW.date()
REASON = dict.fromkeys(CODES, "It says what many of us think.")
WORDS = "Ask us before you decide."


def facts(**given):
    return {
        "key": ids.public_id(), "country": "GHA", "month": "2026-09", "language": "en",
        "age_band": "13-15", "size_band": "10-19", "method": "discussion", "origin": "page",
        "may_website": True, "may_press": True, "may_read_aloud": True, "may_translate": True,
        "consent_until": date(2029, 1, 1), "attested": True, "partner": "", **given,
    }  # fmt: skip


class Team:
    """The people of a text, and what they do in a few words."""

    def __init__(self):
        self.campaign_id = campaign()
        self.facilitator = person("facilitator")
        self.drafter, self.second = person("drafter"), person("drafter")

    def record(self, *said, **given):
        with write():
            return recording.record(
                self.facilitator, self.campaign_id, facts(**given),
                [each if isinstance(each, Said) else Said("sentence", "en", each) for each in said],
                at=NOW,
            )  # fmt: skip

    def open(self):
        with write():
            rounds.begin(self.drafter, self.campaign_id, at=NOW)
            return drafts.begin(self.drafter, self.campaign_id, at=NOW, reason="Children").id

    def let_pass(self, contribution, words=WORDS, **translations):
        with write():
            checking.let_pass(self.drafter, contribution.id, words, translations, at=NOW)

    def clause(self, draft_id, place=0):
        return texts.clauses(draft_id)[place]

    def mark(self, clause, span="k1", words=WORDS):
        with write():
            body = dict.fromkeys(CODES, f"We promise: [{words}]{{#{span}}}")
            drafts.save_clause(
                self.drafter, clause.id, {"bodies": body}, expected=clause.revision, at=NOW
            )

    def decide(self, contribution, fate, *places, reasons=REASON):
        with write():
            fates.decide(self.drafter, contribution.id, fate, reasons, places, at=NOW)

    def publish(self, draft_id):
        with write():
            rounds.freeze(self.drafter, self.campaign_id, at=NOW)
        with write():
            publishing.publish(self.second, draft_id, at=NOW)

    def shown(self, today=TODAY):
        return showing.of_campaign(self.campaign_id, today)
