"""A pledge under embargo: cleared days before, released on stage by one press, seen at once."""

import json
import re
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.ceremony import case_of, check, clear, deposited, reviewers
from tests.journeys.length import LANGUAGES
from tests.journeys.people import sign_in, write_pledge
from tests.serving import Server


def _status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as no:
        no.close()
        return no.code


def release_on_stage(
    server: Server, visit: Callable[..., Page], folder: Path, language: str
) -> None:
    """Walk from the draft to the stage, in one language."""
    rows = json.loads(server.flask("demo", "accounts", "--json").stdout)
    persons = {row["email"].split("@")[0]: row for row in rows}
    focal, first, second, public = (visit() for _ in range(4))
    sign_in(focal, server, persons["focal.gha"], language)
    version = write_pledge(focal, server, folder, language)
    case = case_of(server, version, language)
    reviewers(first, second, server, persons, language)
    check(first, case)
    # Whoever checked it doesn't clear it.
    expect(first.locator('form[action$="/clear/"] button:not([disabled])')).to_have_count(0)
    public.goto(f"{server.address}/{language}/")
    public.evaluate("window.notReloaded = true")
    before = deposited(public)
    clear(second, case, in_show=True)
    expect(second.locator('form[action$="/recall/"]')).to_have_count(1)
    page = f"{server.address}/{language}/pledges/GP-SID27-GHA/"
    assert _status(page) == 404
    assert deposited(public) == before

    # On stage another one may press; nothing can be pressed until the list is armed.
    first.goto(f"{server.address}/{language}/secretariat/run-of-show/")
    expect(first.locator('form[action$="/release/"]')).to_have_count(0)
    first.locator('a[href$="armed=1"]').click()
    second.goto(first.url)
    first.locator('form[action$="/release/"] button').click()
    expect(public.locator('[data-count="deposited"]').first).to_have_text(
        str(before + 1), timeout=15_000
    )
    assert public.evaluate("window.notReloaded") is True
    expect(public.locator("#m-GHA")).to_have_class(re.compile("deposited"), timeout=15_000)
    assert _status(page) == 200
    # A second pair of hands presses the same button: nothing more happens.
    second.locator('form[action$="/release/"] button').click()
    expect(second.locator(".show__row--out")).to_have_count(1)
    assert deposited(public) == before + 1
    assert "entries hold" in server.flask("ledger", "verify").stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_embargoed_pledge_is_released_in_the_ceremony(
    serve: Callable[..., Server], visit: Callable[..., Page], tmp_path: Path, language: str
) -> None:
    release_on_stage(serve(), visit, tmp_path, language)
