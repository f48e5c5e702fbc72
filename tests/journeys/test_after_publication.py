"""After publication: an amendment with its reason and difference, a withdrawal asked for twice."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.afterwards import (
    NEW_WORDS,
    REASON,
    Persons,
    begin_amendment,
    enter,
    publish,
    stands,
    submit_amendment,
)
from tests.journeys.length import LANGUAGES
from tests.journeys.people import send
from tests.serving import Server

REFUSAL = "The note has no seal – الختم مفقود"
WITHDRAWAL = "Un nouveau mandat – ولاية جديدة"


@pytest.fixture(scope="module")
def persons(server: Server) -> Persons:
    """The people of the demonstration, by the first part of their address."""
    rows = json.loads(server.flask("demo", "accounts", "--json").stdout)
    return {row["email"].split("@")[0]: row for row in rows}


def _amend(
    server: Server, persons: Persons, visit: Callable[..., Page], language: str, folder: Path
) -> tuple[Page, Page, Page, str]:
    """Amend and publish; return the focal point, both reviewers, and the case without its host."""
    state = {"en": "mex", "ar": "egy"}[language]
    focal = enter(visit(), server, persons[f"focal.{state}"], language)
    version = begin_amendment(focal, server, language)
    submit_amendment(focal, version, folder)
    checker = enter(visit(), server, persons["reviewer1"], language)
    publisher = enter(visit(), server, persons["reviewer2"], language)
    case = f"{server.address}/{language}/secretariat/cases/{version.rsplit('/', 1)[1]}/"
    publish(checker, publisher, case)
    return focal, checker, publisher, case


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_deposited_pledge_is_amended_then_withdrawn(
    server: Server,
    visit: Callable[..., Page],
    persons: Persons,
    tmp_path: Path,
    language: str,
) -> None:
    reference = {"en": "GP-SID27-MEX", "ar": "GP-SID27-EGY"}[language]
    before = stands(server, reference, "deposited")
    old = before["document"]["message"]
    focal, _checker, reviewer, case = _amend(server, persons, visit, language, tmp_path)

    reader = visit(viewport={"width": 390, "height": 844})
    address = f"{server.address}/{language}/pledges/{reference}/"
    _until(reader, address, NEW_WORDS)
    assert REASON in reader.inner_text("main")
    reader.goto(f"{address}v2/")
    changes = reader.locator(".compare").first.inner_text()
    assert NEW_WORDS in changes
    assert REASON in reader.inner_text("main")
    reader.goto(f"{address}v1/")
    assert old.splitlines()[0] in reader.inner_text("main")
    now = stands(server, reference, "deposited")
    assert [row["standing"] for row in now["versions"]] == ["superseded", "deposited"]
    assert now["document"]["amendment_reason"] == REASON

    _ask_to_withdraw(focal, case, server, language)
    reviewer.goto(case)
    reviewer.locator('form[action$="/settle/"] [name=reason]').fill(REFUSAL)
    reviewer.click('form[action$="/settle/"] [value=refuse]')
    focal.goto(f"{server.address}/{language}/portal/")
    expect(focal.locator("main")).to_contain_text(REFUSAL)
    assert stands(server, reference, "deposited")

    _ask_to_withdraw(focal, case, server, language)
    reviewer.goto(case)
    reviewer.click('form[action$="/settle/"] [value=confirm]')
    gone = stands(server, reference, "withdrawn")
    assert gone["document"]["withdrawal_reason"] == WITHDRAWAL
    _until(reader, address, WITHDRAWAL)
    expect(reader.locator(".standing--withdrawn").first).to_be_visible()


def _ask_to_withdraw(focal: Page, case: str, server: Server, language: str) -> None:
    number = case.rstrip("/").rsplit("/", 1)[1]
    focal.goto(f"{server.address}/{language}/portal/versions/{number}/withdraw/")
    focal.fill("#reason", WITHDRAWAL)
    send(focal)
    focal.wait_for_url(f"**/{language}/portal/")


def _until(page: Page, address: str, words: str) -> None:
    """Load a public page until the snapshot with the words is out."""
    for _ in range(50):
        page.goto(address)
        if words in page.inner_text("main"):
            return
        page.wait_for_timeout(200)
    raise AssertionError(f"{address} does not say: {words}")
