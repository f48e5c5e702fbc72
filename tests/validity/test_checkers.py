"""The checkers find what is wrong: a rule that nothing breaks holds nothing."""

import io
import zipfile

import pytest

from tests.validity import files, heads, nu

BOM = "\ufeff"
EVENT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\n"
    "DTSTAMP:20270101T000000Z\r\nDTSTART;VALUE=DATE:20270209\r\nSUMMARY:A day\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="t">{}</svg>'
PAGE = "<!doctype html><html lang=en><head><title>A</title></head><body>{}</body></html>"
FEED = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><id>http://x.example/</id><title>A</title>'
    "<author><name>B</name></author><updated>{}</updated>"
    '<link rel="self" href="http://x.example/"/></feed>'
)


@pytest.mark.parametrize(
    ("rule", "right", "wrong"),
    [
        (files.sheet, f"{BOM}a,b\r\n1,-2.5\r\n", "a,b\r\n1,2\r\n"),
        (files.sheet, f"{BOM}a,b\r\n1,'=1\r\n", f"{BOM}a,b\r\n1,=1\r\n"),
        (files.sheet, f'{BOM}a,b\r\n1,"x\ny"\r\n', f"{BOM}a,b\r\n1,2\n"),
        (files.sheet, f"{BOM}a\r\n", f"{BOM}a,a\r\n"),
        (files.sheet, f"{BOM}a,b\r\n", f"{BOM}a,b\r\n1\r\n"),
        (files.sheet, f"{BOM}a,b\r\n", f"{BOM}a,\r\n"),
        (files.calendar, EVENT, EVENT.replace("\r\n", "\n")),
        (files.calendar, EVENT, EVENT.replace("UID:1\r\n", "")),
        (files.calendar, EVENT, EVENT.replace("A day", "A day " * 20)),
        (files.calendar, EVENT, EVENT.replace("T000000Z", "")),
        (files.drawing, DRAWING.format('<g id="t"/>'), DRAWING.format("")),
        (files.drawing, DRAWING.format('<g id="t"/>'), DRAWING.format('<script id="t"/>')),
        (
            files.drawing,
            DRAWING.format('<g id="t" fill="url(#t)"/>'),
            DRAWING.format('<g id="t" fill="url(#u)"/>'),
        ),
        (files.paper, "%PDF-1.7 %%EOF", "%PDF-1.7"),
        (files.plain, "User-agent: *\nSitemap: x\n", "User-agent: *\nSite map\n"),
        (files.plain, "Contact: x\nExpires: y\n", "Contact: x\n"),
        (files.plain, "ok\n", "ok"),
    ],
)
def test_files(rule, right, wrong):
    assert rule(right.encode()) == []
    assert rule(wrong.encode()) != []


def test_an_archive_is_looked_into():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("x/a.csv", "no mark\r\n")
    assert files.archive(packed.getvalue()) != []


@pytest.mark.parametrize("wrong", ['{"a": 1, "a": 2}', "NaN"])
def test_notation_is_strict(wrong):
    with pytest.raises(AssertionError):
        files.notation(wrong.encode())


@pytest.mark.parametrize(
    "wrong",
    [
        '<meta property="og:title" content="A">',
        '<link rel="alternate" hreflang="fr" href="/fr/">',
        '<script type="application/ld+json">{"@type": "WebPage"}</script>',
        '<script type="application/ld+json">{"@context": "https://schema.org"}</script>',
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "WebPage",'
        ' "about": {"@type": "Country", "nmae": "Ghana"}}</script>',
    ],
)
def test_what_a_page_says_of_itself(wrong):
    assert heads.faults(PAGE.format("")) == []
    assert heads.faults(PAGE.format(wrong)) != []


def test_pages_and_feeds(tmp_path):
    kind = "text/html"
    pages = {
        "right": (kind, PAGE.format("<p>A</p>").encode()),
        "wrong": (kind, PAGE.format("<p id=1 id=2><svg role=group></svg>").encode()),
    }
    found = nu.complaints(pages, tmp_path)
    assert [each.partition(".:")[0] for each in found] == ["wrong: Duplicate attribute “id”"]
    feeds = {"right": FEED.format("2027-01-01T00:00:00Z"), "wrong": FEED.format("2027-01-01")}
    told = nu.strangers({name: body.encode() for name, body in feeds.items()}, "atom", tmp_path)
    assert {each.partition(":")[0] for each in told} == {"wrong"}
