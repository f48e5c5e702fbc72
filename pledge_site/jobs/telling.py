"""A mail that is put into words, and what most mails are filled with: person, State, campaign.

Which mail needs what is in `mail_values.py` and `contact_values.py`. No words of a pledge, and no
notes on one, are among it. Links are made from PUBLIC_BASE_URL.
"""

from datetime import datetime
from typing import Any, NamedTuple

from babel.lists import format_list
from flask import current_app

from pledge_site.db import db
from pledge_site.domain import states
from pledge_site.domain.accounts.keys import Keys
from pledge_site.domain.accounts.models import User
from pledge_site.domain.accounts.queries import may_enter
from pledge_site.domain.campaigns.models import Campaign
from pledge_site.domain.notices.models import Mail
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.partners.counted import counted_states
from pledge_site.domain.pledges.reviewing import deadline
from pledge_site.jobs.rendering import moment
from pledge_site.kernel.languages import LANGUAGES
from pledge_site.settings import Settings

Values = dict[str, Any]


class NobodyThere(Exception):
    """The mail has nobody to go to any more, or nothing to say."""


class Telling(NamedTuple):
    """A mail that is put into words: in which language, and when.

    `looking`: it was told, and is only looked at again, whatever has become of it.
    """

    mail: Mail
    language: str
    at: datetime
    looking: bool = False

    @property
    def settings(self) -> Settings:
        """The settings of the running program."""
        settings: Settings = current_app.config["SETTINGS"]
        return settings

    @property
    def keys(self) -> Keys:
        """The secrets that links are made with."""
        return Keys(self.settings.secret_key, self.settings.second_factor_key)

    @property
    def number(self) -> int:
        """The number in what the mail is about."""
        return int(self.mail.facts["subject"].partition(":")[2])

    def page(self, place: str) -> str:
        """Write the address of a page of this site."""
        return f"{self.settings.public_base_url}/{self.language}/{place}"

    def give_up(self, why: str) -> None:
        """Say that there is nothing to send any more; what was sent can still be looked at.

        :raises NobodyThere: the mail is about to be sent.
        """
        if not self.looking:
            raise NobodyThere(why)


def pledge(telling: Telling) -> Values:
    """Return what is said of a pledge: its States, campaign, reference and receipt.

    :raises NobodyThere: there is no such pledge.
    """
    facts = telling.mail.facts
    version = db.session.get(PledgeVersion, facts.get("version") or 0)
    campaign = (
        version.pledge.campaign
        if version
        else db.session.get(Campaign, facts.get("campaign_id") or 0)
    )
    codes = counted_states(version.pledge) if version else {facts.get("state", "")}
    named = [state.name(telling.language) for code in codes if (state := states.find(code))]
    if campaign is None or not named:
        raise NobodyThere("pledge.gone")
    # A look at what was told needs no more than its subject.
    due = deadline.due(version) if version and not telling.looking else None
    return {
        "state_name": format_list(sorted(named), locale=LANGUAGES[telling.language].locale),
        "campaign_title": campaign.titles[telling.language],
        "reference": (version.pledge.reference or "") if version else "",
        "receipt": (version.receipt or "") if version else "",
        "due": moment(due, telling.language) if due else "",
    }


def person(telling: Telling) -> Values:
    """Return whose mail it is.

    :raises NobodyThere: the account is closed.
    """
    found = db.session.get(User, telling.mail.user_id or 0)
    if found is None:
        raise NobodyThere("account.closed")
    if not may_enter(found, telling.at):
        telling.give_up("account.closed")
    return {"address": found.email, "name": found.name}
