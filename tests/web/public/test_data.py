"""The page of the data: every file that it offers is there, and machines can index it."""

import json
import re

import pytest

from pledge_site.kernel.languages import CODES

pytestmark = pytest.mark.database("sqlite")


def links(page):
    return re.findall(r'href="(/api/[^"]+)"', page.text.replace("&amp;", "&"))


@pytest.mark.parametrize("lang", CODES)
def test_it_is_there_in_every_language(reader, lang):
    page = reader.get(f"/{lang}/data/")
    assert page.status_code == 200
    assert "/api/v1/states.geojson" in page.text
    assert 'rel="license"' in page.text


def test_every_file_that_it_offers_is_there(reader):
    page = reader.get("/en/data/")
    found = links(page)
    assert {"/api/v1/dataset.zip", "/api/v1/pledges.csv", "/api/v1/states", "/api/docs"} <= set(
        found
    )
    assert "/api/v1/dataset.zip?campaign=bogota-2024" in found
    for address in found:
        with reader.get(address) as answer:
            assert answer.status_code == 200, address


def test_it_says_of_which_snapshot_it_speaks(reader):
    page = reader.get("/en/data/").text
    number = reader.get("/api/v1/snapshot").json["snapshot"]
    assert f"Snapshot {number}" in page


def test_machines_can_index_it(reader):
    page = reader.get("/en/data/").text
    told = json.loads(re.search(r'<script type="application/ld\+json">(.+?)</script>', page)[1])
    assert told["@type"] == "Dataset"
    assert told["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert 50 <= len(told["description"]) <= 5000
    assert {each["encodingFormat"] for each in told["distribution"]} == {
        "application/zip", "text/csv", "application/geo+json", "application/json",
    }  # fmt: skip
    for each in told["distribution"]:
        with reader.get("/" + each["contentUrl"].partition("//")[2].partition("/")[2]) as answer:
            assert answer.status_code == 200
            assert answer.mimetype == each["encodingFormat"]


def test_it_stands_before_the_first_campaign(client, app):
    assert client.get("/en/data/").status_code == 200


def test_it_is_in_the_site_map_and_at_the_foot_of_every_page(reader):
    assert "/en/data/" in reader.get("/sitemap.xml").text
    assert 'href="/en/data/"' in reader.get("/en/").text
