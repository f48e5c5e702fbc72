"""What people do with a pledge that is public: they amend it, publish the amendment, look at it."""

import json
import re
import time
import urllib.request
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.journeys.people import check_instrument, letter_file, send, sign_in
from tests.serving import Server

REASON = "Une loi nouvelle – قانون جديد – a new law"
NEW_WORDS = "Nous tiendrons parole, et nous le ferons plus tôt."
Persons = dict[str, dict[str, str]]
_PATIENCE = 30


def said(server: Server, reference: str) -> dict[str, Any]:
    """Return what the API says of a pledge."""
    with urllib.request.urlopen(f"{server.address}/api/v1/pledges/{reference}", timeout=20) as got:
        answer: dict[str, Any] = json.loads(got.read())
    return answer


def stands(server: Server, reference: str, standing: str) -> dict[str, Any]:
    """Return what the API says of a pledge once it stands so, waiting for the snapshot."""
    deadline = time.monotonic() + _PATIENCE
    while (answer := said(server, reference))["pledge"]["standing"] != standing:
        assert time.monotonic() < deadline, f"{answer['pledge']}, not {standing}\n{server.log()}"
        time.sleep(0.2)
    return answer


def begin_amendment(page: Page, server: Server, language: str) -> str:
    """Begin an amendment with its reason; return the address of the new version."""
    page.goto(f"{server.address}/{language}/portal/amend/")
    page.fill("#reason", REASON)
    send(page)
    page.wait_for_url(re.compile("/tasks/"))
    return page.url.removesuffix("/tasks/")


def submit_amendment(page: Page, version: str, folder: Path) -> None:
    """Change the message, add the new document, check all of it and submit."""
    page.goto(f"{version}/message/")
    page.fill("#message", NEW_WORDS)
    send(page)
    page.goto(f"{version}/instrument/")
    page.check("[name=kind][value=signed_letter]")
    page.fill("#on", "2026-11-20")
    page.fill("#signatory_name", "Signataire de démonstration")
    page.fill("#signatory_office", "Ministre (démonstration)")
    page.set_input_files("#letter", letter_file(folder))
    send(page)
    page.goto(f"{version}/check/")
    send(page)
    page.wait_for_url(re.compile("/receipt/"))


def publish(checker: Page, publisher: Page, case: str) -> None:
    """Check and deposit a version, by two reviewers who are signed in."""
    checker.goto(case)
    check_instrument(checker)
    publisher.goto(case)
    send(publisher, "/deposit/")
    publisher.wait_for_url(re.compile("/cases/"))


def enter(page: Page, server: Server, person: dict[str, str], language: str) -> Page:
    """Sign someone in, and hand the page on."""
    sign_in(page, server, person, language)
    return page
