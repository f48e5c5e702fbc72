"""People at their browsers: they sign in, take an invitation, write a pledge."""

import base64
import email
import hashlib
import hmac
import re
import struct
import time
from email import policy
from email.message import EmailMessage
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.serving import Server

PASSWORD = "seven quiet lanterns by the river"
_STEP = 30
# The step whose code each key has given last: no code is taken twice.
_used: dict[str, int] = {}


def code(secret: str) -> str:
    """Return what an authenticator app shows (RFC 6238), from the key as it is typed in.

    When this key's code of now was given before, it waits for the next one, as a person has to.
    """
    plain = secret.replace(" ", "")
    while (step := int(time.time()) // _STEP) == _used.get(plain):
        time.sleep(0.5)
    _used[plain] = step
    key = base64.b32decode(plain + "=" * (-len(plain) % 8))
    mac = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    start = mac[-1] & 15
    number = struct.unpack(">I", mac[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def send(page: Page, action: str = "") -> None:
    """Send a form of the main part: the one whose address ends so, or the only one."""
    chosen = f'main form[action$="{action}"]' if action else "main form"
    page.locator(f"{chosen} button").first.click()


def sign_in(page: Page, server: Server, person: dict[str, str], language: str = "en") -> None:
    """Sign a person of the demonstration in, second factor included."""
    page.goto(f"{server.address}/{language}/account/sign-in/")
    page.fill("#email", person["email"])
    page.fill("#password", person["password"])
    send(page)
    page.fill("#code", code(person["totp_secret"]))
    send(page)
    page.wait_for_url(re.compile(r"/(secretariat|portal|workshops|account)/$"))


def letter_to(server: Server, address: str) -> EmailMessage:
    """Return the last mail that the worker sent to an address, waiting for it."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        mails = [_read(path) for path in server.mails()]
        found = [mail for mail in mails if address in mail["To"]]
        if found:
            return found[-1]
        time.sleep(0.2)
    raise AssertionError(f"no mail to {address}:\n{server.log()}")


def _read(path: Path) -> EmailMessage:
    mail = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def take_invitation(page: Page, mail: EmailMessage) -> None:
    """Open the link of an invitation, choose a password, set the second factor up."""
    link = re.search(r"http\S+/account/invitation/\S+", mail.get_content())
    assert link is not None
    page.goto(link[0])
    page.fill("#password", PASSWORD)
    page.fill("#password_again", PASSWORD)
    send(page)
    key = re.search(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}", page.inner_text("main"))
    assert key is not None
    page.fill("#code", code(key[0]))
    send(page)


def write_pledge(page: Page, server: Server, folder: Path, language: str) -> str:
    """Write a whole pledge and submit it; return the address of its version in the portal."""
    page.goto(f"{server.address}/{language}/portal/")
    send(page, "/begin/")
    version = page.url.removesuffix("/tasks/")
    fill_in(page, version, folder, language)
    page.goto(f"{version}/check/")
    send(page)
    page.wait_for_url(re.compile("/receipt/"))
    return version


def fill_in(page: Page, version: str, folder: Path, language: str) -> None:
    """Fill in every part of a version that was begun."""
    page.goto(f"{version}/message/")
    page.select_option("#language", language)
    page.fill("#message", "Nous tiendrons parole. Chaque enfant a droit à un internet sûr.")
    send(page)
    page.goto(f"{version}/child-readable/")
    page.fill("#child_readable", "Notre pays promet de t’écouter et de t’aider.")
    send(page)
    page.goto(f"{version}/clauses/")
    for number in range(1, 10):
        page.check(f"[name=answer_c{number}][value=adopt]")
    page.check("[name=answer_c7][value=adopt_with_statement]")
    statement = page.locator("[name=statement_c7]")
    page.locator("details", has=statement).locator("summary").click()
    statement.fill("Par étapes, avec les régions.")
    send(page)
    page.goto(f"{version}/commitments/new/")
    page.fill("#title", "Une ligne d’écoute gratuite, jour et nuit")
    page.fill("#action", "Ouvrir une ligne d’écoute gratuite pour les enfants, jour et nuit.")
    page.fill("#lead_ministry", "Ministère chargé de l’enfance")
    page.fill("#ends_on", "2027-12-31")
    send(page)
    page.goto(f"{version}/instrument/")
    page.check("[name=kind][value=signed_letter]")
    page.fill("#on", "2026-11-20")
    page.fill("#signatory_name", "Signataire de démonstration")
    page.fill("#signatory_office", "Ministre (démonstration)")
    page.set_input_files("#letter", letter_file(folder))
    send(page)


def check_instrument(page: Page) -> None:
    """Answer the checklist of the case that is open with yes, and say that it is checked."""
    for box in page.locator('.checklist [value="yes"]').all():
        box.check()
    send(page, "/check/")


def letter_file(folder: Path) -> Path:
    """Make a letter of one page, as a scanner would."""
    path = folder / "letter.pdf"
    Image.new("RGB", (620, 877), "white").save(path, "PDF")
    return path
