"""Marked spans: read, taken out, kept by name, and what is wrong with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_site.domain.texts import markup, share

BODY = "We [ask you first]{#k1}, and [listen]{#k2}. [Always.]"
IDS = st.from_regex(r"[a-z][a-z0-9-]{0,5}", fullmatch=True)
WORDS = st.text(st.characters(exclude_characters="[]{}", exclude_categories=["Cs"]), min_size=1)


def test_pieces_name_their_spans():
    assert markup.parse(BODY) == (
        ("We ", ""), ("ask you first", "k1"), (", and ", ""), ("listen", "k2"), (". [Always.]", ""),
    )  # fmt: skip
    assert markup.plain(BODY) == "We ask you first, and listen. [Always.]"
    assert markup.spans(BODY) == ("k1", "k2")


def test_marks_that_nobody_stands_behind_go_and_their_words_stay():
    assert markup.keep(BODY, {"k2"}) == "We ask you first, and [listen]{#k2}. [Always.]"


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (BODY, None),
        ("[a]{#k} and [b]{#k}", "markup.twice"),
        ("[a]{#K}", "markup.id"),
        ("[a]{#}", "markup.id"),
        ("[ ]{#k}", "markup.empty"),
        ("[a [b]{#k}]{#j}", "markup.broken"),
        ("a]{#k}", "markup.broken"),
        ("[a]{#k", "markup.broken"),
    ],
)
def test_faults_are_named(body, fault):
    assert markup.fault(body) == fault


@given(st.lists(st.tuples(WORDS, st.none() | IDS), max_size=8))
def test_what_is_marked_is_read_back(parts):
    ids = [each for _, each in parts if each]
    body = "".join(f"[{words}]{{#{each}}}" if each else words for words, each in parts)
    assert markup.plain(body) == "".join(words for words, _ in parts)
    assert list(markup.spans(body)) == ids
    assert "".join(piece.words for piece in markup.parse(body)) == markup.plain(body)
    assert markup.keep(body, ids) == body
    assert markup.keep(body, ()) == markup.plain(body)


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Don’t decide without us.", 4),
        ("Ne décidez pas aujourd’hui", 4),
        ("не решайте без нас", 4),
        ("لا تقرروا بدوننا", 3),
        ("不要替我们决定", 7),
        ("well-kept 2027", 2),
        ("", 0),
    ],
)
def test_words_are_counted_in_every_script(words, count):
    assert share.count(words) == count


def test_the_share_counts_live_spans_alone():
    assert share.of_bodies([BODY], {"k1"}) == (3, 7)
    assert share.of_bodies([BODY], {"k1", "k2"}).percent == 57
    assert share.of_bodies([], ()).percent == 0
