"""A model action, a look by the coach, a State's own translation, and one by the secretariat."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pledge_site.domain.commitments.model_actions import words_of
from tests.accessibility.looking import complaints
from tests.journeys.length import LANGUAGES
from tests.journeys.people import check_instrument, send, sign_in, write_pledge
from tests.serving import Server

OFFICIAL = "نفي بوعدنا. لكل طفل الحق في إنترنت آمن."
BY_THE_SECRETARIAT = "Мы сдержим слово. Каждый ребенок имеет право на безопасный Интернет."
Persons = dict[str, dict[str, str]]


def _persons(server: Server) -> Persons:
    """Return the people of the demonstration, by the first part of their address."""
    rows = json.loads(server.flask("demo", "accounts", "--json").stdout)
    return {row["email"].split("@")[0]: row for row in rows}


def _look(page: Page, name: str) -> None:
    """Hold a page to what a machine can find, narrow and wide; keep pictures for who asks."""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert complaints(page) == [], name
        if folder := os.environ.get("LOOK"):
            page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)


def _add_a_model_action(page: Page, version: str, language: str) -> None:
    page.goto(f"{version}/commitments/models/")
    _look(page, f"{language}-models")
    page.click('main a[href$="model=hotline"]')
    assert page.input_value("#title") == words_of("hotline", language)["title"]
    page.fill("#baseline_value", "0")
    page.click("[name=again]")
    expect(page.locator("#baseline_source-hint .mark")).to_be_visible()
    expect(page.locator("#target_value-hint .mark")).to_be_visible()
    expect(page.locator("#indicator-hint .mark")).to_have_count(0)
    _look(page, f"{language}-commitment")
    send(page)


def _translate_as_the_state(page: Page, version: str, language: str) -> None:
    page.goto(f"{version}/translations/es/")
    page.fill("#message", OFFICIAL)
    page.fill("#child_readable", OFFICIAL)
    _look(page, f"{language}-translation")
    send(page)
    page.goto(f"{version}/tasks/")
    expect(page.locator(".tasks__mark--done")).to_have_count(8)
    _look(page, f"{language}-tasks")


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_translated_by_the_state_and_by_the_secretariat(
    serve: Callable[..., Server], visit: Callable[..., Page], tmp_path: Path, language: str
) -> None:
    server = serve()
    persons = _persons(server)
    focal, first, second = visit(), visit(), visit()
    sign_in(focal, server, persons["focal.gha"], language)
    version = write_pledge(focal, server, tmp_path, language)
    _add_a_model_action(focal, version, language)
    _translate_as_the_state(focal, version, language)

    desk = f"{server.address}/{language}/secretariat"
    number = version.rsplit("/", 1)[1]
    sign_in(first, server, persons["reviewer1"], language)
    first.goto(f"{desk}/cases/{number}/")
    check_instrument(first)
    sign_in(second, server, persons["reviewer2"], language)
    second.goto(f"{desk}/cases/{number}/")
    send(second, "/deposit/")

    first.goto(f"{desk}/translations/")
    _look(first, f"{language}-queue")
    first.click(f'main a[href$="/{number}/ru/"]')
    first.fill("#message", BY_THE_SECRETARIAT)
    first.fill("#child_readable", BY_THE_SECRETARIAT)
    _look(first, f"{language}-desk")
    send(first)
    second.goto(f"{desk}/translations/{number}/ru/")
    _look(second, f"{language}-approve")
    send(second, "/approve/")

    second.goto(f"{server.address}/{language}/states/GHA/")
    for words in (OFFICIAL, BY_THE_SECRETARIAT):
        expect(second.locator("main")).to_contain_text(words, timeout=15_000)
        second.reload()
    _look(second, f"{language}-public")
