"""Who hears of what: one table from events of the ledger to mails. Pure.

What a mail says is in ``templates/emails/<template>/``; who the people are is in `recipients.py`.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Any, NamedTuple

from pledge_site.domain.accounts.roles import NEEDS_SECOND


class Audience(Enum):
    """A group of people who are told."""

    FOCAL_POINTS = "the focal points of the State"
    REVIEWERS = "the reviewers, but not whoever did it"
    ADMINISTRATORS = "the administrators, but not whoever did it"
    GUEST = "the guest of the invitation"
    CONTACTS = "the contacts of the State"
    FORMER_CONTACT = "the office, at the address that was on record before"
    COLLEAGUES = "the focal points of the State, but not whoever did it"
    DRAFTERS = "the focal points of the State that drafts the joint pledge"
    PARTNER_CONTACTS = "the contacts of the State that has joined"
    FACILITATORS_HEARD = "the facilitators of whose groups' words something became"
    FACILITATOR = "the facilitator who recorded the workshop, but not if they did it"
    PERSON = "the person whose account it is"
    SAFEGUARDING_OFFICERS = "the safeguarding officers, but not whoever did it"


class Rule(NamedTuple):
    """An event, the mail that it causes, and who gets it."""

    event: str
    template: str
    audience: Audience


RULES: tuple[Rule, ...] = (
    Rule("invitation.opened", "invitation", Audience.GUEST),
    Rule("invitation.made", "confirmation_due", Audience.ADMINISTRATORS),
    Rule("pledge.submitted", "receipt", Audience.FOCAL_POINTS),
    Rule("pledge.submitted", "submitted", Audience.REVIEWERS),
    Rule("pledge.submitted", "contact_submitted", Audience.CONTACTS),
    Rule("pledge.edited", "colleague_edited", Audience.COLLEAGUES),
    Rule("pledge.letter_sent", "letter_sent", Audience.REVIEWERS),
    Rule("pledge.changes_asked", "changes_asked", Audience.FOCAL_POINTS),
    Rule("pledge.announced", "announced", Audience.FOCAL_POINTS),
    Rule("pledge.deposited", "deposited", Audience.FOCAL_POINTS),
    Rule("pledge.announced", "contact_published", Audience.CONTACTS),
    Rule("pledge.deposited", "contact_published", Audience.CONTACTS),
    Rule("objection.made", "objection", Audience.REVIEWERS),
    Rule("pledge.held", "held", Audience.FOCAL_POINTS),
    Rule("pledge.held", "contact_held", Audience.CONTACTS),
    Rule("pledge.resumed", "resumed", Audience.FOCAL_POINTS),
    Rule("pledge.resumed", "contact_resumed", Audience.CONTACTS),
    Rule("pledge.withdrawn", "withdrawn", Audience.FOCAL_POINTS),
    Rule("pledge.recalled", "recalled", Audience.REVIEWERS),
    Rule("pledge.declined", "declined", Audience.FOCAL_POINTS),
    Rule("proposal.made", "proposal_waiting", Audience.REVIEWERS),
    Rule("proposal.refused", "withdrawal_refused", Audience.FOCAL_POINTS),
    Rule("proposal.refused", "partner_settled", Audience.COLLEAGUES),
    Rule("partner.asked", "partner_asked", Audience.COLLEAGUES),
    Rule("partner.reset", "partner_asked", Audience.COLLEAGUES),
    Rule("partner.confirmed", "partner_answered", Audience.DRAFTERS),
    Rule("partner.declined", "partner_answered", Audience.DRAFTERS),
    Rule("partner.joined", "partner_answered", Audience.DRAFTERS),
    Rule("partner.joined", "partner_settled", Audience.COLLEAGUES),
    Rule("partner.joined", "contact_published", Audience.PARTNER_CONTACTS),
    Rule("partner.left", "partner_answered", Audience.DRAFTERS),
    Rule("partner.left", "partner_settled", Audience.COLLEAGUES),
    Rule("translation.published", "translated", Audience.FOCAL_POINTS),
    Rule("reminder.due", "deadline", Audience.FOCAL_POINTS),
    Rule("contact.proposed", "contact_waiting", Audience.ADMINISTRATORS),
    Rule("contact.end_proposed", "contact_waiting", Audience.ADMINISTRATORS),
    Rule("contact.added", "contact_changed", Audience.FORMER_CONTACT),
    Rule("contact.ended", "contact_changed", Audience.FORMER_CONTACT),
    Rule("disclosure.reported", "safeguarding_waiting", Audience.SAFEGUARDING_OFFICERS),
    Rule("disclosure.put_back", "safeguarding_waiting", Audience.SAFEGUARDING_OFFICERS),
    Rule("disclosure.escalated", "safeguarding_late", Audience.SAFEGUARDING_OFFICERS),
    Rule("disclosure.escalated", "safeguarding_late", Audience.ADMINISTRATORS),
    Rule("text.published", "text_published", Audience.FACILITATORS_HEARD),
    Rule("workshop.withdrawn", "words_withdrawn", Audience.FACILITATOR),
    Rule("workshop.consent_ended", "consent_ended", Audience.FACILITATOR),
    Rule("mail.given_up", "mail_failed", Audience.ADMINISTRATORS),
    Rule("user.password_changed", "password_changed", Audience.PERSON),
    Rule("reset.confirmed", "second_factor_replaced", Audience.PERSON),
)
_REFUSED = {
    "withdraw": "withdrawal_refused",
    "join": "partner_settled",
    "leave": "partner_settled",
}
EVENTS = frozenset(rule.event for rule in RULES)
TEMPLATES = tuple(rule.template for rule in RULES)
# What of an entry a mail may need: codes and ids.
KEPT = (
    "campaign",
    "campaign_id",
    "state",
    "version",
    "role",
    "action",
    "contact",
    "days",
    "drafter",
)


def rules_for(event: str, facts: Mapping[str, Any]) -> list[Rule]:
    """Return the rules that an event sets off."""
    if event == "invitation.made" and not _needs_second(facts):
        return []
    # A new contact has no former address.
    if event == "contact.added" and "replaces" not in facts:
        return []
    # Whoever takes a clearance back by hand knows; an edit that does so is news.
    if event == "pledge.recalled" and facts.get("why") == "recall":
        return []
    # The second round is the officers', the third the administrators'.
    if event == "disclosure.escalated":
        last = facts.get("stage") == "administrators"
        whom = Audience.ADMINISTRATORS if last else Audience.SAFEGUARDING_OFFICERS
        return [rule for rule in RULES if rule.event == event and rule.audience is whom]
    # Only what a State's own people asked for; the rest is the secretariat's.
    if event == "proposal.refused":
        told = _REFUSED.get(facts.get("action", ""))
        return [rule for rule in RULES if rule.event == event and rule.template == told]
    return [rule for rule in RULES if rule.event == event]


def _needs_second(facts: Mapping[str, Any]) -> bool:
    return facts.get("role") in NEEDS_SECOND and not facts.get("founding")
