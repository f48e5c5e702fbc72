"""Kits: built after each snapshot, of several the newest, the same bytes from the same snapshot."""

import io
import os
import subprocess
import sys
from html import escape

import pytest
from flask_babel import force_locale, gettext
from PIL import Image
from sqlalchemy import select

from pledge_site.db import db, write
from pledge_site.domain.campaigns import queries as campaigns
from pledge_site.domain.campaigns import seeds, service
from pledge_site.domain.press import queries
from pledge_site.domain.press.kit import unpacked
from pledge_site.domain.press.models import KitBuild
from pledge_site.domain.snapshots import service as snapshots
from pledge_site.jobs import kit_contents, kits
from pledge_site.jobs.kits import KITS, build
from pledge_site.jobs.worker import drain
from pledge_site.kernel.languages import CODES, LANGUAGES
from pledge_site.outlets.files import store
from tests.domain.pledges.making import NOW, campaign, focal_point, published

ROOT_FILES = {"README.txt", "LICENCE.txt", "CREDITS.txt", "figures.csv", "map-print.svg", "map.png"}
EACH = {"README.txt", "figures.txt", "map.svg", "text-of-the-pledge.txt"}


@pytest.fixture
def deposited(app):
    number = published(focal_point("GHA"), campaign())
    with write():
        snapshots.publish(NOW)
    return number


@pytest.fixture
def quick(monkeypatch):
    """Leave the picture out: drawing it takes a second."""
    monkeypatch.setattr(kit_contents, "_picture", lambda *_: b"a picture")


def spoken(code, message, **values):
    with force_locale(LANGUAGES[code].locale):
        return gettext(message, **values)


def test_a_snapshot_gets_its_kit_whole_and_marked(deposited):
    drain((KITS,))
    found = queries.latest_build("sid-2027")
    data = store().read(found.key)
    assert (len(data), found.snapshot_number) == (found.size, queries.latest_snapshot().number)
    paths = {each["path"] for each in found.files}
    expected = {f"{code}/{name}" for code in CODES for name in EACH}
    assert paths == ROOT_FILES | expected | {"SHA256SUMS"}
    number = str(found.snapshot_number)
    for path in paths - {"SHA256SUMS", "map.png", "figures.csv"}:
        text = unpacked(data, path).decode()
        code = path.partition("/")[0] if "/" in path else "en"
        assert spoken(code, "A demonstration: no State has made these pledges.") in text, path
        assert escape(spoken(code, "Snapshot %(number)s", number=number), quote=False) in text
    figures = unpacked(data, "en/figures.txt").decode()
    assert "  Deposited: 1\n" in figures
    assert "Ghana · 24 November 2026 · GP-SID27-GHA" in figures
    assert ",true,sid-2027,GHA,true,african,deposited," in unpacked(data, "figures.csv").decode()
    assert "ChildFund Alliance" in unpacked(data, "CREDITS.txt").decode()
    assert "CC BY 4.0" in unpacked(data, "LICENCE.txt").decode()
    assert "1. Laws that fit" in unpacked(data, "en/text-of-the-pledge.txt").decode()


def test_the_picture_is_large_marked_and_not_blank(deposited):
    data = build(queries.latest_snapshot().document, "sid-2027").data
    picture = Image.open(io.BytesIO(unpacked(data, "map.png")))
    assert picture.width == 2400
    assert picture.text["Description"].startswith("DEMONSTRATION: no State")
    colours = {colour for _, colour in picture.convert("RGB").getcolors(maxcolors=10**7)}
    assert len(colours) > 20


def test_of_several_snapshots_the_newest_is_built_once(deposited, quick, monkeypatch):
    built = []
    monkeypatch.setattr(kits, "build", lambda *a: built.append(a) or build(*a))
    _again(2)
    drain((KITS,))
    assert len(built) == 1
    assert [each.snapshot_number for each in db.session.scalars(select(KitBuild))] == [
        queries.latest_snapshot().number
    ]
    drain((KITS,))
    assert len(built) == 1


def _again(times):
    """Publish further snapshots of other numbers."""
    for step in range(times):
        current = campaigns.current()
        with write():
            service.change(
                current.id, {"target": 50 + step}, expected=current.edit, at=NOW, actor=None
            )
            snapshots.publish(NOW)


def test_an_older_build_stays_beside_the_newer(deposited, quick):
    drain((KITS,))
    first = queries.latest_build("sid-2027")
    _again(1)
    drain((KITS,))
    second = queries.latest_build("sid-2027")
    assert second.snapshot_number == first.snapshot_number + 1
    assert store().exists(first.key)
    assert queries.build_for("sid-2027", first.snapshot_number).sha256 == first.sha256


def test_a_build_that_was_cut_short_is_made_again(deposited, quick, monkeypatch):
    def cut(*_):
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(type(store()), "put", cut)
        drain((KITS,))
    assert queries.latest_build("sid-2027") is None
    number = queries.latest_snapshot().number
    assert kits.build_latest(0, NOW) == number
    assert queries.latest_build("sid-2027").snapshot_number == number


_BUILD = """
import hashlib
from pledge_site.app import create_app
app = create_app()
with app.app_context():
    from pledge_site.domain.press.queries import latest_snapshot
    from pledge_site.jobs.kits import build
    print("kit", build(latest_snapshot().document, "sid-2027").sha256)
"""


@pytest.mark.database("sqlite")
def test_two_processes_build_the_same_bytes(app, deposited):
    db.session.rollback()
    settings = app.config["SETTINGS"]
    seen = set()
    for seed in ("1", "2"):
        found = subprocess.run(
            [sys.executable, "-c", _BUILD],
            env={
                **os.environ,
                "APP_ENV": "test",
                "DATABASE_URL": settings.database_url,
                "FILES_URL": settings.files_url,
                "PUBLIC_BASE_URL": settings.public_base_url,
                "PYTHONHASHSEED": seed,
                "TZ": f"Etc/GMT-{seed}",
            },
            check=True,
            capture_output=True,
            text=True,
        )
        seen.add(found.stdout.split()[-1])
    assert len(seen) == 1
    assert seen == {build(queries.latest_snapshot().document, "sid-2027").sha256}


def test_without_a_text_or_a_campaign_there_is_less_and_no_error(app):
    assert kits.build_latest(0, NOW) == 0
    with write():
        seeds.plant(False, at=NOW)
        snapshots.publish(NOW)
    drain((KITS,))
    found = queries.latest_build("sid-2027")
    paths = {each["path"] for each in found.files}
    assert "en/figures.txt" in paths
    assert "en/text-of-the-pledge.txt" not in paths
    data = store().read(found.key)
    for code in CODES:
        mark = spoken(code, "A demonstration: no State has made these pledges.")
        assert mark not in unpacked(data, f"{code}/README.txt").decode()
    assert b"emonstration" not in b"".join(unpacked(data, path) for path in paths - {"figures.csv"})
