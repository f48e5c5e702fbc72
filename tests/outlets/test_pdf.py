"""PDFs: what is set can be read and copied, in every script; no sign goes missing unseen."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pypdfium2
import pytest
from pypdfium2 import raw

from pledge_site.kernel.languages import LANGUAGES
from pledge_site.outlets import glyphs, pdf_parts
from pledge_site.outlets.pdf import pdf

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
ARABIC = "نتعهد بحماية كل طفل من العنف على الإنترنت ونستمع إلى ما يقوله الأطفال"
SCRIPTS = {
    "arabic": ARABIC,
    "chinese": "我们承诺在网络上保护每一个儿童",
    "cyrillic": "Мы обещаем защитить каждого ребёнка",
    "latin": "Nous protégeons chaque enfant, où qu’il soit: œuvre, ñandú, Straße, Việt Nam",
    "devanagari": "हम हर बच्चे की रक्षा करेंगे",
    "thai": "เราจะปกป้องเด็กทุกคน",
    "ethiopic": "እያንዳንዱን ልጅ እንጠብቃለን",
    "hebrew": "נגן על כל ילד",
    "greek": "Προστατεύουμε κάθε παιδί",
    "emoji": "👧🏽 👨‍👩‍👧 🇬🇭 ✓ ❤️",
}
EXPLAINED = "Some characters stand here as \ufffd."


def document(lang="en", answers=(), **changes):
    """Return a form with one question a given answer: (words, from right to left, is code)."""
    questions = [
        {
            "label": f"{place}", "why": "", "choices": [], "lang": lang, "rows": 2, "code": is_code,
            "answer": [[words, is_rtl]],
        }
        for place, (words, is_rtl, is_code) in enumerate(answers, 1)
    ]  # fmt: skip
    return {
        "lang": lang, "rtl": LANGUAGES[lang].direction == "rtl", "title": "Title", "mark": "",
        "footer": "Footer", "lost": EXPLAINED, "lines": [],
        "sections": [{"heading": "Section", "text": [], "questions": questions}], **changes,
    }  # fmt: skip


def made(lang="en", answers=(), **changes):
    return pdf("form", document(lang, answers, **changes), at=AT)


def read(data):
    """Read a PDF as a reader would copy it."""
    with pypdfium2.PdfDocument(data) as opened:
        found = "\n".join(page.get_textpage().get_text_range() for page in opened)
    return unicodedata.normalize("NFKC", found.replace("\r\n", "\n"))


def squeezed(text):
    return "".join(unicodedata.normalize("NFKC", text).split())


def once(text):
    """Drop what PDFium reads twice: a sign whose mark had to be moved, as in Thai."""
    found = ""
    for sign in glyphs.signs(squeezed(text)):
        found += "" if found.endswith(sign) else sign
    return found


def is_universal(data):
    """Say whether a PDF is marked as PDF/UA-1 and holds the tree of tags that this asks for."""
    with pypdfium2.PdfDocument(data) as opened:
        return b"pdfuaid:part>1<" in data and bool(raw.FPDFCatalog_IsTagged(opened))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_stands_in_every_language_and_can_be_copied(lang, script):
    words = SCRIPTS[script]
    data = made(lang, [(words, script in ("arabic", "hebrew"), False)])
    assert is_universal(data)
    assert once(words) in once(read(data))
    assert "\ufffd" not in read(data)


def test_arabic_words_come_out_in_their_order():
    paragraph = " ".join([ARABIC] * 12)
    found = read(made("ar", [(paragraph, True, False)])).split()
    wanted = unicodedata.normalize("NFKC", paragraph).split()
    assert [word for word in found if word in set(wanted)] == wanted


@pytest.mark.parametrize(
    "code",
    [
        "https://www.example.org/a-b/c_d/?e=1&f=2027-02-09#g", "GP-SID27-EGY", "2026-11-24", "2027",
        "MoJ/12-B (2026)", "7f3c9a0b" * 8, "+20 2 1234 5678",
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_what_runs_from_left_to_right_does_so_in_arabic_too(lang, code):
    found = read(made(lang, [(ARABIC, True, False), (code, False, True), (code, False, False)]))
    assert squeezed(found).count(squeezed(code)) == 2


def test_it_has_bookmarks_a_language_and_a_title():
    data = made("ar", [("x", False, True)], title="عنوان")
    with pypdfium2.PdfDocument(data) as opened:
        assert [each.get_title() for each in opened.get_toc()][:2] == ["عنوان", "Section"]
        assert opened.get_metadata_dict()["Title"] == "عنوان"
    assert b"/Lang(ar)" in data[-4000:]


def test_a_page_may_begin_with_the_language_of_a_piece():
    content = b"/Span<</MCID 0/Lang(en)>>BDC BT/f0 12 Tf[(\\000\\001)]TJ ET EMC"
    shown, _ = pdf_parts._read(content, {b"f0": pdf_parts._Font(7, {1: "a"}, frozenset({1}))})
    assert [each.glyph for each in shown] == [(7, 1)]


@pytest.mark.parametrize("lost", ["ꦲ", "한국", "\U000e1234", "a\U0001d16f", "\u0378", "👧\u0b02"])
def test_a_sign_that_no_font_has_is_seen_and_explained(lost):
    data = made("en", [(f"We promise {lost} all.", False, False)])
    found = read(data)
    assert is_universal(data)
    assert "\ufffd" in found
    assert "We promise" in found
    assert "Some characters stand here" in found


def test_where_nothing_is_lost_nothing_is_explained():
    assert "Some characters" not in read(made("en", [("We promise.", False, False)]))


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_no_sign_of_any_plane_stops_a_document(lang):
    """Every assigned letter and mark of the world, one in eighty: each is set or replaced."""
    every = [
        chr(code)
        for code in range(0x20, 0x30000)
        if unicodedata.category(chr(code)) not in ("Cc", "Cs", "Cn", "Co")
    ]
    for words in (" ".join(every[::80]), "".join(every[7::80]), "e".join(every[11::80])):
        assert is_universal(made(lang, [(words, False, False), (words, True, False)]))


@pytest.mark.parametrize(
    "words", ["\t", "a\tb", "a\u2028b", "a\u200bb", "\u00ad", "\ufeff", "\u2067x\u2069"]
)
def test_what_has_no_shape_is_no_sign_lost(words):
    assert glyphs.shown({"x": words})[1] is False
    assert is_universal(made("en", [(words, False, False)]))


def test_marks_stay_with_their_letter():
    assert list(glyphs.signs("e\u030b\u0300a🇬🇭🇫🇷👨‍👩‍👧👧🏽❤️")) == [
        "e\u030b\u0300", "a", "🇬🇭", "🇫🇷", "👨‍👩‍👧", "👧🏽", "❤️",
    ]  # fmt: skip


def test_text_is_never_read_as_markup():
    words = '#panic("no") $x$ *bold* _it_ <a> @b \\ [c] `d` // e #import "base.typ"'
    assert squeezed(words) in squeezed(read(made("en", [(words, False, False)])))


def test_the_longest_words_stay_on_the_page():
    data = made("en", [("a" * 200, False, False), ("word " * 1000, False, False)])
    with pypdfium2.PdfDocument(data) as opened:
        for page in opened:
            text = page.get_textpage()
            boxes = [text.get_charbox(place) for place in range(text.count_chars())]
            assert all(0 <= box[0] <= box[2] <= page.get_width() for box in boxes)
    assert squeezed(read(data)).count("word") == 1000


def test_every_page_says_that_it_is_a_demonstration():
    data = made("en", [("word " * 3000, False, False)], mark="A demonstration")
    with pypdfium2.PdfDocument(data) as opened:
        pages = [page.get_textpage().get_text_range() for page in opened]
    assert len(pages) > 2
    assert all("A demonstration" in page for page in pages)


def test_the_same_words_give_the_same_bytes_however_many_ask():
    words = [(text, False, False) for text in SCRIPTS.values()]
    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(lambda _: made("en", words), range(8)))
    assert len(found) == 1
