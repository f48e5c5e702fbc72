"""How the API says no: always as a problem, with the status that fits."""

import pytest
from werkzeug.exceptions import ServiceUnavailable, TooManyRequests

from pledge_site.web.api import routes, schemas

# Made from a document in memory: what the database is makes no difference.
pytestmark = pytest.mark.database("sqlite")
REFUSED = (
    ("/api/v1/states/XXX", 404),
    ("/api/v1/pledges/GP-SID27-XXX", 404),
    ("/api/v1/pledges?campaign=nothing", 404),
    ("/api/v1/texts/nothing", 404),
    ("/api/v1/nothing", 404),
    ("/api/v1/states.xml", 404),
    ("/api/v1/states?group=atlantis", 422),
    ("/api/v1/states.csv?standing=best", 422),
    ("/api/v1/pledges?limit=0", 422),
    ("/api/v1/pledges?limit=x", 422),
    ("/api/v1/pledges?cursor=1", 400),
    ("/api/v1/states?group=african&group=african", 400),
    ("/api/v1/states?group=%00", 400),
)


@pytest.mark.parametrize(("address", "status"), REFUSED)
def test_a_refusal_is_a_problem(client, register, address, status):
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    assert answer.mimetype == "application/problem+json"
    assert schemas.Problem().validate(answer.json) == {}
    assert answer.json["status"] == status
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_every_wrong_parameter_is_named(client, register):
    answer = client.get("/api/v1/pledges?group=atlantis&standing=best&limit=900")
    assert set(answer.json["errors"]) == {"group", "standing", "limit"}


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_written(client, register, method):
    answer = client.open("/api/v1/states", method=method)
    assert answer.status_code in (400, 403, 405)
    assert answer.mimetype == "application/problem+json"


def test_a_method_that_is_not_known_names_those_that_are(client, register):
    answer = client.open("/api/v1/states", method="DELETE", headers={"Origin": "http://localhost"})
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/api/v1/states", "application/xml"),
        ("/api/v1/states", "text/csv"),
        ("/api/v1/states.csv", "application/json"),
    ],
)
def test_another_format_is_refused(client, register, path, kind):
    answer = client.get(path, headers={"Accept": kind})
    assert answer.status_code == 406
    assert answer.mimetype == "application/problem+json"


def test_a_browser_gets_json(client, register):
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert client.get("/api/v1/states", headers={"Accept": accept}).status_code == 200


def test_before_the_first_snapshot_it_says_when_to_come_back(client, app):
    answer = client.get("/api/v1/snapshot")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]


@pytest.mark.parametrize(("refusal", "status"), [(TooManyRequests, 429), (ServiceUnavailable, 503)])
def test_whoever_has_to_wait_is_told_how_long(client, register, monkeypatch, refusal, status):
    def refuse():
        raise refusal(retry_after=7)

    monkeypatch.setattr(routes, "standing_snapshot", refuse)
    answer = client.get("/api/v1/states")
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.headers["Retry-After"] == "7"
    assert answer.json["status"] == status


def test_every_refusal_is_described_as_a_problem(client, app):
    described = client.get("/api/openapi.json").json
    named = described["components"]["responses"]
    for path, found in described["paths"].items():
        answers = found["get"]["responses"]
        assert {"400", "404", "405", "406", "429", "503", "304"} <= set(answers), path
        for status, answer in answers.items():
            name = answer.get("$ref", "").rpartition("/")[2]
            content = (named[name] if name else answer).get("content")
            if status[0] == "4" or status in ("503", "default"):
                assert set(content) == {"application/problem+json"}, (path, status)


def test_nobody_is_asked_for_credentials(client, register):
    for method in ("GET", "OPTIONS"):
        answer = client.open(
            "/api/v1/states", method=method, headers={"Origin": "https://example.org"}
        )
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert "Set-Cookie" not in answer.headers
