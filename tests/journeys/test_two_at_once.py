"""Two focal points of one State at one message: they see each other, and choose between two texts.

Then a third person, without an account, reads what came of it by a link.
"""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.accessibility.looking import complaints
from tests.journeys.length import in_length
from tests.journeys.people import letter_to, send, sign_in, take_invitation
from tests.serving import Server

Persons = dict[str, dict[str, str]]
MINE = "Nous écouterons chaque enfant. – سنستمع إلى كل طفل."
THEIRS = "Nous protégerons chaque enfant. – سنحمي كل طفل."
BOTH = f"{THEIRS}\n{MINE}"
NAME = "Kofi (demonstration)"


@pytest.fixture(scope="module")
def persons(server: Server) -> Persons:
    """The people of the demonstration, by the first part of their address."""
    rows = json.loads(server.flask("demo", "accounts", "--json").stdout)
    return {row["email"].split("@")[0]: row for row in rows}


def invite(
    pages: tuple[Page, Page], server: Server, persons: Persons, language: str, state: str
) -> str:
    """Let two administrators invite a second focal point of a State; return the address."""
    address = f"second.{state.lower()}@example.org"
    first, second = pages
    sign_in(first, server, persons["administrator1"], language)
    first.goto(f"{server.address}/{language}/secretariat/people/invite/")
    first.fill("#email", address)
    first.check("[name=role][value=focal_point]")
    first.fill("#name", NAME)
    first.select_option("#state", state)
    first.fill("#credentials", "Note 7 of 2026 (demonstration)")
    first.select_option("#language", language)
    send(first)
    sign_in(second, server, persons["administrator2"], language)
    second.goto(f"{server.address}/{language}/secretariat/people/")
    send(second, "/confirm/")
    return address


def begin(page: Page, server: Server, language: str) -> str:
    """Begin a pledge, or an amendment of the public one; return the address of the version."""
    page.goto(f"{server.address}/{language}/portal/")
    if page.locator('main form[action$="/begin/"]').count():
        send(page, "/begin/")
    else:
        page.goto(f"{server.address}/{language}/portal/amend/")
        page.fill("#reason", "Une loi nouvelle – قانون جديد")
        send(page)
    page.wait_for_url("**/tasks/")
    return page.url.removesuffix("/tasks/")


def write_at_once(mine: Page, theirs: Page, version: str) -> None:
    """Write on the same message in two browsers, and save both."""
    mine.goto(f"{version}/message/")
    expect(mine.locator("[data-presence] .notice")).to_have_count(0)
    theirs.goto(f"{version}/message/")
    # The script looks again whenever one comes back to the page.
    mine.evaluate("dispatchEvent(new Event('visibilitychange'))")
    expect(mine.locator("[data-presence] .notice")).to_contain_text(NAME)
    mine.fill("#message", MINE)
    theirs.fill("#message", THEIRS)
    send(theirs)
    theirs.wait_for_url("**/tasks/")
    send(mine)


def choose_both(mine: Page, theirs: Page, version: str) -> None:
    """Put both texts together on the page that shows them side by side."""
    for words in (MINE, THEIRS):
        expect(mine.locator(".compare")).to_contain_text(words)
    expect(mine.locator(".merge__boxes")).to_be_hidden()
    send(mine)
    expect(mine.locator("#errors")).to_be_visible()
    assert complaints(mine) == []
    mine.check("[name=keep_message][value=both]")
    expect(mine.locator("#message")).to_have_value(MINE)
    mine.fill("#message", BOTH)
    send(mine)
    mine.wait_for_url("**/tasks/")
    theirs.goto(f"{version}/message/")
    expect(theirs.locator("#message")).to_have_value(BOTH)
    expect(theirs.locator("[data-presence] .notice")).to_have_count(0)


def read_by_link(mine: Page, reader: Page, version: str) -> None:
    """Make a link, read the draft with it, take the link back, and read no more."""
    mine.goto(f"{version}/previews/")
    send(mine, "")
    link = mine.input_value("#made")
    assert complaints(mine) == []
    reader.goto(link)
    expect(reader.locator("main")).to_contain_text(MINE)
    assert "#" not in reader.url
    assert reader.context.cookies() == []
    assert complaints(reader) == []
    mine.goto(f"{version}/previews/")
    send(mine, "/revoke/")
    reader.goto("about:blank")
    with reader.expect_response(lambda answer: answer.request.method == "POST") as told:
        reader.goto(link)
    assert told.value.status == 404
    expect(reader.locator("#errors")).to_be_visible()
    expect(reader.locator("main")).not_to_contain_text(MINE)


def two_at_once(
    server: Server, visit: Callable[..., Page], persons: Persons, language: str, state: str
) -> None:
    """Walk the whole way in one language."""
    mine, theirs = visit(), visit()
    address = invite((visit(), visit()), server, persons, language, state)
    take_invitation(theirs, letter_to(server, address))
    sign_in(mine, server, persons[f"focal.{state.lower()}"], language)
    version = begin(mine, server, language)
    write_at_once(mine, theirs, version)
    choose_both(mine, theirs, version)
    read_by_link(mine, visit(), version)


@pytest.mark.parametrize(("language", "state"), in_length([("en", "GHA"), ("ar", "EGY")]))
def test_two_focal_points_write_on_one_message_at_once(
    server: Server, visit: Callable[..., Page], persons: Persons, language: str, state: str
) -> None:
    two_at_once(server, visit, persons, language, state)
