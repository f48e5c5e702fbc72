"""All that the public side serves is valid by the rule of its kind: pages, feeds, sheets, files.

What there is comes from the map of addresses: a new address, or a new kind of file, is in it.
"""

import re
from collections import defaultdict
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from tests.validity import files, heads, nu

# Made from a snapshot in memory: what the database is makes no difference.
pytestmark = pytest.mark.database("sqlite")
# Answers that are never 200 without someone's secret.
CLOSED = ("account.invitation", "account.second_factor", "account.set_up", "objection.show")
# Leads to where it is: the door to a language, a file to its store.
LEADING = ("press.file", "site.door")
FEED, MAP = "application/atom+xml", "application/xml"
ATOM = "{http://www.w3.org/2005/Atom}"


def told(answers):
    """Tell what is wrong so that the addresses stand together."""
    found = defaultdict(list)
    for address, fault in answers:
        found[fault].append(address)
    return [f"{fault}: {' '.join(addresses[:5])}" for fault, addresses in found.items()]


def test_every_public_address_was_asked_for_and_answered(served):
    answered = {each.endpoint for each in served if each.status == 200}
    missing = {each.endpoint for each in served} - answered - {*CLOSED, *LEADING}
    assert missing == set()
    assert [each.address for each in served if each.status >= 500] == []


def test_every_page_and_drawing_passes_the_checker_of_the_w3c(served, tmp_path):
    pages = {
        each.address: (each.kind, each.body)
        for each in served
        if each.kind in ("text/html", "image/svg+xml") and not 300 <= each.status < 400
    }
    assert len(pages) > 100
    assert nu.complaints(pages, tmp_path) == []


def test_every_file_is_what_its_kind_asks(served):
    checked = [each for each in served if each.kind not in ("text/html", FEED, MAP)]
    assert {each.kind for each in checked} - set(files.RULES) == set()
    wrong = [
        (each.address, fault) for each in checked for fault in files.RULES[each.kind](each.body)
    ]
    assert told(wrong) == []


def test_every_text_says_how_it_is_written(served):
    texts = ("text/", FEED, MAP, "image/svg")
    silent = [
        (each.address, each.headers["Content-Type"])
        for each in served
        if each.kind.startswith(texts)
        and "charset=utf-8" not in each.headers["Content-Type"]
        # XML says it in its first line.
        and not (each.kind == MAP and each.body.startswith(b'<?xml version="1.0" encoding="UTF-8"'))
    ]
    assert told(silent) == []


@pytest.mark.parametrize(("kind", "grammar"), [(FEED, "atom"), (MAP, "sitemap")])
def test_feeds_and_the_site_map_keep_to_their_grammar(served, tmp_path, kind, grammar):
    documents = {each.address: each.body for each in served if each.kind == kind}
    assert documents
    assert nu.strangers(documents, grammar, tmp_path) == []


def feed_faults(body):
    """Name what RFC 4287 asks of a feed that no grammar says."""
    root = ET.fromstring(body)  # noqa: S314 (our own)
    entries = root.findall(f"{ATOM}entry")
    ids = [each.findtext(f"{ATOM}id") for each in (root, *entries)]
    if len(set(ids)) < len(ids):
        yield f"an id twice: {ids}"
    moments = [datetime.fromisoformat(each.findtext(f"{ATOM}updated")) for each in entries]
    if moments != sorted(moments, reverse=True):
        yield "not the newest first"
    if moments and datetime.fromisoformat(root.findtext(f"{ATOM}updated")) < moments[0]:
        yield "older than its newest entry"
    for each in (root, *entries):
        rels = [(link.get("rel"), link.get("hreflang")) for link in each.findall(f"{ATOM}link")]
        if len(set(rels)) < len(rels) or "alternate" not in [rel for rel, _ in rels]:
            yield f"links: {rels}"


def test_feeds_have_ids_that_are_theirs_and_the_newest_first(served):
    feeds = [each for each in served if each.kind == FEED]
    assert told((each.address, fault) for each in feeds for fault in feed_faults(each.body)) == []
    for each in feeds:
        own = re.search(r'<link rel="self"[^>]* href="([^"]+)"', each.body.decode())[1]
        assert urlsplit(own).path == each.address


def test_what_pages_say_about_themselves_is_true_to_form(served):
    pages = [each for each in served if each.kind == "text/html" and each.status == 200]
    texts = {each.address: each.body.decode() for each in pages}
    wrong = [(address, fault) for address, text in texts.items() for fault in heads.faults(text)]
    assert told(wrong) == []
    said = {name for text in texts.values() for name, _ in heads.Head(text).marks}
    assert said >= {"og:title", "og:image"}
    assert any(heads.Head(text).data for text in texts.values())


def test_the_pictures_that_are_shared_are_served(shared_app, served):
    adapter = shared_app.url_map.bind("localhost")
    shared = {
        adapter.match(urlsplit(said).path)[0]
        for each in served
        if each.kind == "text/html" and each.status == 200
        for name, said in heads.Head(each.body.decode()).marks
        if name == "og:image"
    }
    drawn = {each.endpoint for each in served if each.kind == "image/png" and each.status == 200}
    assert shared
    assert shared - drawn == set()
