"""The examples of docs/api.md, asked of a register with four pledges; the page's own links too."""

import json
import re
from pathlib import Path

import pytest

from tests.rules.files import read

# Made from a document in memory: what the database is makes no difference.
pytestmark = pytest.mark.database("sqlite")
_PAIR = re.compile(r"```http\nGET (\S+)\n```\n```json\n(.+?)\n```", re.DOTALL)
EXAMPLES = _PAIR.findall(read(Path("docs/api.md")))
ANYTHING = "…"


def differs(told, shown, place="$"):
    """Return where an answer isn't what is shown of it, or nothing."""
    if shown == ANYTHING:
        return ""
    if isinstance(shown, dict):
        if not isinstance(told, dict) or not set(shown) <= set(told):
            return f"{place}: {told!r}"
        found = (differs(told[key], value, f"{place}.{key}") for key, value in shown.items())
        return next(filter(None, found), "")
    if isinstance(shown, list):
        if not isinstance(told, list) or len(told) != len(shown):
            return f"{place}: {told!r}"
        pairs = zip(told, shown, strict=True)
        found = (differs(a, b, f"{place}[{i}]") for i, (a, b) in enumerate(pairs))
        return next(filter(None, found), "")
    return "" if told == shown else f"{place}: {told!r}, not {shown!r}"


def test_there_are_examples():
    assert len(EXAMPLES) > 6


@pytest.mark.parametrize(("address", "shown"), EXAMPLES, ids=[each[0] for each in EXAMPLES])
def test_an_example_is_true(client, register, address, shown):
    found = differs(client.get(address).json, json.loads(shown))
    assert not found, found


def test_every_example_of_the_page_is_answered(client, register):
    page = client.get("/api/docs").text
    found = re.findall(r'href="(/api/v1/[^"]+)"', page)
    assert len(found) == len(re.findall(r"<h2><code>GET", page))
    for address in found:
        with client.get(address) as answer:
            assert answer.status_code == 200, address


def test_the_python_of_the_document_pages_through_all(client, register, monkeypatch):
    code = re.search(r"```python\n(.+?)```", read(Path("docs/api.md")), re.DOTALL)[1]
    room: dict[str, object] = {}
    exec(code.replace("limit=200", "limit=3"), room)  # noqa: S102  (our own document)
    monkeypatch.setattr("urllib.request.urlopen", lambda address: _Opened(client.get(address)))
    found = [each["state"] for each in room["all_pledges"]("")]
    assert found == ["FRA", "GHA", "TUV", "VAT"]


class _Opened:
    def __init__(self, answer):
        self._answer = answer

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._answer.close()

    def read(self):
        return self._answer.data
