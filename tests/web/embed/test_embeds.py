"""Pages and pictures for other sites: framed alone of all, small, without script, with credit."""

import re
import xml.etree.ElementTree as ET

import brotli
import pytest

from pledge_site.kernel.languages import CODES
from pledge_site.web.public import charts

pytestmark = pytest.mark.database("sqlite")
MOST_BYTES = 20_000
NAMES = ("map", "states/COL", "states/AND", *(f"charts/{name}" for name in charts.NAMES))
NOTE = "A demonstration: no State has made these pledges."
_SVG = "{http://www.w3.org/2000/svg}"


def fetched(reader, address):
    answer = reader.get(address, headers={"Accept-Encoding": "br"})
    assert answer.status_code == 200, address
    assert len(answer.data) + len(str(answer.headers)) <= MOST_BYTES, (address, len(answer.data))
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer.headers
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["Cache-Control"].startswith("public")
    assert answer.headers["ETag"]
    assert "Set-Cookie" not in answer.headers
    return brotli.decompress(answer.data).decode()


def test_each_is_small_and_may_be_framed(reader):
    for code in CODES:
        for name in NAMES:
            page = fetched(reader, f"/embed/{code}/{name}/")
            assert "<script" not in page
            assert "<form" not in page
            assert "CC BY 4.0" in page
            picture = fetched(reader, f"/embed/{code}/{name}.svg")
            assert "CC BY 4.0" in picture


def test_whatever_is_asked_a_second_time_is_framed_too(reader):
    for _ in range(2):
        fetched(reader, "/embed/en/map/")
    first = reader.get("/embed/en/map/", headers={"Accept-Encoding": "br"})
    known = {"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]}
    again = reader.get("/embed/en/map/", headers=known)
    assert again.status_code == 304
    assert "frame-ancestors *" in again.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in again.headers


@pytest.mark.parametrize(
    "path",
    [
        "/en/",
        "/en/states/COL/",
        "/feeds/en/pledges.atom",
        "/api/v1/snapshot",
        "/embed/en/states/XXX/",
    ],
)
def test_nothing_else_may_be_framed(reader, path):
    for _ in range(2):
        headers = reader.get(path).headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"


def test_pictures_are_whole_and_hold_nothing_that_runs(reader):
    for code in ("en", "ar"):
        for name in NAMES:
            text = fetched(reader, f"/embed/{code}/{name}.svg")
            root = ET.fromstring(text)  # noqa: S314 (our own)
            assert root.tag == f"{_SVG}svg"
            assert root.get("viewBox")
            assert not re.search(r"<(?:script|foreignObject|image|a)\b|\son[a-z]+=", text)


def test_they_say_what_they_are_and_lead_to_the_page(reader):
    page = fetched(reader, "/embed/en/states/COL/")
    assert NOTE in page
    assert 'href="http://localhost/en/states/COL/"' in page
    assert NOTE in fetched(reader, "/embed/en/states/COL.svg")
    assert NOTE in fetched(reader, "/embed/en/map.svg")
    assert "Deposited" in page


@pytest.mark.parametrize(
    "path", ["states/XXX/", "states/XXX.svg", "charts/none/", "charts/none.svg"]
)
def test_what_is_unknown_is_not_there(reader, path):
    assert reader.get(f"/embed/en/{path}").status_code == 404
