"""A pledge that waits for another's deposit: private until then, and public in the same moment."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.ceremony import case_of, check, clear, deposited, reviewers
from tests.journeys.length import LANGUAGES
from tests.journeys.people import letter_file, send, sign_in, write_pledge
from tests.serving import Server


def depend_on(page: Page, version: str, state: str) -> None:
    """Say that a pledge waits for the deposit of one State."""
    page.goto(f"{version}/condition/")
    page.check("[name=kind][value=states]")
    page.fill("#needed", "1")
    box = page.locator(f'[name=states][value="{state}"]')
    page.locator("details", has=box).locator("summary").click()
    box.check()
    send(page)
    page.wait_for_url(re.compile("/tasks/"))


def send_letter(page: Page, server: Server, folder: Path, language: str) -> str:
    """Send the signed letter of an announced pledge; return the address of its version."""
    page.goto(f"{server.address}/{language}/portal/")
    page.locator('main a[href$="/letter/"]').click()
    version = page.url.removesuffix("/letter/")
    page.check("[name=kind][value=signed_letter]")
    page.fill("#on", "2026-11-20")
    page.fill("#signatory_name", "Signataire de démonstration")
    page.fill("#signatory_office", "Ministre (démonstration)")
    page.set_input_files("#letter", letter_file(folder))
    send(page)
    page.wait_for_url(re.compile(r"/versions/\d+/$"))
    return version


def wait_for_another(
    server: Server, visit: Callable[..., Page], folder: Path, language: str
) -> None:
    """Let Ghana wait for the Russian Federation, which then deposits what it had announced."""
    rows = json.loads(server.flask("demo", "accounts", "--json").stdout)
    persons = {row["email"].split("@")[0]: row for row in rows}
    ghana, russia, first, second, public = (visit() for _ in range(5))
    sign_in(ghana, server, persons["focal.gha"], language)
    waiting = write_pledge(ghana, server, folder, language)
    depend_on(ghana, waiting, "RUS")
    reviewers(first, second, server, persons, language)
    case = case_of(server, waiting, language)
    check(first, case)
    # Past the condition nobody publishes it.
    second.goto(case)
    expect(second.locator('form[action$="/deposit/"] button:not([disabled])')).to_have_count(0)
    clear(second, case, in_show=False)
    sign_in(russia, server, persons["focal.rus"], language)
    announced = send_letter(russia, server, folder, language)

    public.goto(f"{server.address}/{language}/")
    public.evaluate("window.notReloaded = true")
    before = deposited(public)
    second.goto(case_of(server, announced, language))
    send(second, "/deposit/")
    # One step from the one number to the other: both came out together.
    expect(public.locator('[data-count="deposited"]').first).to_have_text(
        str(before + 2), timeout=15_000
    )
    for state in ("GHA", "RUS"):
        expect(public.locator(f"#m-{state}")).to_have_class(re.compile("deposited"), timeout=15_000)
    assert public.evaluate("window.notReloaded") is True
    public.goto(f"{server.address}/{language}/pledges/GP-SID27-GHA/")
    # What it waited for stays private.
    assert "RUS" not in public.locator("main").inner_html()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_conditional_pledge_fires_with_the_deposit_that_meets_it(
    serve: Callable[..., Server], visit: Callable[..., Page], tmp_path: Path, language: str
) -> None:
    wait_for_another(serve(), visit, tmp_path, language)
