"""The main job, end to end: invited, written in French, checked by two, seen live in Arabic."""

import csv
import io
import json
import re
import time
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.people import (
    check_instrument,
    letter_to,
    send,
    sign_in,
    take_invitation,
    write_pledge,
)
from tests.serving import Server

ADDRESS = "ama@example.org"


@pytest.fixture(scope="module")
def persons(server: Server) -> dict[str, dict[str, str]]:
    """The people of the demonstration, by the first part of their address."""
    rows = json.loads(server.flask("demo", "accounts", "--json").stdout)
    return {row["email"].split("@")[0]: row for row in rows}


def _invite(page: Page, server: Server) -> None:
    page.goto(f"{server.address}/en/secretariat/people/invite/")
    page.fill("#email", ADDRESS)
    page.check("[name=role][value=focal_point]")
    page.fill("#name", "Ama (demonstration)")
    page.select_option("#state", "GHA")
    page.fill("#credentials", "Note 12 of 2026 (demonstration)")
    page.select_option("#language", "fr")
    send(page)


def _get(server: Server, path: str) -> bytes:
    with urllib.request.urlopen(f"{server.address}{path}", timeout=20) as answer:
        body: bytes = answer.read()
    return body


def _kit_with_ghana(server: Server) -> zipfile.ZipFile:
    """Return the newest kit, once its sheet of figures shows Ghana as deposited."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        page = _get(server, "/en/press/sid-2027/").decode()
        link = re.search(r'href="(/press/sid-2027/[^"]+\.zip)"', page)
        if link:
            kit = zipfile.ZipFile(io.BytesIO(_get(server, link[1])))
            name = next(each for each in kit.namelist() if each.endswith("figures.csv"))
            rows = csv.DictReader(io.StringIO(kit.read(name).decode("utf-8-sig")))
            if any("GHA" in row.values() and "deposited" in row.values() for row in rows):
                return kit
        time.sleep(0.5)
    raise AssertionError(f"no kit with Ghana:\n{server.log()}")


def test_a_pledge_in_french_shows_live_in_arabic(
    server: Server,
    visit: Callable[..., Page],
    persons: dict[str, dict[str, str]],
    tmp_path: Path,
) -> None:
    watching = visit(viewport={"width": 390, "height": 844})
    watching.goto(f"{server.address}/ar/")
    watching.evaluate("window.notReloaded = true")
    number = watching.locator('[data-count="deposited"]').first
    before = int(number.inner_text())
    expect(watching.locator("#m-GHA")).not_to_have_class(re.compile("deposited"))

    first, second = visit(), visit()
    sign_in(first, server, persons["administrator1"])
    _invite(first, server)
    expect(first.locator('form[action$="/confirm/"]')).to_have_count(0)
    sign_in(second, server, persons["administrator2"])
    second.goto(f"{server.address}/en/secretariat/people/")
    send(second, "/confirm/")

    focal = visit()
    take_invitation(focal, letter_to(server, ADDRESS))
    version = write_pledge(focal, server, tmp_path, "fr")
    case = f"{server.address}/en/secretariat/cases/{version.rsplit('/', 1)[1]}/"

    checker, publisher = visit(), visit()
    sign_in(checker, server, persons["reviewer1"])
    checker.goto(case)
    check_instrument(checker)
    checker.goto(case)
    expect(checker.locator('form[action$="/deposit/"] button:not([disabled])')).to_have_count(0)

    sign_in(publisher, server, persons["reviewer2"])
    publisher.goto(case)
    send(publisher, "/deposit/")

    expect(number).to_have_text(str(before + 1), timeout=15_000)
    expect(watching.locator("#m-GHA")).to_have_class(re.compile("deposited"), timeout=15_000)
    expect(watching.locator(".latest").get_by_text("غانا")).to_be_visible(timeout=15_000)
    assert watching.evaluate("window.notReloaded") is True

    said: dict[str, Any] = json.loads(_get(server, "/api/v1/pledges/GP-SID27-GHA"))
    assert "Nous tiendrons parole" in json.dumps(said, ensure_ascii=False)
    assert "Nous tiendrons parole" in _get(server, "/ar/states/GHA/").decode()
    assert _kit_with_ghana(server).testzip() is None
    assert "entries hold" in server.flask("ledger", "verify").stdout
