"""From two workshops to a State's endorsement, a receipt, and a withdrawal that leaves no trace."""

import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import children
from tests.journeys.children import Desk, Group, Told
from tests.journeys.length import LANGUAGES
from tests.journeys.people import check_instrument, sign_in, write_pledge
from tests.journeys.walking import Asking, walk
from tests.serving import Server

# The first stands in the text, word for word; of all others nothing may be left.
WORDS, WORDS_IN_ENGLISH = "اسألونا قبل أن تقرروا عنا.", "Ask us before you decide about us."
IDEA, IDEA_IN_ENGLISH = "نريد أن نفهم ما نوقع عليه.", "We want to understand what we agree to."
REASONS = ("أخذنا بها كما هي لأنها واضحة.", "أخذنا بالفكرة لأنها تهم كثيرين.")
OTHERS, OTHERS_WHY = "Que los mayores también aprendan.", "También lo pensamos."
LATER = "And we look at this again each year."
GONE = (IDEA, IDEA_IN_ENGLISH, *REASONS)
Persons = dict[str, dict[str, str]]


def _persons(server: Server) -> Persons:
    rows = json.loads(server.flask("demo", "accounts", "--json").stdout)
    return {row["email"].split("@")[0]: row for row in rows}


@pytest.mark.parametrize("language", LANGUAGES)
def test_children_s_words_become_the_text_and_can_be_taken_back(
    serve: Callable[..., Server], visit: Callable[..., Page], tmp_path: Path, language: str
) -> None:
    server = serve()
    desk, persons = Desk(server, language), _persons(server)
    facilitator, drafter, second = visit(), visit(), visit()
    sign_in(facilitator, server, persons["facilitator"], language)
    arabic = children.record(
        facilitator, desk, "JOR", "ar",
        Told("sentence", WORDS, "en", WORDS_IN_ENGLISH), Told("idea", IDEA, "en", IDEA_IN_ENGLISH),
    )  # fmt: skip
    spanish = children.record(facilitator, desk, "PER", "es", Told("idea", OTHERS))
    sign_in(drafter, server, persons["drafter1"], language)
    sign_in(second, server, persons["drafter2"], language)
    number = _draft_from(drafter, second, desk, arabic, spanish)

    reference = _endorse(server, visit, persons, tmp_path, language)
    children.begin_draft(drafter, desk, "A State asked for it.")
    children.change_clause(drafter, desk, 0, LATER)
    children.publish(drafter, second, desk, frozen=False)
    reader = visit()
    _first_version_stays(reader, desk, reference, number)

    _receipt_shows_all(reader, desk, arabic, number)
    kit = _kit(server)
    children.enter_code(reader, desk, "withdraw", arabic.withdrawal)
    reader.locator("main form button").click()
    expect(reader.locator(".notice--success")).to_be_visible()
    _no_trace_is_left(server, desk, number, kit)
    children.enter_code(reader, desk, "receipt", arabic.receipt)
    for words in (WORDS, *GONE):
        expect(reader.locator("main")).not_to_contain_text(words)


def _draft_from(drafter: Page, second: Page, desk: Desk, arabic: Group, spanish: Group) -> int:
    """Make a version of the text from what both groups said; return its number."""
    before = _published(desk.server)
    children.open_round(drafter, desk)
    for group in (arabic, spanish):
        children.let_pass(drafter, desk, group)
    children.begin_draft(drafter, desk, "Two groups more were heard.")
    children.take_in(drafter, desk, arabic.said[0], 0, ("ar", REASONS[0]))
    children.take_as_idea(drafter, desk, arabic.said[1], 1, ("ar", REASONS[1]))
    children.take_as_idea(drafter, desk, spanish.said[0], 1, ("es", OTHERS_WHY))
    children.publish(drafter, second, desk, frozen=True)
    return _published(desk.server, after=before)


