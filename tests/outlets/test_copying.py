"""Words with marks come out of a PDF as they went in, and it looks the same."""

import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from PIL import ImageChops

from pledge_site.outlets import pdf as room
from pledge_site.outlets import pdf_parts
from pledge_site.outlets.copying import copied_right
from pledge_site.settings import ROOT
from tests.outlets.test_pdf import SCRIPTS, document, is_universal, read

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
_WORD = re.compile(r"[\u0621-\u0652]+")


def both(monkeypatch, lang, words):
    """Return a document before and after, as bytes."""
    kept = []
    monkeypatch.setattr(room, "copied_right", lambda data: kept.append(data) or data)
    room.pdf("form", document(lang, [(words, lang == "ar", False)]), at=AT)
    return kept[0], copied_right(kept[0])


def words_of(data):
    """Read the words; a mark and a vowel come in either order, which NFC settles."""
    return unicodedata.normalize("NFC", read(data)).split()


@pytest.mark.parametrize(
    "word",
    [
        "التعهّد", "التعهّدات", "الموقّعة", "أولاً", "أيضاً", "استُلم", "قدّمتموه", "أعدّ",
        "تغيّر", "إلكتروني", "يُنشر", "لغة", "الإنترنت",
    ],
)  # fmt: skip
def test_a_word_with_marks_is_copied_whole(monkeypatch, word):
    _, after = both(monkeypatch, "ar", f"لا {word} شيء")
    assert unicodedata.normalize("NFC", word) in words_of(after)


def test_the_words_of_the_arabic_catalogue_are_copied_whole(monkeypatch):
    catalogue = Path(ROOT, "translations/ar/LC_MESSAGES/messages.po").read_text("utf-8")
    words = sorted({unicodedata.normalize("NFC", each) for each in _WORD.findall(catalogue)})
    assert len(words) > 1500
    before, after = (set(words_of(each)) for each in both(monkeypatch, "ar", " ".join(words)))
    kept = [each for each in words if each in after]
    assert len(kept) > len(words) * 0.98
    assert len(kept) > len([each for each in words if each in before])


@pytest.mark.parametrize("script", SCRIPTS)
def test_it_looks_the_same_and_stays_tagged(monkeypatch, script):
    before, after = both(monkeypatch, "ar" if script == "arabic" else "en", SCRIPTS[script])
    assert is_universal(after)
    with pypdfium2.PdfDocument(before) as one, pypdfium2.PdfDocument(after) as other:
        assert len(one) == len(other)
        pictures = [each[0].render(scale=2).to_pil() for each in (one, other)]
    assert ImageChops.difference(*pictures).getbbox() is None


def test_what_is_taken_apart_is_put_together_again(monkeypatch):
    before, _ = both(monkeypatch, "en", "Nothing to do.")
    assert pdf_parts.take_apart(before).written() == before
