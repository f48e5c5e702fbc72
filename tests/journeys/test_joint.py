"""A joint pledge of three States: one drafts it, one confirms before it is public, one after."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.ceremony import Persons, case_of, check, deposited, reviewers
from tests.journeys.length import LANGUAGES
from tests.journeys.people import fill_in, letter_to, send, sign_in, take_invitation
from tests.serving import Server

LATE = "TGO"
ADDRESS = "yao@example.org"
# The demonstration has a joint pledge already.
REFERENCE = "GP-SID27-J2"


def invite(first: Page, second: Page, server: Server, persons: Persons, language: str) -> None:
    """Let one administrator invite a focal point of Togo, and another confirm it."""
    sign_in(first, server, persons["administrator1"], language)
    first.goto(f"{server.address}/{language}/secretariat/people/invite/")
    first.fill("#email", ADDRESS)
    first.check("[name=role][value=focal_point]")
    first.fill("#name", "Yao (demonstration)")
    first.select_option("#state", LATE)
    first.fill("#credentials", "Note 7 of 2026 (demonstration)")
    first.select_option("#language", language)
    send(first)
    sign_in(second, server, persons["administrator2"], language)
    second.goto(f"{server.address}/{language}/secretariat/people/")
    send(second, "/confirm/")


def begin(page: Page, server: Server, folder: Path, language: str) -> str:
    """Begin a joint pledge, write it and ask two States; return the address of its version."""
    page.goto(f"{server.address}/{language}/portal/joint/")
    send(page, "/joint/begin/")
    version = page.url.removesuffix("/partners/")
    fill_in(page, version, folder, language)
    for state in ("RUS", LATE):
        page.goto(f"{version}/partners/")
        page.select_option("#state", state)
        page.locator("main form", has=page.locator("#state")).locator("button").click()
    expect(page.locator("[data-answer=asked]")).to_have_count(2)
    return version


def confirm(page: Page, server: Server, language: str) -> None:
    """Open what one's State is asked to join, and confirm exactly these words."""
    page.goto(f"{server.address}/{language}/portal/joint/")
    page.locator("main tbody th a").first.click()
    send(page, "/confirm/")


def settle(page: Page, case: str) -> None:
    """Confirm what waits for a second hand."""
    page.goto(case)
    page.locator('form[action$="/settle/"] [name=answer][value=confirm]').click()
    page.wait_for_load_state()


def expect_counted(public: Page, number: int, *states: str) -> None:
    """See a number and the States of it on an open page, which is not loaded again."""
    count = public.locator('[data-count="deposited"]').first
    expect(count).to_have_text(str(number), timeout=15_000)
    for state in states:
        expect(public.locator(f"#m-{state}")).to_have_class(re.compile("deposited"), timeout=15_000)
    assert public.evaluate("window.notReloaded") is True


def three_states(server: Server, visit: Callable[..., Page], folder: Path, language: str) -> None:
    """Walk the whole way: drafted, confirmed, deposited, joined."""
    rows = json.loads(server.flask("demo", "accounts", "--json").stdout)
    persons = {row["email"].split("@")[0]: row for row in rows}
    ghana, russia, togo, first, second, public = (visit() for _ in range(6))
    invite(visit(), visit(), server, persons, language)
    take_invitation(togo, letter_to(server, ADDRESS))
    sign_in(ghana, server, persons["focal.gha"], language)
    version = begin(ghana, server, folder, language)
    sign_in(russia, server, persons["focal.rus"], language)
    confirm(russia, server, language)
    expect(russia.locator("[data-answer=confirmed]")).to_have_count(1)
    ghana.goto(f"{version}/check/")
    send(ghana)
    ghana.wait_for_url(re.compile("/receipt/"))

    public.goto(f"{server.address}/{language}/")
    public.evaluate("window.notReloaded = true")
    before = deposited(public)
    reviewers(first, second, server, persons, language)
    case = case_of(server, version, language)
    check(first, case)
    second.goto(case)
    send(second, "/deposit/")
    expect_counted(public, before + 2, "GHA", "RUS")
    expect(public.locator(f"#m-{LATE}")).not_to_have_class(re.compile("deposited"))
    page = visit()
    page.goto(f"{server.address}/{language}/pledges/{REFERENCE}/")
    # Who was asked and has not answered is named nowhere.
    assert LATE not in page.locator("main").inner_html()

    confirm(togo, server, language)
    expect(togo.locator("[data-answer=waiting]")).to_have_count(1)
    settle(second, case)
    expect_counted(public, before + 3, LATE)
    page.goto(f"{server.address}/{language}/states/{LATE}/")
    expect(page.locator(f'main a[href$="/pledges/{REFERENCE}/"]').first).to_be_visible()
    assert "entries hold" in server.flask("ledger", "verify").stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_joint_pledge_counts_for_each_state_that_has_confirmed(
    serve: Callable[..., Server], visit: Callable[..., Page], tmp_path: Path, language: str
) -> None:
    three_states(serve(), visit, tmp_path, language)
