"""The followers that write down which mails are due, and that send them, one at a time.

A mail that was taken, but whose row could not be updated, is sent again under the same Message-ID.
No submission waits for a mail: both run in the worker, each in a thread of its own.
"""

from datetime import datetime
from urllib.parse import urlsplit

import structlog
from flask import current_app

from pledge_site.db import db, write
from pledge_site.domain.ledger.chain import Row
from pledge_site.domain.notices import queries, service
from pledge_site.domain.notices.rules import EVENTS
from pledge_site.jobs.followers import Follower, each_entry
from pledge_site.jobs.writing import NobodyThere, compose
from pledge_site.outlets.mail import Undeliverable, mailer

log = structlog.get_logger(__name__)


def _tell(entry: Row, at: datetime) -> None:
    host = urlsplit(current_app.config["SETTINGS"].public_base_url).hostname or "localhost"
    service.tell(entry, at=at, host=host)


def send_one(position: int, at: datetime) -> int:
    """Try the mail that has waited longest; return how many tries there were.

    Whatever is wrong with one mail puts off that one alone.
    """
    db.session.rollback()
    waiting = queries.due(at, limit=1)
    if not waiting:
        return position
    mail = waiting[0]
    number, template = mail.id, mail.template
    try:
        message = compose(mail, at=at)
        # No transaction stays open while a server takes its time.
        db.session.rollback()
        mailer().send(message)
    except NobodyThere as nobody:
        with write():
            service.drop(number, str(nobody), at=at)
    except Exception as error:  # noqa: BLE001  whatever it is, the other mails go on
        _failed(number, error, at)
    else:
        with write():
            service.sent(number, at=at)
        log.info("mail.sent", mail=number, template=template)
    return position + 1


def _failed(number: int, error: Exception, at: datetime) -> None:
    told = str(error) if isinstance(error, Undeliverable) else type(error).__name__
    log.warning("mail.failed", mail=number, error=told)
    db.session.rollback()
    with write():
        service.failed(number, told, at=at)


MAIL = Follower("mail", each_entry(_tell, EVENTS))
POST = Follower("post", send_one)
