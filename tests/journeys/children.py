"""What people do with children's words, in their browsers: record, let pass, draft, publish.

Fields are found by name and forms by the end of their address, so that it holds in any language.
"""

import re
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.journeys.people import send
from tests.serving import Server


@dataclass(frozen=True)
class Group:
    """A group as its facilitator knows it: its codes, and the numbers of what it said."""

    receipt: str
    withdrawal: str
    said: list[int]


@dataclass(frozen=True)
class Told:
    """One thing to type in: the words, and a translation by an adult."""

    kind: str
    words: str
    translation_language: str = ""
    translation: str = ""


@dataclass(frozen=True)
class Desk:
    """The pages of a language on a server."""

    server: Server
    language: str

    def url(self, path: str) -> str:
        """Return the address of a page."""
        return f"{self.server.address}/{self.language}/{path}"


def record(page: Page, desk: Desk, country: str, spoken: str, *told: Told) -> Group:
    """Record a workshop and type in what was said."""
    page.goto(desk.url("workshops/new/"))
    page.select_option("#country", country)
    page.select_option("#month", index=2)
    page.fill("#language", spoken)
    page.check("[name=age_band][value='13-15']")
    page.check("[name=size_band][value='20+']")
    page.select_option("#method", "discussion")
    for scope in ("may_website", "may_press", "may_read_aloud", "may_translate"):
        page.check(f"#{scope}")
    page.fill("#consent_until", "2028-11-20")
    page.check("#attested")
    send(page)
    codes = [page.locator(f"[data-code={kind}]").first.inner_text().strip()
             for kind in ("receipt", "withdrawal")]  # fmt: skip
    page.click('main a[href$="/add/"]')
    for place, each in enumerate(told, start=1):
        page.select_option(f"#kind_{place}", each.kind)
        page.fill(f"#words_{place}", each.words)
        if each.translation:
            _unfold(page, f"#translation_{place}")
            page.select_option(f"#translation_language_{place}", each.translation_language)
            page.fill(f"#translation_{place}", each.translation)
    send(page, "/add/")
    if page.url.endswith("/add/"):
        # The detector has something to say; it was looked at.
        send(page, "/add/")
    page.wait_for_url(re.compile(r"/workshops/\d+/$"))
    said = page.locator("[data-contribution]").evaluate_all(
        "all => all.map(each => Number(each.dataset.contribution))"
    )
    assert len(said) == len(told)
    return Group(codes[0], codes[1], sorted(said))


def let_pass(page: Page, desk: Desk, group: Group) -> None:
    """Let all that a group said pass as it was typed in."""
    for number in group.said:
        page.goto(desk.url(f"secretariat/words/{number}/"))
        send(page, "/pass/")
        page.wait_for_url(re.compile(r"/words/$"))


def begin_draft(page: Page, desk: Desk, reason: str) -> None:
    """Begin the next version of the text."""
    page.goto(desk.url("secretariat/drafting/"))
    page.fill("#reason", reason)
    send(page, "/drafting/begin/")


def open_round(page: Page, desk: Desk) -> None:
    """Open a round of drafting."""
    page.goto(desk.url("secretariat/drafting/"))
    send(page, "/round/begin/")


def take_in(page: Page, desk: Desk, number: int, place: int, reason: tuple[str, str]) -> None:
    """Take a group's words into a clause as they are, and say why, in a language."""
    _one(page, desk, number)
    _unfold(page, "#take")
    page.select_option("#take", index=place)
    send(page, "/take/")
    page.check("[name=fate][value=word_for_word]")
    _decide(page, number, reason)


def take_as_idea(page: Page, desk: Desk, number: int, place: int, reason: tuple[str, str]) -> None:
    """Say that a clause holds a group's idea, and why, in a language."""
    _one(page, desk, number)
    page.check("[name=fate][value=idea]")
    page.locator("[name=places][value$='.']").nth(place).check()
    _decide(page, number, reason)


def _unfold(page: Page, field: str) -> None:
    """Open what a field is folded away in."""
    folded = page.locator("details:not([open])", has=page.locator(field))
    if folded.count():
        folded.locator("summary").click()


def _one(page: Page, desk: Desk, number: int) -> None:
    page.goto(desk.url(f"secretariat/drafting/contributions/{number}/"))


def _decide(page: Page, number: int, reason: tuple[str, str]) -> None:
    language, words = reason
    page.fill(f"#reason_{language}", words)
    page.locator(f'main form[action$="/contributions/{number}/"] .actions button').first.click()
    page.wait_for_url(re.compile(r"/contributions/\?"))


def publish(editor: Page, other: Page, desk: Desk, *, frozen: bool) -> None:
    """Freeze the round if there is one; another drafter publishes."""
    if frozen:
        editor.goto(desk.url("secretariat/drafting/"))
        send(editor, "/round/freeze/")
        editor.wait_for_selector('main form[action$="/round/thaw/"]')
    other.goto(desk.url("secretariat/drafting/check/"))
    assert other.locator("main ol li").count() == 0, other.inner_text("main")
    send(other, "/publish/")
    other.wait_for_url(re.compile(r"/drafting/"))


def change_clause(page: Page, desk: Desk, place: int, words: str) -> None:
    """Put words at the end of a clause in the language of drafting."""
    page.goto(desk.url("secretariat/drafting/"))
    links = page.locator('main a[href*="/drafting/clauses/"]')
    address = links.nth(place).get_attribute("href") or ""
    number = re.search(r"/clauses/(\d+)/", address)
    assert number
    page.goto(desk.url(f"secretariat/drafting/clauses/{number[1]}/en/"))
    page.fill("#body", f"{page.input_value('#body')} {words}")
    send(page, f"/clauses/{number[1]}/en/")


def enter_code(page: Page, desk: Desk, where: str, code: str) -> None:
    """Enter a group's code on one of its two pages."""
    page.goto(desk.url(f"text/{where}/"))
    page.fill("#code", code)
    send(page)
