"""Letters: looked at whole before they are kept, and shown as fresh pictures only."""

import io
import struct
import zlib

import pytest
from PIL import Image

from pledge_site.domain.pledges.writing import letters
from pledge_site.kernel.refusals import Refused
from tests.domain.pledges import making


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few bytes that claims 3,600 million pixels."""

    def chunk(name, body):
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("start", "kind"),
    [(b"%PDF-1.7", "pdf"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff\xe0\0\0\0\0", "jpeg")],
)
def test_the_kind_is_told_by_the_first_bytes(start, kind):
    assert len(start) == letters.MARK_BYTES
    assert letters.kind_of(start) == kind


@pytest.mark.parametrize(
    "start", [b"", b"PK\x03\x04docx", b"<svg xml", b"MZ\x90\0\0\0\0\0", b"GIF89a\0\0"]
)
def test_another_kind_is_refused(start):
    with pytest.raises(Refused) as no:
        letters.kind_of(start)
    assert no.value.code == "letter.kind"


@pytest.mark.parametrize(
    ("data", "pages"),
    [
        (making.pdf(1), 1),
        (making.pdf(40), 40),
        (making.picture("PNG"), 1),
        (making.picture("JPEG"), 1),
    ],
)
def test_a_whole_letter_has_its_pages_counted(data, pages):
    assert letters.count_pages(data) == pages


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (making.pdf(41), "letter.pages"),
        (making.pdf(3)[:60], "letter.unreadable"),
        (b"%PDF-1.7 and nothing more", "letter.unreadable"),
        (making.picture("JPEG", (400, 400))[:300], "letter.unreadable"),
        (making.picture("PNG", (400, 400))[:60], "letter.unreadable"),
        (bomb(), "letter.unreadable"),
        (bomb(6_400, 6_400), "letter.too_large"),
        (b"%PDF-" + b"0" * letters.MOST_BYTES, "letter.too_large"),
    ],
    ids=["41 pages", "cut", "no pdf", "cut jpeg", "cut png", "bomb", "pixels", "bytes"],
)
def test_a_letter_that_cannot_be_shown_is_refused(data, code):
    with pytest.raises(Refused) as no:
        letters.count_pages(data)
    assert no.value.code == code


def test_what_is_shown_carries_nothing_of_the_file():
    exif = Image.Exif()
    exif[0x010E] = "taken at 5.6037 N, 0.1870 W"
    data = making.picture("JPEG", exif=exif.tobytes(), comment=b"made by someone")
    assert b"taken at" in data
    assert b"made by" in data
    shown = letters.render_page(data, 1)
    assert b"taken at" not in shown
    assert b"made by" not in shown
    with Image.open(io.BytesIO(shown)) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == ("PNG", (40, 60), {})
        assert picture.info == {}


def test_a_page_of_a_pdf_is_drawn_as_a_picture():
    with Image.open(io.BytesIO(letters.render_page(making.pdf(2), 2))) as picture:
        assert picture.format == "PNG"
        assert 0 < picture.width <= 1400


def test_a_page_that_there_is_not_is_unknown():
    for page in (0, 3):
        with pytest.raises(Refused) as no:
            letters.render_page(making.pdf(2), page)
        assert no.value.code == "not_found"
