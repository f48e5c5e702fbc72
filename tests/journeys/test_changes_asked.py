"""Changes asked for and answered: two notes at two fields, seen there, answered, seen again."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.afterwards import (
    NEW_WORDS,
    Persons,
    begin_amendment,
    enter,
    stands,
    submit_amendment,
)
from tests.journeys.length import in_length
from tests.journeys.people import check_instrument, send
from tests.serving import Server

WHICH_LAW = "Quelle loi ? – أي قانون؟"
WHICH_DAY = "La lettre porte une autre date. – تاريخ الرسالة مختلف."
ANSWER = "La loi sur la sécurité en ligne est en vigueur."
INSIDE = "The seal is the one of last year. (for us alone)"


@pytest.fixture(scope="module")
def persons(server: Server) -> Persons:
    """The people of the demonstration, by the first part of their address."""
    rows = json.loads(server.flask("demo", "accounts", "--json").stdout)
    return {row["email"].split("@")[0]: row for row in rows}


def _write_note(page: Page, place: str, words: str) -> None:
    box = page.locator(f'[name="note-{place}"]')
    page.locator("details", has=box).last.locator("summary").click()
    box.fill(words)


def _ask(page: Page, case: str) -> None:
    page.goto(case)
    page.fill("[name=body]", INSIDE)
    send(page, "/notes/")
    _write_note(page, "message", WHICH_LAW)
    _write_note(page, "instrument.on", WHICH_DAY)
    send(page, "/changes/")
    expect(page.locator('[name="note-message"]')).to_have_count(0)


def _answer(page: Page, version: str) -> None:
    page.goto(f"{version}/tasks/")
    for note in (WHICH_LAW, WHICH_DAY):
        expect(page.locator("main")).to_contain_text(note)
    page.goto(f"{version}/message/")
    expect(page.locator("#message-hint")).to_contain_text(WHICH_LAW)
    expect(page.locator("main")).not_to_contain_text(INSIDE)
    page.fill("#message", ANSWER)
    send(page)
    page.goto(f"{version}/instrument/")
    expect(page.locator("#on-hint")).to_contain_text(WHICH_DAY)
    page.fill("#on", "2026-11-19")
    send(page)
    page.goto(f"{version}/check/")
    send(page)
    page.wait_for_url("**/receipt/")


@pytest.mark.parametrize(("language", "state"), in_length([("en", "mex"), ("ar", "egy")]))
def test_changes_are_asked_at_fields_answered_and_published(
    server: Server,
    visit: Callable[..., Page],
    persons: Persons,
    tmp_path: Path,
    language: str,
    state: str,
) -> None:
    focal = enter(visit(), server, persons[f"focal.{state}"], language)
    version = begin_amendment(focal, server, language)
    submit_amendment(focal, version, tmp_path)
    number = version.rsplit("/", 1)[1]
    case = f"{server.address}/{language}/secretariat/cases/{number}/"

    checker = enter(visit(), server, persons["reviewer1"], language)
    _ask(checker, case)
    _answer(focal, version)

    checker.goto(case)
    changed = checker.locator("section[aria-labelledby=differences] .compare")
    expect(changed.first).to_contain_text(NEW_WORDS)
    expect(changed.first.locator("ins").first).to_be_visible()
    answered = checker.locator("section[aria-labelledby=requests]")
    for words in (WHICH_LAW, WHICH_DAY, ANSWER):
        expect(answered).to_contain_text(words)
    check_instrument(checker)
    expect(checker.locator('form[action$="/deposit/"] button:not([disabled])')).to_have_count(0)

    publisher = enter(visit(), server, persons["reviewer2"], language)
    publisher.goto(case)
    expect(publisher.locator(".case__others")).to_be_visible()
    expect(publisher.locator("main")).to_contain_text(INSIDE)
    send(publisher, "/deposit/")
    publisher.wait_for_url("**/cases/**")
    now = stands(server, f"GP-SID27-{state.upper()}", "deposited")
    assert INSIDE not in json.dumps(now, ensure_ascii=False)
    assert WHICH_LAW not in json.dumps(now, ensure_ascii=False)
