"""The page of a State: what happened in order, its words in two languages, and how it is shared."""

import json
import re

import pytest

from pledge_site.db import db, write
from pledge_site.domain.pledges.case_models import Translation
from pledge_site.domain.pledges.models import Pledge
from pledge_site.kernel import clock
from pledge_site.web.edge.current import refresh
from tests.web.public import making

pytestmark = pytest.mark.database("sqlite")


def happened(page):
    return re.findall(r'timeline__what">(.+?)</div>', page)


def test_what_happened_is_told_the_latest_first(reader):
    making.amend("COL", message="Más lejos.")
    page = reader.get("/en/states/COL/").text
    shown = happened(page)
    assert [each.partition(" ·")[0] for each in shown] == [
        "Deposited", "Replaced by a later version", "Endorsed",
    ]  # fmt: skip
    days = re.findall(r'timeline__when" datetime="([^"]+)"', page)
    assert days == sorted(days, reverse=True)
    assert page.count('href="/en/pledges/GP-SID27-COL/v2/#changes"') == 1
    assert 'id="changes"' in reader.get("/en/pledges/GP-SID27-COL/v2/").text


def test_a_state_without_a_pledge_shows_its_earlier_promise_and_a_frame_to_copy(reader):
    page = reader.get("/en/states/AFG/").text
    assert happened(page) == []
    assert "/embed/en/states/AFG/" in page
    assert 'href="/feeds/en/states/AFG.atom"' in page


def test_it_names_a_card_that_is_there_and_changes_with_it(reader):
    def card():
        page = reader.get("/en/states/CHL/").text
        return re.search(r'og:image" content="http://localhost(/[^"]+)"', page)[1]

    first = card()
    assert reader.get(first).mimetype == "image/png"
    with write():
        version = db.session.query(Pledge).filter_by(state="CHL").one().versions[0]
        version.standing, version.ended_at = "withdrawn", clock.now()
        db.session.flush()
        making.announce()
    refresh()
    assert card() != first


def test_an_earlier_campaign_has_no_card_of_today(reader):
    page = reader.get("/en/states/COL/?campaign=bogota-2024").text
    assert "og:image" not in page


def test_it_is_described_for_those_who_index_it(reader):
    page = reader.get("/ar/states/COL/").text
    found = json.loads(re.search(r"<script type=.application/ld.json.>(.+?)</script>", page)[1])
    assert found["@type"] == "WebPage"
    assert found["inLanguage"] == "ar"
    assert found["url"] == "http://localhost/ar/states/COL/"


def test_the_readers_language_follows_the_states_own(reader):
    with write():
        version = db.session.query(Pledge).filter_by(state="COL").one().versions[0]
        for code, words in (("en", "In English."), ("fr", "En français.")):
            version.translations.append(
                Translation(
                    language=code, source="state", message=words, child_readable="",
                    made_at=clock.now(), made_by=version.created_by,
                )
            )  # fmt: skip
        db.session.flush()
        making.announce()
    refresh()
    page = reader.get("/en/states/COL/").text
    own, theirs, folded = (
        page.index(each) for each in ('lang="es"', "In English.", 'id="translations"')
    )
    assert own < theirs < folded
    assert page.count("In English.") == 1
    assert page.index("En français.") > folded


def test_the_home_page_names_its_card_and_its_feed(reader):
    page = reader.get("/zh/").text
    card = re.search(r'og:image" content="http://localhost(/[^"]+)"', page)[1]
    assert reader.get(card).mimetype == "image/png"
    assert 'og:url" content="http://localhost/zh/"' in page
    assert 'href="/feeds/zh/pledges.atom"' in page


def test_a_pledge_that_stands_again_says_since_when(reader):
    making.hold("COL")
    making.resume("COL")
    shown = happened(reader.get("/en/states/COL/").text)
    assert [each.partition(" ·")[0] for each in shown] == [
        "Restored after verification", "Deposited", "Endorsed",
    ]  # fmt: skip
