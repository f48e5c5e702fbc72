"""What the API answers: shapes as described, filters, pages, sheets, caching, other sites."""

import csv
import io

import pytest

from pledge_site.domain.opendata import sheets
from pledge_site.domain.opendata.rows import DEMONSTRATION
from pledge_site.kernel.languages import CODES
from pledge_site.web.api import schemas, words_schemas
from tests.domain.snapshots.test_builder import counted_queries
from tests.web.api.conftest import publish

LISTS = ("/api/v1/states", "/api/v1/pledges")
ALL = (
    ("/api/v1/snapshot", schemas.SnapshotAnswer),
    ("/api/v1/states", schemas.StatesAnswer),
    ("/api/v1/states/GHA", schemas.StateAnswer),
    ("/api/v1/pledges", schemas.PledgesAnswer),
    ("/api/v1/pledges/GP-SID27-GHA", words_schemas.PledgeAnswer),
    ("/api/v1/texts/sid-2027", words_schemas.TextAnswer),
    ("/api/v1/clauses/c1", words_schemas.ClauseAnswer),
)
PATHS = tuple(path for path, _ in ALL)


def sheet(answer):
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


@pytest.mark.parametrize(("path", "schema"), ALL)
def test_every_answer_is_as_described(client, register, path, schema):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.mimetype == "application/json"
    assert schema().validate(answer.json) == {}


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_says_where_it_comes_from(client, register, path):
    told = client.get(path).json
    assert told["snapshot"] == 1
    assert told["as_of"].endswith("Z")
    assert told["demonstration"] is True
    assert told["notice"] == DEMONSTRATION
    assert told["licence"] == "CC-BY-4.0"


@pytest.mark.parametrize("path", LISTS)
def test_every_row_of_a_sheet_says_where_it_comes_from(client, register, path):
    answer = client.get(f"{path}.csv")
    assert answer.mimetype == "text/csv"
    assert answer.data.startswith(b"\xef\xbb\xbfsnapshot,")
    assert "attachment" in answer.headers["Content-Disposition"]
    for row in sheet(answer):
        assert row["snapshot"] == "1"
        assert row["demonstration"] == "true"
        assert row["licence"] == "CC-BY-4.0"


def test_a_real_campaign_is_not_marked(client, register):
    told = client.get("/api/v1/pledges?campaign=bogota-2024&limit=200").json
    assert told["demonstration"] is False
    assert told["notice"] is None
    assert told["count"] == len(told["pledges"]) == 46
    andorra = told["pledges"][0]
    assert (andorra["state"], andorra["standing"], andorra["since"]) == (
        "AND", "announced", "2024-11-08",
    )  # fmt: skip
    assert andorra["title"]
    assert andorra["source"]


def test_names_are_in_six_languages(client, register):
    for path in LISTS:
        for row in next(v for v in client.get(path).json.values() if isinstance(v, list)):
            assert sorted(row["names"]) == sorted(CODES)
        for row in sheet(client.get(f"{path}.csv")):
            assert all(row[f"name_{code}"] for code in CODES)


def test_all_195_are_listed(client, register):
    told = client.get("/api/v1/states").json
    assert told["count"] == len(told["states"]) == 195
    assert len(sheet(client.get("/api/v1/states.csv"))) == 195


@pytest.mark.parametrize("path", LISTS)
def test_filters_narrow_a_list_and_its_sheet_alike(client, register, path):
    query = {"group": "african", "standing": "deposited"}
    key = "iso3" if path.endswith("states") else "state"
    told = client.get(path, query_string=query).json
    rows = told["states" if path.endswith("states") else "pledges"]
    assert [row[key] for row in rows] == ["GHA"]
    sheet_rows = sheet(client.get(f"{path}.csv", query_string=query))
    assert [row[key] for row in sheet_rows] == ["GHA"]


def test_pages_follow_each_other(client, register):
    first = client.get("/api/v1/pledges?limit=3").json
    second = client.get(f"/api/v1/pledges?limit=3&cursor={first['next']}").json
    assert [each["state"] for each in first["pledges"]] == ["FRA", "GHA", "TUV"]
    assert [each["state"] for each in second["pledges"]] == ["VAT"]
    assert second["next"] is None
    assert first["count"] == second["count"] == 4


def test_a_state_shows_what_it_has_in_every_campaign(client, register):
    told = client.get("/api/v1/states/FRA").json
    assert told["state"]["standing"] == "announced"
    assert [each["campaign"] for each in told["records"]] == ["sid-2027", "bogota-2024"]
    assert [each["demonstration"] for each in told["records"]] == [True, False]


