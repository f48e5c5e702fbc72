"""What a text is compared by, in six languages, and where what was found stands in it."""

import pytest

from pledge_site.domain.search.tokens import MOST_WORDS, Term, pieces, terms, tokens

FOUND = (
    ("Éducation numérique", "education"),
    ("L’école protège l’enfant", "ecole"),
    ("protección de la niñez", "NINEZ"),
    ("mejor protección", "protec"),
    ("Ещё одна линия помощи", "еще"),
    ("защита детей", "Защит"),
    ("حِمايةُ الأطفال", "الحماية"),
    ("وبالأطفال نبدأ", "أطفال"),
    ("للمدارس الابتدائية", "مدارس"),
    ("على مستوى", "علي مستوي"),
    ("我们保护数字公民。", "数字公民"),
    ("我们保护数字公民。", "民"),
    ("5岁以下儿童的保护", "儿童"),
    ("A cœur ouvert", "coeur"),
    ("ﬁrst helpline 116 111", "first 116"),
    ("a hotline", "HOT"),
)
NOT_FOUND = (
    ("a hotline", "line"),
    ("order", "or"),
    ("我们保护数字公民。", "数民"),
    ("数字。公民", "字公"),
    ("защита детей", "дети защита"),
    ("المال العام", "ماء"),
)


def has(text: str, words: str) -> bool:
    held, wanted = tokens([text]).split(), terms(words)
    return bool(wanted) and all(
        any(each.startswith(term.token) if term.is_start else each == term.token for each in held)
        for term in wanted
    )


@pytest.mark.parametrize(("text", "words"), FOUND)
def test_a_text_is_found_by_its_words(text, words):
    assert has(text, words)
    assert any(piece.is_found for piece in pieces(terms(words), text))


@pytest.mark.parametrize(("text", "words"), NOT_FOUND)
def test_a_text_is_not_found_by_others(text, words):
    assert not has(text, words)


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Every child, every school.", "school child", ["child", "school"]),
        ("L’Éducation", "educ", ["Éducation"]),
        ("حِمايةُ الأطفال", "حماية", ["حِمايةُ"]),
        ("我们保护数字公民。", "数字公民", ["数字公民"]),
        ("保护儿童，保护未来", "保护", ["保护", "保护"]),
        ("nothing", "something", []),
    ],
)
def test_what_was_found_is_told_where_it_stands(text, words, marked):
    cut = pieces(terms(words), text)
    assert [piece.text for piece in cut if piece.is_found] == marked
    assert "".join(piece.text for piece in cut) == text


@pytest.mark.parametrize("words", ["", "!!!", "a", "'\" * OR (", "\\ : & |", "_"])
def test_words_with_nothing_in_them_look_for_nothing(words):
    assert all(term.token.isalnum() for term in terms(words))
    assert terms(words) in ([], [Term("or", False)])


def test_a_search_has_so_many_words_at_most():
    assert len(terms(" ".join(f"word{place}" for place in range(100)))) == MOST_WORDS
