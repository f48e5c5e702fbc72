"""What every page says for whoever passes it on: its card, its feed, what it is to indexers."""

import json
import re
from urllib.parse import urlsplit

import pytest

from pledge_site.db import db, write
from pledge_site.domain.pledges.models import Pledge
from pledge_site.kernel import clock
from pledge_site.outlets import cards
from pledge_site.web.edge.current import refresh
from tests.web.public import making

pytestmark = pytest.mark.database("sqlite")
PLEDGE = "pledges/GP-SID27-COL/"
PAGES = (
    ("states/", "CollectionPage"),
    ("states/COL/", "WebPage"),
    ("pledges/", "CollectionPage"),
    ("commitments/", "CollectionPage"),
    (PLEDGE, "WebPage"),
    (f"{PLEDGE}v1/", "WebPage"),
    ("campaigns/bogota-2024/", "CollectionPage"),
    ("press/", "WebPage"),
    ("data/", "Dataset"),
)


def mark(page, name):
    return re.search(rf'<meta property="og:{name}" content="([^"]*)"', page)[1]


def described(page):
    return json.loads(re.search(r'<script type="application/ld\+json">(.+?)</script>', page)[1])


@pytest.fixture
def drawn(monkeypatch):
    """What the cards are told to draw; nothing is."""
    said = []
    monkeypatch.setattr(cards, "png", lambda document: (said.append(document), b"drawn")[1])
    return said


def test_each_page_names_its_card_its_feed_and_what_it_is(reader, drawn):
    for language in ("en", "ar"):
        for path, kind in PAGES:
            page = reader.get(f"/{language}/{path}").text
            assert mark(page, "url") == f"http://localhost/{language}/{path}"
            assert mark(page, "title")
            card = urlsplit(mark(page, "image"))
            assert reader.get(f"{card.path}?{card.query}").mimetype == "image/png"
            feed = re.search(
                r'<link rel="alternate" type="application/atom\+xml" href="(.+?)">', page
            )
            assert reader.get(feed[1]).mimetype == "application/atom+xml"
            told = described(page)
            assert (told["@type"], told["inLanguage"]) == (kind, language)
            assert told["url"] == mark(page, "url")


def test_a_pledge_says_whose_it_is_where_it_stands_and_what_is_in_it(reader, drawn):
    reader.get("/en/cards/pledges/GP-SID27-COL.png")
    assert drawn[-1]["title"] == "Colombia"
    assert drawn[-1]["facts"][0] == "Deposited"
    assert drawn[-1]["sentence"] == "2 commitments · GP-SID27-COL"
    told = described(reader.get(f"/en/{PLEDGE}").text)["mainEntity"]
    assert (told["identifier"], told["inLanguage"]) == ("GP-SID27-COL", "es")
    assert told["creator"] == [{"@type": "Country", "name": "Colombia", "identifier": "COL"}]
    assert reader.get("/en/cards/pledges/GP-SID27-XXX.png").status_code == 404


def test_the_card_of_a_pledge_changes_with_it(reader):
    before = mark(reader.get(f"/en/{PLEDGE}").text, "image")
    with write():
        version = db.session.query(Pledge).filter_by(state="COL").one().versions[0]
        version.standing, version.ended_at = "withdrawn", clock.now()
        db.session.flush()
        making.announce()
    refresh()
    assert mark(reader.get(f"/en/{PLEDGE}").text, "image") != before


def test_an_earlier_campaign_has_a_card_of_its_own(reader, drawn):
    reader.get("/en/cards/campaigns/bogota-2024.png")
    assert (drawn[-1]["figure"], drawn[-1]["mark"]) == ("46", "")
    assert "endorsed" in drawn[-1]["sentence"]
    assert reader.get("/en/cards/campaigns/none.png").status_code == 404
    page = reader.get("/en/states/?campaign=bogota-2024").text
    assert "/cards/campaigns/bogota-2024.png" in mark(page, "image")


def test_a_page_of_a_pledge_offers_its_states_frame_and_feed(reader):
    page = reader.get(f"/en/{PLEDGE}").text
    assert "/embed/en/states/COL/" in page
    assert 'href="/feeds/en/states/COL.atom"' in page


def test_the_page_of_the_data_offers_every_frame(reader):
    page = reader.get("/en/data/").text
    framed = re.findall(r'&lt;iframe src="http://localhost([^"]+)"', page)
    kinds = [address.split("/")[3] for address in framed]
    assert kinds == ["map", "states", "charts", "charts", "charts"]
    for address in framed:
        assert "frame-ancestors *" in reader.get(address).headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["press/", "data/"])
def test_the_board_is_found_where_one_looks(reader, path):
    assert 'href="/en/board/"' in reader.get(f"/en/{path}").text
