"""The public description: complete, true to the routes, readable as a page."""

import re
from pathlib import Path

import pytest

from tests.rules.files import read
from tests.web.api.test_answers import PATHS

# Made from a document in memory: what the database is makes no difference.
pytestmark = pytest.mark.database("sqlite")


@pytest.fixture
def description(client, app):
    return client.get("/api/openapi.json").json


def test_it_is_openapi_3_1(description):
    assert description["openapi"] == "3.1.0"
    assert description["info"]["license"]["identifier"] == "CC-BY-4.0"


def test_every_route_is_described(app, description):
    routes = {
        rule.rule.replace("<", "{").replace(">", "}")
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
    }
    assert set(description["paths"]) == routes


def test_every_answer_and_refusal_is_described(description):
    for path, found in description["paths"].items():
        answers = found["get"]["responses"]
        assert {"200", "404", "406", "503"} <= set(answers), path
        assert found["get"]["summary"]


def test_every_reference_leads_somewhere(description):
    known = {f"#/components/schemas/{name}" for name in description["components"]["schemas"]}
    known |= {
        f"#/components/responses/{name}" for name in description["components"].get("responses", {})
    }

    def walk(value):
        if isinstance(value, dict):
            if "$ref" in value:
                assert value["$ref"] in known, value["$ref"]
            for each in value.values():
                walk(each)
        elif isinstance(value, list):
            for each in value:
                walk(each)

    walk(description["paths"])


def test_every_field_that_is_sent_is_described(client, register, description):
    schemas = description["components"]["schemas"]

    def resolved(schema):
        return schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema

    for path in PATHS:
        template = next(p for p in description["paths"] if matches(p, path))
        content = description["paths"][template]["get"]["responses"]["200"]["content"]
        declared = resolved(content["application/json"]["schema"])["properties"]
        assert set(client.get(path).json) == set(declared), path


def matches(template, path):
    parts, asked = template.split("/"), path.split("/")
    return len(parts) == len(asked) and all(
        part == other or part.startswith("{") for part, other in zip(parts, asked, strict=True)
    )


def test_it_is_a_page_too(client, register):
    page = client.get("/api/docs")
    assert page.status_code == 200
    assert "/api/v1/pledges" in page.text
    assert "african" in page.text


def test_the_document_lists_every_address(description):
    listed = re.findall(r"^\| `(/api/[^`]+)`", read(Path("docs/api.md")), re.MULTILINE)
    assert sorted(listed) == sorted(description["paths"])
