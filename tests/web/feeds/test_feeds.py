"""The feeds: what RFC 4287 asks of each, ids that last, and nothing but what is public."""

import xml.etree.ElementTree as ET
from datetime import datetime

import pytest

from pledge_site.db import db, write
from pledge_site.domain.pledges.models import Pledge
from pledge_site.kernel import clock
from pledge_site.kernel.languages import CODES
from pledge_site.web.edge.current import refresh
from tests.web.public import making

pytestmark = pytest.mark.database("sqlite")
ATOM = "{http://www.w3.org/2005/Atom}"
ONCE = ("id", "title", "updated")


def feed(reader, path="en/pledges"):
    answer = reader.get(f"/feeds/{path}.atom")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(answer.get_data())  # noqa: S314 (our own)


def entries(found):
    return {entry.findtext(f"{ATOM}title"): entry for entry in found.findall(f"{ATOM}entry")}


def must_be_valid(found):
    """Hold a feed against what RFC 4287 says MUST be, as far as ours goes."""
    assert found.tag == f"{ATOM}feed"
    assert found.findtext(f"{ATOM}author/{ATOM}name")
    links = {link.get("rel"): link.get("href") for link in found.findall(f"{ATOM}link")}
    assert links["self"] == found.findtext(f"{ATOM}id")
    assert links["alternate"].startswith("http")
    listed = found.findall(f"{ATOM}entry")
    for each in [found, *listed]:
        assert all(len(each.findall(f"{ATOM}{name}")) == 1 for name in ONCE)
        assert datetime.fromisoformat(each.findtext(f"{ATOM}updated")).tzinfo
    for entry in listed:
        assert entry.find(f"{ATOM}link[@rel='alternate']").get("href").startswith("http")
        assert entry.findtext(f"{ATOM}summary")
        assert entry.findtext(f"{ATOM}id").startswith("urn:uuid:")
    ids = [entry.findtext(f"{ATOM}id") for entry in listed]
    assert len(ids) == len(set(ids))
    moments = [entry.findtext(f"{ATOM}updated") for entry in listed]
    assert moments == sorted(moments, reverse=True)
    assert found.findtext(f"{ATOM}updated") == max(
        moments, default=found.findtext(f"{ATOM}updated")
    )


def test_each_feed_is_what_the_standard_asks(reader):
    for code in CODES:
        for name in ("pledges", "states/COL", "states/AND"):
            found = feed(reader, f"{code}/{name}")
            must_be_valid(found)
            assert found.get("{http://www.w3.org/XML/1998/namespace}lang") == code


def test_before_the_first_snapshot_there_is_an_empty_feed(app, client):
    found = feed(client)
    must_be_valid(found)
    assert not entries(found)


def test_ids_last_when_a_version_is_replaced(reader):
    before = {
        entry.find(f"{ATOM}link").get("href"): entry.findtext(f"{ATOM}id")
        for entry in feed(reader, "en/states/CHL").findall(f"{ATOM}entry")
    }
    making.amend("CHL", message="Más lejos.")
    after = {
        entry.find(f"{ATOM}link").get("href"): entry.findtext(f"{ATOM}id")
        for entry in feed(reader, "en/states/CHL").findall(f"{ATOM}entry")
    }
    assert len(before) == 1
    assert before.items() < after.items()
    assert len(after) == 2


def test_a_pledge_that_is_withdrawn_is_said_to_be(reader):
    titles = entries(feed(reader, "en/states/COL"))
    assert list(titles) == ["Colombia: Deposited"]
    with write():
        version = db.session.query(Pledge).filter_by(state="COL").one().versions[0]
        version.standing, version.ended_at = "withdrawn", clock.now()
        db.session.flush()
        making.announce()
    refresh()
    found = feed(reader, "en/states/COL")
    must_be_valid(found)
    assert list(entries(found)) == ["Colombia: Withdrawn"]


def test_a_demonstration_says_so_in_the_feed_and_in_each_entry(reader):
    found = feed(reader)
    note = "A demonstration: no State has made these pledges."
    assert found.findtext(f"{ATOM}subtitle") == note
    assert all(each.findtext(f"{ATOM}summary").startswith(note) for each in entries(found).values())


def test_unknown_states_have_no_feed_and_small_letters_lead_to_the_right_one(reader):
    assert reader.get("/feeds/en/states/XXX.atom").status_code == 404
    moved = reader.get("/feeds/en/states/col.atom")
    assert moved.location.endswith("/feeds/en/states/COL.atom")


def test_a_pledge_that_stands_again_moves_the_feed_on(reader):
    def seen():
        found = feed(reader, "en/states/COL")
        must_be_valid(found)
        return list(entries(found)), found.findtext(f"{ATOM}updated")

    deposited = seen()
    making.hold("COL")
    held = seen()
    making.resume("COL")
    resumed = seen()
    assert held[0] == ["Colombia: Under verification"]
    assert resumed[0] == ["Colombia: Restored after verification", "Colombia: Deposited"]
    assert deposited[1] < held[1] < resumed[1]
    making.hold("COL")
    assert seen()[0] == held[0]
    making.amend("CHL", message="Más lejos.")
    assert "Chile: Restored after verification" not in entries(feed(reader))
