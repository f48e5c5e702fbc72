"""What differs between two texts, by word and by clause, in every script."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledge_site.domain.texts import differences, share
from pledge_site.domain.texts.differences import ClauseWords
from pledge_site.domain.texts.models import Clause, ClauseVersion


def short(pieces):
    """Write a difference as one line: -[what went] +[what came]."""
    marks = {"same": "{}", "gone": "-[{}]", "come": "+[{}]"}
    return "".join(marks[piece.kind].format(piece.words) for piece in pieces)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("We ask you.", "We ask you.", "We ask you."),
        ("We ask you.", "We always ask you.", "We+[ always] ask you."),
        ("Children’s words.", "Children's words.", "-[Children’s]+[Children's] words."),
        ("Ask old friends.", "Ask new people.", "Ask -[old friends]+[new people]."),
        ("Мы спросим вас.", "Мы услышим вас.", "Мы -[спросим]+[услышим] вас."),
        ("اسألونا قبل أن تقرروا.", "اسألونا بعد أن تقرروا.", "اسألونا -[قبل]+[بعد] أن تقرروا."),
        # Marks above and below letters belong to their word.
        ("كَتَبَ الطفل", "كُتِبَ الطفل", "-[كَتَبَ]+[كُتِبَ] الطفل"),
        ("请先问我们。", "请先听我们。", "请先-[问]+[听]我们。"),
        ("", "New.", "+[New.]"),
        ("Old.", "", "-[Old.]"),
    ],
)  # fmt: skip
def test_words_that_differ_are_marked(before, after, said):
    assert short(differences.by_word(before, after)) == said


@settings(max_examples=60, deadline=None)
@given(st.text("ab ,é请问كَ\n", max_size=30), st.text("ab ,é请问كَ\n", max_size=30))
def test_both_texts_can_be_read_from_their_difference(before, after):
    pieces = differences.by_word(before, after)
    assert "".join(each.words for each in pieces if each.kind != "come") == before
    assert "".join(each.words for each in pieces if each.kind != "gone") == after


def test_every_clause_tells_what_became_of_it():
    then = [ClauseWords(key, key, "Words.") for key in ("c1", "c2", "c3", "c4")]
    now = [
        then[2],
        ClauseWords("c1", "c1", "Other words."),
        ClauseWords("c5", "c5", "New."),
        then[3],
    ]
    found = differences.by_clause(then, now)
    assert [(each.key, each.what, each.place, each.before) for each in found] == [
        ("c3", "same", 1, 3),
        ("c1", "changed", 2, 1),
        ("c5", "new", 3, 0),
        ("c4", "same", 4, 4),
        ("c2", "gone", 0, 2),
    ]
    assert sum(each.is_moved for each in found) == 1
    assert short(found[1].body) == "-[Words]+[Other words]."


def test_marked_words_are_no_difference():
    clause = ClauseVersion(
        clause=Clause(key="c1"), headings={"en": "Heading"}, bodies={"en": "We [ask]{#k1} you."}
    )
    [words] = differences.in_language([clause], "en")
    assert words == ClauseWords("c1", "Heading", "We ask you.")
    assert differences.in_language([clause], "fr") == [ClauseWords("c1", "", "")]


def test_vowel_signs_make_no_more_words():
    assert share.count("كَتَبَ الطِّفْلُ") == share.count("كتب الطفل") == 2
