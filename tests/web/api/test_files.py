"""Files of the public data: points on a map, the archive, press kits."""

import csv
import hashlib
import io
import json
import zipfile

import pytest

from pledge_site.domain.opendata import dictionary, rows
from pledge_site.domain.opendata.archive import SHEETS
from pledge_site.domain.states import find
from pledge_site.jobs import kit_contents
from pledge_site.jobs.kits import KITS
from pledge_site.jobs.worker import drain
from pledge_site.web.api import schemas
from tests.domain.snapshots.test_builder import counted_queries
from tests.web.api.conftest import publish

# Made from a document in memory: what the database is makes no difference.
pytestmark = pytest.mark.database("sqlite")
ARCHIVE = "/api/v1/dataset.zip"
POINTS = "/api/v1/states.geojson"


def opened(client, address=ARCHIVE):
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def lines(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_points_are_geojson(client, register):
    answer = client.get(POINTS)
    assert answer.mimetype == "application/geo+json"
    assert schemas.Collection().validate(answer.json) == {}
    assert answer.json["count"] == len(answer.json["features"]) == 195
    assert answer.json["demonstration"] is True
    ghana = next(each for each in answer.json["features"] if each["id"] == "GHA")
    assert ghana["geometry"]["coordinates"] == [find("GHA").lon, find("GHA").lat]
    assert ghana["properties"]["standing"] == "deposited"
    for each in answer.json["features"]:
        lon, lat = each["geometry"]["coordinates"]
        assert -180 <= lon <= 180, each["id"]
        assert -90 <= lat <= 90, each["id"]


def test_points_can_be_narrowed_and_asked_for_as_json(client, register):
    answer = client.get(f"{POINTS}?standing=withdrawn", headers={"Accept": "application/json"})
    assert [each["id"] for each in answer.json["features"]] == ["TUV"]
    assert client.get(POINTS, headers={"Accept": "text/csv"}).status_code == 406


def test_the_archive_holds_what_it_says(client, register):
    files = opened(client)
    named = {*SHEETS, "states.json", "states.geojson", "pledges.json", "text.json"}
    assert set(files) == named | {"README.txt", "LICENCE.txt", "dictionary.csv", "SHA256SUMS"}
    for name in named | {"SHA256SUMS", "dictionary.csv"}:
        assert name in files["README.txt"].decode(), name
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert sums == {
        name: hashlib.sha256(data).hexdigest()
        for name, data in files.items()
        if name != "SHA256SUMS"
    }
    assert rows.DEMONSTRATION in files["README.txt"].decode()
    assert rows.LICENCE_URL in files["LICENCE.txt"].decode()


def test_every_column_of_the_archive_is_in_its_dictionary(client, register):
    files = opened(client)
    told = {(row["file"], row["column"]): row["meaning"] for row in lines(files["dictionary.csv"])}
    for name in SHEETS:
        for column in lines(files[name])[0]:
            assert told.pop((name, column))
    assert not told
    assert set(dictionary.MEANINGS) == {column for each in SHEETS.values() for column in each}


def test_sheets_and_json_of_the_archive_say_the_same(client, register):
    files = opened(client)
    pledges = json.loads(files["pledges.json"])["pledges"]
    assert [row["reference"] for row in lines(files["pledges.csv"])] == [
        row["reference"] for row in pledges
    ]
    assert {row["standing"] for row in lines(files["pledges.csv"])} == {
        "announced", "deposited", "withdrawn",
    }  # fmt: skip
    for sheet, part in (("commitments.csv", "commitments"), ("answers.csv", "answers")):
        assert len(lines(files[sheet])) == sum(len(row["document"][part]) for row in pledges)
    assert json.loads(files["states.json"])["count"] == len(lines(files["states.csv"])) == 195
    assert len(json.loads(files["states.geojson"])["features"]) == 195
    text = json.loads(files["text.json"])["text"]
    assert [row["clause"] for row in lines(files["clauses.csv"])] == [
        each["id"] for each in text["clauses"]
    ]


def test_documents_of_the_archive_are_those_of_the_api(client, register):
    for row in json.loads(opened(client)["pledges.json"])["pledges"]:
        told = client.get(f"/api/v1/pledges/{row['reference']}").json
        assert row["document"] == told["document"]
        assert {key: row[key] for key in told["pledge"]} == told["pledge"]


def test_the_same_snapshot_gives_the_same_archive(client, register, app):
    first = client.get(ARCHIVE)
    app.extensions["api_shelf"].forget()
    again = client.get(ARCHIVE)
    assert first.data == again.data
    assert first.headers["ETag"] == again.headers["ETag"]
    assert first.headers["Content-Disposition"].endswith('global-pledge-data-sid-2027-1.zip"')
    assert "Content-Encoding" not in first.headers
    app.extensions["api_shelf"].forget()
    with counted_queries() as asked:
        client.get(ARCHIVE)
    assert len(asked) <= 12
    register.do("deposit_all", "BRA")
    publish(register)
    assert client.get(ARCHIVE).data != first.data


def test_an_earlier_campaign_has_an_archive_without_pledges(client, register):
    files = opened(client, f"{ARCHIVE}?campaign=bogota-2024")
    assert len(lines(files["pledges.csv"])) == 46
    assert lines(files["answers.csv"]) == []
    assert json.loads(files["text.json"])["text"] is None


def test_kits_are_listed_with_their_files(client, register, monkeypatch):
    assert client.get("/api/v1/kits").json["kits"] == []
    monkeypatch.setattr(kit_contents, "_picture", lambda *_: b"a picture")
    drain([KITS])
    told = client.get("/api/v1/kits").json
    assert schemas.KitsAnswer().validate(told) == {}
    kit = next(each for each in told["kits"] if each["campaign"] == "sid-2027")
    assert (kit["snapshot"], kit["demonstration"]) == (1, True)
    path = kit["url"].partition("//")[2].partition("/")[2]
    with client.get(f"/{path}") as answer:
        assert hashlib.sha256(answer.data).hexdigest() == kit["sha256"]
    one = kit["files"][0]
    with client.get("/" + one["url"].partition("//")[2].partition("/")[2]) as answer:
        assert len(answer.data) == one["size"]
        assert hashlib.sha256(answer.data).hexdigest() == one["sha256"]
    assert client.get("/api/v1/kits?campaign=bogota-2024").json["campaign"] == "bogota-2024"
