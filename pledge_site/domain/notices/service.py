"""Writes down what has to be told and what became of it; the words are made on sending."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from pledge_site.db import db
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.ledger.chain import Row
from pledge_site.domain.ledger.service import record
from pledge_site.domain.notices import recipients
from pledge_site.domain.notices.models import Mail
from pledge_site.domain.notices.recipients import Occasion, Recipient
from pledge_site.domain.notices.rules import KEPT, Rule, rules_for
from pledge_site.kernel.refusals import NotFound

_MINUTES = (1, 5, 30, 120, 240, 480, 720, 1440, 1440)
# How long to wait after the first, second… failure; after the last one nothing is tried again.
BACKOFF = tuple(timedelta(minutes=minutes) for minutes in _MINUTES)
FAILED = "mail_failed"
# Templates told once in a while to a person, not each time, and what has to be the same for it: a
# colleague who writes for an hour causes one mail, a mail server that is away one a day.
FOLDED: dict[str, tuple[timedelta, tuple[str, ...]]] = {
    "colleague_edited": (timedelta(hours=1), ("version", "by")),
    FAILED: (timedelta(days=1), ()),
}
MOST_TRIES = len(BACKOFF) + 1
_LONGEST_ERROR = 200


def tell(entry: Row, *, at: datetime, host: str) -> int:
    """Write the mails that an entry of the ledger causes; return how many are new.

    The same entry again writes nothing.

    :param host: what Message-IDs end with.
    """
    occasion = Occasion(entry.subject, entry.actor_id, entry.facts, at)
    new = 0
    for rule in rules_for(entry.event, entry.facts):
        for recipient in recipients.find(rule.audience, occasion):
            new += _write(rule, recipient, entry, at=at, host=host)
    return new


def _write(rule: Rule, recipient: Recipient, entry: Row, *, at: datetime, host: str) -> bool:
    about = f"entry:{entry.seq}"
    whom = f"contact:{recipient.contact_id}" if recipient.contact_id else recipient.user_id
    named = f"{rule.template}\0{about}\0{whom}"
    message_id = f"<{hashlib.sha256(named.encode()).hexdigest()[:32]}@{host}>"
    if db.session.scalar(select(Mail.id).where(Mail.message_id == message_id)) is not None:
        return False
    facts = {name: entry.facts[name] for name in KEPT if name in entry.facts}
    if recipient.contact_id:
        facts["to_contact"] = recipient.contact_id
    if rule.template in FOLDED:
        facts["by"] = entry.actor_id
        if _told_lately(rule.template, recipient, facts, at):
            return False
    db.session.add(
        Mail(
            template=rule.template,
            about=about,
            user_id=recipient.user_id,
            # The address stays where it belongs: with the account or the invitation.
            address="",
            language=recipient.language,
            facts={**facts, "subject": entry.subject},
            message_id=message_id,
            created_at=at,
            due_at=at,
        )
    )
    db.session.flush()
    return True


def _told_lately(template: str, recipient: Recipient, facts: dict[str, Any], at: datetime) -> bool:
    """Say whether a person was told the same a short while ago."""
    span, same = FOLDED[template]
    lately = db.session.scalars(
        select(Mail.facts).where(
            Mail.template == template,
            Mail.user_id == recipient.user_id,
            Mail.created_at > at - span,
        )
    )
    return any(all(each.get(name) == facts.get(name) for name in same) for each in lately)


def sent(mail_id: int, *, at: datetime) -> None:
    """Write down that a mail was taken."""
    mail = db.session.get(Mail, mail_id)
    if mail is not None and mail.sent_at is None:
        mail.sent_at, mail.last_error = at, ""
        mail.tries += 1


def failed(mail_id: int, error: str, *, at: datetime) -> None:
    """Write down that a try failed: it is due again later, or given up after ten."""
    mail = db.session.get(Mail, mail_id)
    if mail is None or mail.sent_at is not None:
        return
    mail.tries += 1
    mail.last_error = error[:_LONGEST_ERROR]
    if mail.tries >= MOST_TRIES:
        mail.failed_at = at
        # Of the mail that tells of this, nobody is told: it stands on their pages.
        if mail.template != FAILED:
            record("mail.given_up", at=at, actor=None, subject=f"mail:{mail_id}")
    else:
        mail.due_at = at + BACKOFF[mail.tries - 1]


def drop(mail_id: int, reason: str, *, at: datetime) -> None:
    """Give a mail up that has nobody to go to any more."""
    mail = db.session.get(Mail, mail_id)
    if mail is not None and mail.sent_at is None:
        mail.failed_at, mail.last_error = at, reason[:_LONGEST_ERROR]


def try_again(mail_id: int, *, actor: Actor, at: datetime) -> None:
    """Make a mail due again that was given up, as an administrator asked.

    :raises NotFound: there is no such mail.
    """
    mail = db.session.get(Mail, mail_id)
    if mail is None:
        raise NotFound()
    if mail.failed_at is not None:
        mail.failed_at, mail.tries, mail.due_at = None, 0, at
        record("mail.tried_again", at=at, actor=actor.user_id, subject=f"mail:{mail_id}")


def mark_read(
    user_id: int, *, one: int | None = None, up_to: int | None = None, at: datetime
) -> None:
    """Mark one of a person's notices as read, or all up to a number; others' stay as they are."""
    chosen = Mail.id == one if one is not None else Mail.id <= (up_to or 0)
    db.session.execute(
        update(Mail)
        .where(Mail.user_id == user_id, Mail.read_at.is_(None), chosen)
        .values(read_at=at)
    )
