"""An objection: an office of the State finds the link in its mail, and its button acts at once."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.afterwards import (
    Persons,
    begin_amendment,
    enter,
    publish,
    stands,
    submit_amendment,
)
from tests.journeys.length import LANGUAGES
from tests.journeys.people import letter_to, send
from tests.serving import Server

WHY = "لا نعرف شيئاً عن هذا – we know nothing of this"


@pytest.fixture(scope="module")
def persons(server: Server) -> Persons:
    """The people of the demonstration, by the first part of their address."""
    rows = json.loads(server.flask("demo", "accounts", "--json").stdout)
    return {row["email"].split("@")[0]: row for row in rows}


def _put_on_record(
    server: Server, one: Page, another: Page, state: str, language: str, address: str
) -> None:
    """Propose a contact as one administrator, confirm it as another."""
    page = f"{server.address}/{language}/secretariat/contacts/"
    one.goto(page)
    one.select_option("#state", state)
    one.fill("#office", "Mission permanente (démonstration)")
    one.fill("#email", address)
    one.fill("#phone", "+00 000 000")
    one.select_option("#language", language)
    send(one, "/contacts/")
    another.goto(page)
    another.click('form[action$="/settle/"] [value=confirm]')
    another.wait_for_url("**/contacts/")
    expect(another.locator("table")).to_contain_text(address)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_office_objects_and_two_reviewers_settle_it(
    server: Server,
    visit: Callable[..., Page],
    persons: Persons,
    tmp_path: Path,
    language: str,
) -> None:
    state = {"en": "KEN", "ar": "FRA"}[language]
    reference, address = f"GP-SID27-{state}", f"mission.{state.lower()}@example.org"
    one = enter(visit(), server, persons["administrator1"], language)
    another = enter(visit(), server, persons["administrator2"], language)
    _put_on_record(server, one, another, state, language, address)

    focal = enter(visit(), server, persons[f"focal.{state.lower()}"], language)
    version = begin_amendment(focal, server, language)
    submit_amendment(focal, version, tmp_path)
    first = enter(visit(), server, persons["reviewer1"], language)
    second = enter(visit(), server, persons["reviewer2"], language)
    case = f"{server.address}/{language}/secretariat/cases/{version.rsplit('/', 1)[1]}/"
    publish(first, second, case)

    link = re.search(r"http\S+/objection/\S+", letter_to(server, address).get_content())
    assert link is not None
    office = visit(viewport={"width": 390, "height": 844})
    office.goto(link[0])
    assert stands(server, reference, "deposited")
    office.fill("#reason", WHY)
    send(office)
    assert stands(server, reference, "on_hold")
    public = visit()
    public.goto(f"{server.address}/{language}/pledges/{reference}/")
    expect(public.locator(".standing--on_hold").first).to_be_visible()

    first.goto(f"{server.address}/{language}/account/notices/")
    first.locator(f'a[href$="/cases/{version.rsplit("/", 1)[1]}/"]').first.click()
    first.locator("details", has=first.locator("#resume-reason")).locator("summary").click()
    first.fill("#resume-reason", "La mission a confirmé.")
    send(first, "/resume/")
    second.goto(case)
    second.click('form[action$="/settle/"] [value=confirm]')
    assert stands(server, reference, "deposited")
    office.goto(link[0])
    expect(office.locator("#reason")).to_be_visible()
