"""Public pages come from memory: once made for a snapshot, the same bytes for everyone."""

import gzip
import threading
from datetime import timedelta

import brotli
import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from pledge_site.db import db
from pledge_site.web.edge.headers import HEADERS
from pledge_site.web.edge.shelf import Shelf
from tests import making as people
from tests.web.public import making

pytestmark = pytest.mark.database("sqlite")


@pytest.fixture
def published(app):
    making.register(most=5)


def test_what_a_browser_knows_is_not_sent_again(published, client):
    first = client.get("/en/states/")
    again = client.get("/en/states/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "Content-Length" not in again.headers
    weak = client.get("/en/states/", headers={"If-None-Match": "W/" + first.headers["ETag"]})
    assert weak.status_code == 304
    other = client.get("/en/states/", headers={"If-None-Match": '"other"'})
    assert other.status_code == 200


@pytest.mark.parametrize("rounds", [1, 2])
@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("", None),
        ("identity", None),
        ("zstd", None),
    ],
)
def test_pages_come_packed_as_asked(published, client, accepted, encoding, rounds):
    for _ in range(rounds):
        answer = client.get("/en/help/", headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == encoding
    body = answer.get_data()
    assert int(answer.headers["Content-Length"]) == len(body)
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert unpack(body).startswith(b"<!doctype html>")
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_head_tells_what_get_would(published, client):
    for path in ("/en/help/", "/en/"):
        for _ in range(2):
            head, got = client.head(path), client.get(path)
            assert head.data == b""
            assert dict(head.headers) == dict(got.headers)


def test_the_first_and_the_later_answers_are_the_same(published, client):
    first, later = client.get("/en/states/NGA/"), client.get("/en/states/NGA/")
    assert first.data == later.data
    assert sorted(first.headers) == sorted(later.headers)
    assert all(later.headers[name] == value for name, value in HEADERS.items())


def test_a_new_snapshot_makes_a_new_page(published, client):
    before = client.get("/en/states/NGA/")
    making.amend("NGA", message="A new message.")
    after = client.get("/en/states/NGA/")
    assert "A new message." in after.text
    assert before.headers["ETag"] != after.headers["ETag"]


def test_a_new_day_makes_a_new_page(published, client, clock):
    before = client.get("/en/").text
    clock.forward(days=1)
    assert client.get("/en/").text != before


def test_what_a_page_does_not_ask_for_changes_nothing(published, client):
    plain = client.get("/en/help/")
    marked = client.get("/en/help/?utm_source=somewhere")
    assert plain.data == marked.data
    assert "somewhere" not in client.get("/en/states/?next=somewhere").text


def test_a_cookie_changes_nothing_and_none_is_set(published, client):
    plain = client.get("/en/")
    client.set_cookie("pledge", "anything")
    client.set_cookie("language", "fr")
    known = client.get("/en/", headers={"Accept-Language": "fr"})
    assert plain.data == known.data
    assert "Set-Cookie" not in known.headers


def test_an_unknown_page_is_not_kept(app, client):
    for number in range(5):
        client.get(f"/en/states/X{number}X/")
    assert app.extensions["page_shelf"].find(("/en/states/X1X/", (0, None))) is None
    assert "no-store" in client.get("/en/none/").headers["Cache-Control"]


class _Thing:
    size = 40


def test_a_thing_is_made_once_however_many_ask():
    shelf, made, start = Shelf(1000), [], threading.Barrier(8)
    slow = threading.Event()

    def make():
        made.append(1)
        slow.wait(1)
        return _Thing()

    def ask(found):
        start.wait()
        found.append(shelf.find_or_make("key", make))

    found = []
    askers = [threading.Thread(target=ask, args=(found,)) for _ in range(8)]
    for each in askers:
        each.start()
    slow.set()
    for each in askers:
        each.join()
    assert len(made) == 1
    assert len(set(map(id, found))) == 1


def test_a_failure_is_told_to_all_and_not_kept():
    shelf = Shelf(1000)

    def fail():
        raise ValueError("no")

    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            shelf.find_or_make("key", fail)
    assert shelf.find_or_make("key", _Thing) is not None


def test_the_shelf_holds_no_more_than_its_room():
    shelf = Shelf(100)
    for name in "abc":
        shelf.put(name, _Thing())
    assert shelf.find("a") is None
    assert shelf.find("c") is not None


def test_what_lasts_a_while_is_made_again():
    shelf = Shelf(100)
    shelf.put("a", _Thing(), lasts=timedelta(seconds=-1).total_seconds())
    assert shelf.find("a") is None


def test_who_is_signed_in_reads_the_same_bytes(published, make_client):
    visitor, official = make_client(), make_client()
    people.sign_in(official, people.person("focal_point", "GHA"))
    for path in ("/en/", "/ar/states/GHA/", "/en/help/", "/en/none/"):
        one, other = visitor.get(path), official.get(path)
        assert one.data == other.data
        assert "Set-Cookie" not in other.headers


def test_a_page_is_shown_as_it_was_while_the_database_is_away(published, client):
    before = client.get("/en/").get_data()
    making.amend(making.PLEDGES[0]["state"], message="Further.")

    def away(*_call):
        raise OperationalError("SELECT", {}, ConnectionError("away"))

    event.listen(db.engine, "before_cursor_execute", away)
    try:
        during = client.get("/en/")
        assert (during.status_code, during.get_data()) == (200, before)
        # What was never shown can't be shown now.
        assert client.get("/fr/").status_code == 503
    finally:
        event.remove(db.engine, "before_cursor_execute", away)
    assert client.get("/en/").get_data() != before