def test_a_state_without_a_pledge_has_nothing(client, register):
    told = client.get("/api/v1/states/BRA?campaign=sid-2027").json
    assert told["state"]["standing"] == "nothing"
    assert told["state"]["reference"] is None


def test_small_letters_lead_to_capitals(client, register):
    answer = client.get("/api/v1/states/gha?campaign=sid-2027")
    assert answer.status_code == 308
    assert answer.headers["Location"] == "/api/v1/states/GHA?campaign=sid-2027"


def test_a_pledge_says_what_the_state_said(client, register):
    told = client.get("/api/v1/pledges/GP-SID27-GHA").json
    assert told["document"]["message"] == "We promise."
    assert told["document"]["commitments"][0]["title"]
    assert told["versions"] == [
        {"number": 1, "standing": "deposited", "at": told["pledge"]["since"]}
    ]


def test_a_withdrawn_pledge_says_so(client, register):
    told = client.get("/api/v1/pledges/GP-SID27-TUV").json
    assert told["pledge"]["standing"] == "withdrawn"


def test_a_text_has_its_clauses_and_their_answers(client, register):
    told = client.get("/api/v1/texts/sid-2027").json
    assert told["version"] == 1
    assert told["clauses"][0]["answers"] == {"adopt": 1, "adopt_with_statement": 0, "not_yet": 0}
    assert client.get("/api/v1/texts/bogota-2024").status_code == 404


@pytest.mark.parametrize("path", [*PATHS, *(f"{path}.csv" for path in LISTS)])
def test_an_answer_that_is_known_is_not_sent_again(client, register, path):
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""
    assert not first.headers["ETag"].startswith("W/")
    assert "max-age=3" in first.headers["Cache-Control"]


def test_a_new_snapshot_is_a_new_answer(client, register):
    first = client.get("/api/v1/snapshot")
    register.do("deposit_all", "BRA")
    publish(register)
    again = client.get("/api/v1/snapshot", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200
    assert again.json["snapshot"] == 2
    assert again.json["counts"]["deposited"] == first.json["counts"]["deposited"] + 1


def test_compressed_and_plain_are_told_apart(client, register):
    packed = client.get("/api/v1/states", headers={"Accept-Encoding": "br"})
    plain = client.get("/api/v1/states")
    assert packed.headers["Content-Encoding"] == "br"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert len(packed.data) < len(plain.data) / 3


@pytest.mark.parametrize("path", [*PATHS, "/api/openapi.json", "/api/v1/nothing"])
def test_any_site_may_read_it(client, register, path):
    answer = client.get(path, headers={"Origin": "https://example.org"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Set-Cookie" not in answer.headers


def test_a_browser_may_ask_beforehand(client, register):
    answer = client.options("/api/v1/states", headers={"Origin": "https://example.org"})
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD"


@pytest.mark.parametrize("path", PATHS)
def test_what_is_not_declared_changes_nothing(client, register, path):
    assert client.get(f"{path}?utm=x&as_of=y").data == client.get(path).data


def test_the_database_is_not_asked_twice(client, register, app):
    for path in PATHS:
        client.get(path)
    with counted_queries() as asked:
        for path in PATHS:
            client.get(path)
    assert asked == []


def test_a_cell_that_a_spreadsheet_would_run_is_escaped():
    row = dict.fromkeys(sheets.PLEDGES) | {"names": dict.fromkeys(CODES, "-x"), "title": "=1+1"}
    written = sheets.write(sheets.PLEDGES, {}, [row]).decode("utf-8-sig").splitlines()[1]
    assert "'=1+1" in written
    assert "'-x" in written


@pytest.mark.parametrize(
    "path", [f"{path}.csv" for path in (*LISTS, "/api/v1/pledges/GP-SID27-GHA")]
)
def test_a_sheet_is_one_that_any_program_reads(client, register, path):
    data = client.get(path).data
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    assert text.endswith("\r\n")
    # Every end of a line is CRLF (RFC 4180), outside of quoted cells.
    assert "\n" not in text.replace("\r\n", "")
    header, *rest = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert len(set(header)) == len(header)
    assert all(name == name.strip() and name for name in header)
    assert {len(row) for row in rest} == {len(header)}
    assert not [cell for row in rest for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_what_has_to_be_quoted_is_quoted():
    told = dict.fromkeys(sheets.PLEDGES, "") | {"title": 'a "b", c\r\nd', "state": "\t=1"}
    written = sheets.write(sheets.PLEDGES, {}, [told]).decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(written, newline=""), strict=True))
    assert row["title"] == 'a "b", c\r\nd'
    assert row["state"].startswith("'")
