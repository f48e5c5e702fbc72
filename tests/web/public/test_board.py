"""The board's page: who is on it, in what order, with which words, and a rehearsal apart."""

import re

import html5lib
import pytest

from tests.web.public import making

LONG = "We will keep every child safe, " * 20
pytestmark = pytest.mark.database("sqlite")


@pytest.fixture
def all_speak(monkeypatch):
    monkeypatch.setattr("pledge_site.web.public.board._SPEAKING", 1000)


def cards(text):
    root = html5lib.parse(text, namespaceHTMLElements=False)
    found = next(each for each in root.iter("ol") if each.get("id") == "board-cards")
    return {each.get("data-state"): each for each in found}


def words(element):
    return " ".join("".join(element.itertext()).split())


def test_every_state_that_deposited_has_a_card_the_latest_first(reader):
    shown = cards(reader.get("/en/board/").text)
    deposited = {each["state"] for each in making.PLEDGES if each["standing"] == "deposited"}
    assert set(shown) == deposited
    moments = [each.get("data-card").split()[1] for each in shown.values()]
    assert moments == sorted(moments, reverse=True)


def test_a_card_says_the_first_sentence_in_the_language_of_the_state(reader, all_speak):
    making.amend("CHL", message="Cuidamos a cada niña. Y mucho más.")
    card = cards(reader.get("/en/board/").text)["CHL"]
    said = [each for each in card.iter("p") if each.get("lang")]
    assert [(each.get("lang"), words(each)) for each in said] == [("es", "Cuidamos a cada niña.")]


def test_a_long_sentence_is_cut_after_a_word_and_says_so(reader, all_speak):
    making.amend("CHL", message=LONG)
    card = cards(reader.get("/en/board/").text)["CHL"]
    said = next(words(each) for each in card.iter("p") if each.get("lang"))
    assert len(said) <= 221
    assert said.endswith("…")
    assert said[:-1] in LONG


def test_a_card_quotes_nothing_that_the_text_does_not_say(reader, all_speak):
    bodies = " ".join(each["body"]["en"] for each in making.TEXT["clauses"])
    found = [
        words(each)
        for card in cards(reader.get("/en/board/").text).values()
        for each in card.iter("p")
        if each.get("class") == "board-card__words"
    ]
    assert found
    assert [each for each in found if each.rstrip("…") not in bodies] == []


def test_the_oldest_cards_are_names_alone_so_that_nobody_is_missed(reader, monkeypatch):
    monkeypatch.setattr("pledge_site.web.public.board._SPEAKING", 1)
    first, *others = cards(reader.get("/en/board/").text).values()
    assert first.find(".//blockquote") is not None
    assert [each for each in others if each.find(".//blockquote") is not None] == []


def test_a_rehearsal_names_no_state_and_counts_none(reader):
    page = reader.get("/en/board/?rehearsal=1").text
    assert list(cards(page)) == [""]
    root = html5lib.parse(page, namespaceHTMLElements=False)
    links = re.findall(r'<a ([^>]*)id="m-', page)
    assert links
    assert [each for each in links if "class" in each] == []
    counted = next(each for each in root.iter() if each.get("data-count") == "deposited")
    assert words(counted) == "0"
    assert "data-live" not in page.partition("<body")[2].partition(">")[0]
    assert 'content="noindex"' in page
    assert "board-rehearsal" in page


def test_without_script_the_page_asks_again_each_minute(reader):
    page = reader.get("/en/board/").text
    assert '<noscript><meta http-equiv="refresh" content="60"></noscript>' in page
    assert "http-equiv" not in reader.get("/en/board/?rehearsal=1").text


def test_an_empty_register_has_a_board(client):
    assert "board-cards" in client.get("/en/board/").text


def test_the_board_asks_little_and_nothing_from_the_cache(reader, asked, all_speak):
    with asked() as statements:
        reader.get("/en/board/")
    assert len(statements) <= 6, statements
    with asked() as statements:
        reader.get("/en/board/")
    assert statements == []