def _endorse(
    server: Server, visit: Callable[..., Page], persons: Persons, folder: Path, language: str
) -> str:
    """Let Ghana endorse the text as it stands; return the reference of its pledge."""
    focal, checker, publisher = visit(), visit(), visit()
    sign_in(focal, server, persons["focal.gha"], language)
    version = write_pledge(focal, server, folder, language).rsplit("/", 1)[1]
    for page, name, step in (
        (checker, "reviewer1", ""), (publisher, "reviewer2", "/deposit/"),
    ):  # fmt: skip
        sign_in(page, server, persons[name], language)
        page.goto(f"{server.address}/{language}/secretariat/cases/{version}/")
        if step:
            page.locator(f'main form[action$="{step}"] button').first.click()
        else:
            check_instrument(page)
    return "GP-SID27-GHA"


def _first_version_stays(page: Page, desk: Desk, reference: str, number: int) -> None:
    """What Ghana endorsed is what it endorsed, whatever the text says since."""
    assert _published(desk.server, after=number) == number + 1
    english = Desk(desk.server, "en")
    page.goto(english.url(f"pledges/{reference}/"))
    link = page.locator(f'main a[href*="/text/v{number}/"]').first
    link.click()
    clause = page.locator("#c1 .clause__body")
    expect(clause).to_contain_text(WORDS_IN_ENGLISH)
    expect(clause).not_to_contain_text(LATER)
    page.goto(english.url("text/"))
    expect(page.locator("#c1 .clause__body")).to_contain_text(LATER)
    expect(page.locator("#c1 mark", has_text=WORDS_IN_ENGLISH)).to_have_count(1)


def _receipt_shows_all(page: Page, desk: Desk, group: Group, number: int) -> None:
    children.enter_code(page, desk, "receipt", group.receipt)
    main = page.locator("main")
    for words in (WORDS, IDEA, *REASONS):
        expect(main).to_contain_text(words)
    expect(page.locator(f'main a[href*="/text/v{number + 1}/#c1"]')).to_have_count(1)
    expect(page.locator('main a[href$="/states/GHA/"]')).to_have_count(2)
    expect(main).not_to_contain_text(OTHERS)


def _no_trace_is_left(server: Server, desk: Desk, number: int, kit: str) -> None:
    """Walk over everything public once the kit is rebuilt, and find the other group alone."""
    deadline = time.monotonic() + 30
    while _kit(server) == kit:
        assert time.monotonic() < deadline, f"no newer kit:\n{server.log()}"
        time.sleep(0.3)
    also = tuple(
        f"/{code}/text/{page}"
        for code in ("en", "es", desk.language)
        for page in ("", f"v{number}/", f"v{number + 1}/", "clauses/c1/", "clauses/c2/",
                     "text.txt", "text.pdf", "poster.pdf")
    )  # fmt: skip
    answers = walk(server, desk.language, also=also, each=4)
    assert len(answers) > 150
    for address, answer in answers.items():
        for text in (*answer.texts, str(answer.headers)):
            assert not any(words in text for words in GONE), address
            for words in (WORDS, WORDS_IN_ENGLISH):
                marked = rf"<mark[^>]*>(?:(?!</mark>).)*{re.escape(words)}"
                assert not re.search(marked, text, re.DOTALL), address
    assert any(OTHERS in text for answer in answers.values() for text in answer.texts)
    assert any(address.endswith(".zip") for address in answers)


def _published(server: Server, *, after: int = 0) -> int:
    """Return the number of the published text, once it is a later one."""
    deadline = time.monotonic() + 20
    while True:
        said = json.loads(Asking(server).get("/api/v1/texts/sid-2027").data)
        if (number := int(said["version"])) > after:
            return number
        assert time.monotonic() < deadline, server.log()
        time.sleep(0.2)


def _kit(server: Server) -> str:
    """Return the address that the newest kit lies at."""
    return str(Asking(server).get("/press/sid-2027/sid-2027.zip").headers["Location"])
