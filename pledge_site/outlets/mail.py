"""Hands a mail over: to a server or into a folder, by MAIL_URL. What a mail says is `notices`."""

import hashlib
import os
import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import parseaddr
from ipaddress import ip_address
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from flask import current_app

_PORTS = {"smtp": 25, "smtps": 465}
TIMEOUT = 15.0


class Undeliverable(Exception):
    """The server was not reached or did not take the mail; another try may do."""


class Mailer(Protocol):
    """What takes a mail."""

    def send(self, message: EmailMessage) -> None:
        """Hand a mail over.

        :raises Undeliverable: with what went wrong, without the address.
        """


@dataclass(frozen=True)
class FolderMailer:
    """Writes each mail as a file; the same Message-ID is the same file."""

    folder: Path

    def send(self, message: EmailMessage) -> None:
        """Write the mail, whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(message["Message-ID"].encode()).hexdigest()[:24]
        partial = self.folder / f".{name}.{os.getpid()}.partial"
        try:
            partial.write_bytes(message.as_bytes())
            partial.replace(self.folder / f"{name}.eml")
        except OSError as error:
            partial.unlink(missing_ok=True)
            raise Undeliverable(type(error).__name__) from error


@dataclass(frozen=True)
class SmtpMailer:
    """Speaks to a mail server; each answer has to come within `timeout` seconds."""

    url: str = field(repr=False)
    timeout: float = TIMEOUT

    def send(self, message: EmailMessage) -> None:
        """Hand the mail to the server."""
        try:
            with self._connected() as server:
                server.send_message(message)
                try:
                    server.quit()
                except (smtplib.SMTPException, OSError):
                    # It was taken; how the server says goodbye does not matter.
                    server.close()
        except (smtplib.SMTPException, OSError, ssl.SSLError) as error:
            raise Undeliverable(_told(error)) from error

    def _connected(self) -> smtplib.SMTP:
        parts = urlsplit(self.url)
        host, port = parts.hostname or "localhost", parts.port or _PORTS[parts.scheme]
        secure = ssl.create_default_context()
        if parts.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, port, timeout=self.timeout, context=secure
            )
        else:
            server = smtplib.SMTP(host, port, timeout=self.timeout)
            server.ehlo_or_helo_if_needed()
            # A server on this machine is not reached over any wire.
            if server.has_extn("starttls") and not _is_here(host):
                server.starttls(context=secure)
            elif parts.username and not _is_here(host):
                server.close()
                raise smtplib.SMTPException("a password is not sent in the clear")
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        return server


@dataclass
class NullMailer:
    """Keeps mails in a list: for tests."""

    sent: list[EmailMessage] = field(default_factory=list)

    def send(self, message: EmailMessage) -> None:
        """Keep the mail."""
        self.sent.append(message)


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _told(error: Exception) -> str:
    """Say what a server answered, without addresses: the code tells enough."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = sorted({code for code, _ in error.recipients.values()})
        return f"SMTPRecipientsRefused {codes}"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{type(error).__name__} {error.smtp_code}"
    return type(error).__name__


def open_mailer(url: str) -> Mailer:
    """Open the mailer of a MAIL_URL: a folder, ``smtp://…`` or ``smtps://…``."""
    if urlsplit(url).scheme in _PORTS:
        return SmtpMailer(url)
    return FolderMailer(Path(url))


def mailer() -> Mailer:
    """Return the mailer of this application."""
    found: Mailer | None = current_app.extensions.get("mail")
    if found is None:
        found = open_mailer(current_app.config["SETTINGS"].mail_url)
        current_app.extensions["mail"] = found
    return found


def sender(mail_url: str, public_base_url: str) -> str:
    """Return the address that mails come from: ``?from=`` of MAIL_URL, or one at our own host."""
    asked = parse_qs(urlsplit(mail_url).query).get("from", [""])[0]
    if "@" in parseaddr(asked)[1]:
        return parseaddr(asked)[1]
    host = urlsplit(public_base_url).hostname or "localhost"
    return f"register@{'localhost' if _is_here(host) else host}"
