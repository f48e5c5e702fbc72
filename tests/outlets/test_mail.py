"""Handing mails over: into a folder, to a server, and to servers that misbehave."""

import hashlib
import socket
import threading
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller

from pledge_site.outlets import mail


def message(number="1"):
    made = EmailMessage()
    made["From"], made["To"] = "register@example.org", "someone@example.org"
    made["Subject"], made["Message-ID"] = "Ünïcode", f"<{number}@example.org>"
    made.set_content("Good day, здравствуйте")
    return made


class Keeping:
    """Takes what comes; answers the end of a mail as told."""

    def __init__(self, answer="250 OK"):
        self.answer, self.kept = answer, []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.kept.append(envelope)
        return self.answer


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def served():
    running = []

    def serve(handler):
        controller = Controller(handler, hostname="127.0.0.1", port=free_port())
        controller.start()
        running.append(controller)
        return f"smtp://127.0.0.1:{controller.port}"

    yield serve
    for each in running:
        each.stop()


def test_a_folder_gets_one_file_for_one_message_id(tmp_path):
    mailer = mail.open_mailer(str(tmp_path / "mail"))
    for number in ("1", "1", "2"):
        mailer.send(message(number))
    names = sorted((tmp_path / "mail").iterdir())
    assert [each.suffix for each in names] == [".eml", ".eml"]
    assert b"Message-ID: <" in names[0].read_bytes()


def test_a_folder_that_cannot_be_written_is_undeliverable(tmp_path):
    name = hashlib.sha256(message()["Message-ID"].encode()).hexdigest()[:24]
    (tmp_path / f"{name}.eml").mkdir()
    with pytest.raises(mail.Undeliverable):
        mail.FolderMailer(tmp_path).send(message())
    assert not list(tmp_path.glob(".*partial"))


def test_a_server_gets_the_mail(served):
    handler = Keeping()
    mail.open_mailer(served(handler)).send(message())
    assert handler.kept[0].rcpt_tos == ["someone@example.org"]


def test_a_refusing_server_is_told_by_its_code(served):
    url = served(Keeping("451 later"))
    with pytest.raises(mail.Undeliverable, match="SMTPDataError 451"):
        mail.open_mailer(url).send(message())


def test_a_refused_recipient_is_told_without_the_address(served):
    class Refusing(Keeping):
        async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
            return "550 no such person"

    with pytest.raises(mail.Undeliverable) as no:
        mail.open_mailer(served(Refusing())).send(message())
    assert str(no.value) == "SMTPRecipientsRefused [550]"


def test_nobody_listening_is_undeliverable():
    with pytest.raises(mail.Undeliverable, match="ConnectionRefusedError"):
        mail.open_mailer(f"smtp://127.0.0.1:{free_port()}").send(message())


def test_a_hanging_server_is_given_up():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        mailer = mail.SmtpMailer(f"smtp://127.0.0.1:{silent.getsockname()[1]}", timeout=0.2)
        with pytest.raises(mail.Undeliverable, match="SMTPServerDisconnected"):
            mailer.send(message())


def _talk(listening, script):
    """Be a mail server that says each line after hearing one, then hangs up."""
    connection, _ = listening.accept()
    with connection, connection.makefile("rwb") as lines:
        for reply in script:
            lines.write(reply + b"\r\n")
            lines.flush()
            _hear(lines, until=b"." if reply.startswith(b"354") else None)


def _hear(lines, until):
    """Read a line, or all lines up to one."""
    heard = lines.readline()
    while until is not None and heard.rstrip(b"\r\n") != until:
        heard = lines.readline()


@pytest.mark.parametrize("taken", [True, False])
def test_dropping_after_the_mail_counts_only_when_it_was_taken(taken):
    script = [b"220 hello", b"250 hello", b"250 ok", b"250 ok", b"354 go"]
    with socket.create_server(("127.0.0.1", 0)) as listening:
        if taken:
            script.append(b"250 kept")
        talk = threading.Thread(target=_talk, args=(listening, script))
        talk.start()
        mailer = mail.SmtpMailer(f"smtp://127.0.0.1:{listening.getsockname()[1]}", timeout=5)
        if taken:
            mailer.send(message())
        else:
            with pytest.raises(mail.Undeliverable, match="SMTPServerDisconnected"):
                mailer.send(message())
        talk.join(5)


def test_a_password_is_not_sent_in_the_clear(monkeypatch):
    class Plain:
        def __init__(self, *_args, **_options):
            self.closed = False

        def ehlo_or_helo_if_needed(self):
            pass

        def has_extn(self, name):
            return False

        def close(self):
            self.closed = True

        def login(self, *_):
            raise AssertionError("sent in the clear")

    monkeypatch.setattr(mail.smtplib, "SMTP", Plain)
    with pytest.raises(mail.Undeliverable):
        mail.open_mailer("smtp://me:secret@mail.example.org").send(message())


@pytest.mark.parametrize(
    ("mail_url", "base", "expected"),
    [
        ("smtp://x", "https://pledge.example.org", "register@pledge.example.org"),
        ("/var/mail", "http://127.0.0.1:8000", "register@localhost"),
        ("smtp://x?from=notices@example.org", "https://a.example", "notices@example.org"),
        ("smtp://x?from=nonsense", "https://a.example", "register@a.example"),
    ],
)
def test_mails_come_from_our_own_host(mail_url, base, expected):
    assert mail.sender(mail_url, base) == expected
