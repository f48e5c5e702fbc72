"""What can be permitted, one name for each thing. Who has it is in `policy.py`."""

from enum import StrEnum


class Permission(StrEnum):
    """A thing that a route or a service can ask to be permitted."""

    ACCOUNT_OWN = "account.own"
    PLEDGE_DRAFT = "pledge.draft"
    PLEDGE_REVIEW = "pledge.review"
    LETTER_VIEW = "letter.view"
    SECRETARIAT_ENTER = "secretariat.enter"
    PEOPLE_MANAGE = "people.manage"
    CAMPAIGN_MANAGE = "campaign.manage"
    SWITCHES_TURN = "switches.turn"
    AUDIT_EXPORT = "audit.export"
    TRANSLATION_MANAGE = "translation.manage"
    LEDGER_READ = "ledger.read"
    PRESS_MANAGE = "press.manage"
    TEXT_DRAFT = "text.draft"
    WORKSHOP_RECORD = "workshop.record"
    WORDS_CHECK = "words.check"
    SAFEGUARDING = "safeguarding"
