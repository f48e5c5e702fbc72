"""Puts a mail that is due into words: in its reader's language, from ``templates/emails/``.

Who gets which mail is in `domain/notices`, what the words are filled with in `mail_values.py`. The
same subject is the line of the notice on the reader's own pages.
"""

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any, NamedTuple

from flask_babel import force_locale

from pledge_site.domain.campaigns.queries import is_demonstration
from pledge_site.domain.notices.models import Mail
from pledge_site.jobs.mail_values import values_of
from pledge_site.jobs.rendering import render
from pledge_site.jobs.telling import NobodyThere, Telling
from pledge_site.kernel.languages import LANGUAGES
from pledge_site.outlets.mail import sender

__all__ = ["Line", "NobodyThere", "compose", "line"]


class Line(NamedTuple):
    """A notice in one line, the page that it leads to, and its reader's address."""

    words: str
    link: str
    address: str


def compose(mail: Mail, *, at: datetime) -> EmailMessage:
    """Write a mail. The same mail has the same Message-ID and date each time.

    :raises NobodyThere: the account is closed, the invitation used, taken back or over.
    """
    telling = Telling(mail, mail.language, at)
    with force_locale(LANGUAGES[mail.language].locale):
        values = values_of(telling)
    body = _rendered(telling, "body", values)
    if is_demonstration():
        body += "\n\n" + render("emails/demonstration.txt", mail.language, {})
    settings = telling.settings
    message = EmailMessage()
    message["From"] = sender(settings.mail_url, settings.public_base_url)
    message["To"] = values["address"]
    message["Subject"] = _subject(telling, values)
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body + "\n")
    message["Content-Language"] = mail.language
    return message


def line(mail: Mail, language: str, *, at: datetime) -> Line | None:
    """Write a notice in one line, in the language of the page; None when its subject is gone.

    What was told stays told: it does not matter what has become of it since.
    """
    telling = Telling(mail, language, at, looking=True)
    try:
        with force_locale(LANGUAGES[language].locale):
            values = values_of(telling)
    except (NobodyThere, KeyError):
        return None
    return Line(_subject(telling, values), values["link"], values["address"])


def _subject(telling: Telling, values: dict[str, Any]) -> str:
    return " ".join(_rendered(telling, "subject", values).split())


def _rendered(telling: Telling, part: str, values: dict[str, Any]) -> str:
    return render(f"emails/{telling.mail.template}/{part}.txt", telling.language, values)
