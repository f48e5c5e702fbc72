"""Share cards: drawn once for what they say, in every language, from what is public alone."""

import io
import threading

import pytest
from PIL import Image

from pledge_site.domain.states import all_states
from pledge_site.kernel.languages import CODES, LANGUAGES
from pledge_site.outlets import cards

pytestmark = pytest.mark.database("sqlite")
SAID = {
    "lang": "en", "rtl": False, "register": "A register", "mark": "", "title": "A State",
    "standing": "deposited", "facts": ["Deposited", "9 February 2027"], "figure": "",
    "sentence": "One of many.", "footer": "A campaign", "address": "localhost", "map": "",
}  # fmt: skip


def picture(data):
    found = Image.open(io.BytesIO(data))
    assert found.format == "PNG"
    return found.convert("RGB")


def test_each_language_has_its_cards(reader):
    drawn = set()
    for code in CODES:
        for name in ("home", "COL"):
            answer = reader.get(f"/{code}/cards/{name}.png")
            assert answer.status_code == 200
            assert answer.mimetype == "image/png"
            assert picture(answer.data).size == (cards.WIDTH, cards.HEIGHT)
            assert len(answer.data) < 300_000
            drawn.add(answer.data)
    assert len(drawn) == 2 * len(CODES)
    assert reader.get("/en/cards/XXX.png").status_code == 404


@pytest.mark.parametrize(
    ("code", "words"),
    [("ar", "المملكة العربية السعودية"), ("zh", "大不列颠"), ("ru", "Российская")],
)
def test_every_script_has_its_letters(code, words):
    """A face without a letter would draw nothing, or the same box for any letter."""
    rtl = LANGUAGES[code].direction == "rtl"
    said = SAID | {"lang": code, "rtl": rtl, "title": words}
    whole, half, none = (
        sum(pixel == (0x14, 0x25, 0x2D) for pixel in picture(cards.png(each)).get_flattened_data())
        for each in (said, said | {"title": words[: len(words) // 2]}, said | {"title": ""})
    )
    assert none < half < whole
    assert cards.png(said) != cards.png(said | {"title": words[::-1]})


def test_the_longest_names_stay_on_the_card():
    for code in CODES:
        name = max((state.name(code) for state in all_states()), key=len)
        said = SAID | {"lang": code, "rtl": code == "ar", "title": name}
        card = picture(cards.png(said | {"mark": "A demonstration.", "sentence": "A " * 60}))
        edges = (card.crop((0, 100, 40, 560)), card.crop((1160, 100, 1200, 560)))
        assert all(len(edge.getcolors()) == 1 for edge in edges), code


def test_a_card_is_drawn_once_however_many_ask(app, reader, make_client, monkeypatch):
    drawn = []
    draw = cards.png
    monkeypatch.setattr(cards, "png", lambda said: (drawn.append(said), draw(said))[1])
    askers = [
        threading.Thread(target=make_client().get, args=("/fr/cards/COL.png",)) for _ in range(4)
    ]
    for each in askers:
        each.start()
    for each in askers:
        each.join()
    answer = reader.get("/fr/cards/COL.png?v=anything")
    assert len(drawn) == 1
    again = reader.get("/fr/cards/COL.png", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_it_says_what_it_is_and_when_it_changes(reader, monkeypatch):
    said = []
    monkeypatch.setattr(cards, "png", lambda document: (said.append(document), b"drawn")[1])
    reader.get("/en/cards/COL.png")
    assert said[-1]["title"] == "Colombia"
    assert said[-1]["facts"][0] == "Deposited"
    assert said[-1]["mark"] == "A demonstration: no State has made these pledges."
    reader.get("/en/cards/AND.png")
    assert said[-1]["facts"] == ["No pledge yet"]


def test_when_too_many_wait_it_says_so(reader, monkeypatch):
    monkeypatch.setattr(cards, "png", lambda _document: None)
    answer = reader.get("/en/cards/COL.png")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"


def test_the_same_words_give_the_same_bytes():
    assert cards.png(SAID) == cards.png(SAID)
