"""What people do around a release: check a pledge, clear it, look at the number of an open page."""

from playwright.sync_api import Page

from tests.journeys.people import check_instrument, send, sign_in
from tests.serving import Server

Persons = dict[str, dict[str, str]]


def case_of(server: Server, version: str, language: str) -> str:
    """Return the address of a version's case, from that of its page in the portal."""
    return f"{server.address}/{language}/secretariat/cases/{version.rsplit('/', 1)[1]}/"


def check(page: Page, case: str) -> None:
    """Say that the instrument of a case is checked."""
    page.goto(case)
    check_instrument(page)
    page.goto(case)


def clear(page: Page, case: str, *, in_show: bool) -> None:
    """Clear a case to be deposited: in the show, or when its condition is met."""
    page.goto(case)
    card = page.locator('form[action$="/clear/"]')
    card.locator("summary").click()
    card.locator("[name=decision][value=deposit]").check()
    if in_show:
        card.locator("[name=show]").check()
    card.locator("button").last.click()
    page.wait_for_load_state()


def reviewers(first: Page, second: Page, server: Server, persons: Persons, language: str) -> None:
    """Sign two reviewers in."""
    sign_in(first, server, persons["reviewer1"], language)
    sign_in(second, server, persons["reviewer2"], language)


def deposited(page: Page) -> int:
    """Read the number of an open public page."""
    return int(page.locator('[data-count="deposited"]').first.inner_text())


__all__ = ["Persons", "case_of", "check", "clear", "deposited", "reviewers", "send"]
