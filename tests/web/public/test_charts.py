"""The charts: the same figures drawn by the server, told in words, as a table and as files."""

import csv
import io
import itertools
import json
import re
import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
from PIL import Image

from pledge_site.domain.commitments.codes import CAPABILITIES, FIRMNESS
from pledge_site.domain.states import GROUPS, all_states
from pledge_site.kernel import clock
from pledge_site.kernel.languages import CODES
from pledge_site.web.edge.current import current_snapshot
from tests.web.public import making

NAMES = ("over-time", "by-group", "capabilities")
SVG = "{http://www.w3.org/2000/svg}"
pytestmark = pytest.mark.database("sqlite")


def sheet(reader, name: str, query: str = "") -> list[dict[str, str]]:
    answer = reader.get(f"/en/map/charts/{name}.csv{query}")
    assert answer.mimetype == "text/csv"
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))


def campaign() -> dict:
    return current_snapshot().campaign()


def test_each_chart_stands_alone_in_each_language(reader):
    for name, code in itertools.product(NAMES, CODES):
        answer = reader.get(f"/{code}/map/charts/{name}.svg")
        root = ET.fromstring(answer.get_data(as_text=True))  # noqa: S314
        said = root.attrib["aria-labelledby"].split()
        labels = [each for each in root if each.attrib.get("id") in said]
        assert [each.tag for each in labels] == [f"{SVG}title", f"{SVG}desc"]
        assert all(each.text for each in labels)
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        text = "".join(root.itertext())
        assert "CC BY 4.0" in text
        assert ("\u202b" in text) is (code == "ar")


def test_the_sheet_over_time_ends_with_the_headline(reader):
    last, counts = sheet(reader, "over-time")[-1], campaign()["counts"]
    assert int(last["deposited"]) == counts["deposited"]
    assert int(last["announced"]) == counts["announced"]
    assert last["licence"] == "CC-BY-4.0"
    assert last["demonstration"] == "true"


def test_groups_add_up_to_the_members(reader):
    rows = sheet(reader, "by-group")
    assert [row["group"] for row in rows] == list(GROUPS)
    assert sum(int(row["members"]) for row in rows) == 193
    assert sum(int(row["deposited"]) for row in rows) == campaign()["counts"]["deposited"]


def test_every_live_commitment_is_counted_for_each_of_its_capabilities(reader):
    expected = {code: dict.fromkeys(FIRMNESS, 0) for code in CAPABILITIES}
    for pledge in making.PLEDGES:
        given = pledge["commitments"] if pledge["standing"] in ("announced", "deposited") else []
        for code, firmness in (
            (c, each["firmness"]) for each in given for c in each["capabilities"]
        ):
            expected[code][firmness] += 1
    rows = {row["capability"]: row for row in sheet(reader, "capabilities")}
    assert {code: {f: int(rows[code][f]) for f in FIRMNESS} for code in rows} == expected


def test_the_page_shows_table_words_and_files_beside_each_chart(reader):
    page = reader.get("/en/map/").get_data(as_text=True)
    for name in NAMES:
        part = re.search(rf'id="chart-{name}".+?</section>', page, re.DOTALL)[0]
        assert '<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img"' in part
        assert "<table" in part
        for ending in ("svg", "png", "csv"):
            assert f'href="/en/map/charts/{name}.{ending}"' in part


def test_a_picture_holds_words_in_every_script(reader):
    seen = set()
    for code in ("en", "ar", "zh"):
        answer = reader.get(f"/{code}/map/charts/by-group.png")
        picture = Image.open(io.BytesIO(answer.get_data()))
        assert picture.width == 1600
        # Its head is words alone: something dark has to stand there.
        assert min(picture.convert("L").crop((0, 0, 1600, 90)).tobytes()) < 90
        seen.add(answer.get_etag()[0])
    assert len(seen) == 3


def test_charts_follow_the_day_that_is_asked_for(reader):
    then = clock.today() - timedelta(days=10)
    whole, past = sheet(reader, "over-time"), sheet(reader, "over-time", f"?as_of={then}")
    assert past[-1]["date"] == then.isoformat()
    counts, before = ({row["date"]: row["deposited"] for row in rows} for rows in (whole, past))
    both = counts.keys() & before.keys()
    assert len(both) > 5
    assert {on: counts[on] for on in both} == {on: before[on] for on in both}
    groups = sheet(reader, "by-group", f"?as_of={then}")
    assert sum(int(row["deposited"]) for row in groups) == int(past[-1]["deposited"])
    assert {row["as_of"][:10] for row in groups} == {then.isoformat()}
    page = reader.get(f"/en/map/?as_of={then}").get_data(as_text=True)
    assert f'href="/en/map/charts/by-group.csv?as_of={then}"' in page
    assert "<textarea" not in page
    assert reader.get("/en/map/charts/by-group.svg?as_of=9999-12-31").status_code == 422


def test_each_chart_can_be_shown_elsewhere(reader):
    page = reader.get("/ar/map/").get_data(as_text=True)
    for name in NAMES:
        path = f"/embed/ar/charts/{name}/"
        assert re.search(
            rf'<textarea[^>]*id="embed-{name}"[^>]*>&lt;iframe src="[^"]*{path}"', page
        )
        assert reader.get(path).status_code == 200


def test_an_unknown_chart_is_an_unknown_page(reader):
    for path in ("charts/none.svg", "charts/over-time.png?campaign=none"):
        assert reader.get(f"/en/map/{path}").status_code == 404


def test_an_earlier_campaign_has_no_chart_of_commitments(reader):
    path = "/en/map/charts/{}.svg?campaign=bogota-2024"
    assert reader.get(path.format("capabilities")).status_code == 404
    assert reader.get(path.format("over-time")).status_code == 200
    assert 'id="chart-capabilities"' not in reader.get("/en/map/?campaign=bogota-2024").text


def test_the_figure_shows_each_state_once_and_stops_at_today(reader):
    told = json.loads(reader.get("/fr/map/figure.json").get_data())
    shapes = [code for trace in told["map"]["data"][::2] for code in trace["locations"]]
    assert sorted(shapes) == sorted(state.iso3 for state in all_states())
    assert told["map"]["layout"]["geo"]["fitbounds"] is False
    last = [sorted(codes) for codes in told["stops"][-1]["states"]]
    assert last == [sorted(trace["locations"]) for trace in told["map"]["data"][::2]]
    assert 2 <= len(told["stops"]) <= 24
    assert told["language"]["format"]["decimal"] == ","


def test_days_can_be_gone_through_for_standings_alone(reader):
    for query, stops in (("colour=region", False), ("colour=clause:c5", False), ("", True)):
        told = json.loads(reader.get(f"/en/map/figure.json?{query}").get_data())
        assert bool(told["stops"]) is stops, query


def test_the_figure_leaves_out_who_is_not_asked_for(reader):
    told = json.loads(reader.get("/en/map/figure.json?group=african").get_data())
    shapes = {code for trace in told["map"]["data"][::2] for code in trace["locations"]}
    assert shapes == {state.iso3 for state in all_states() if state.group == "african"}


def test_only_the_explorer_has_the_wider_policy(reader):
    policies = {
        path: reader.get(path).headers["Content-Security-Policy"]
        for path in ("/en/map/", "/en/", "/en/states/")
    }
    assert "style-src-attr 'unsafe-inline'" in policies["/en/map/"]
    assert "unsafe-inline" not in policies["/en/"] + policies["/en/states/"]
    assert "script-src 'self';" in policies["/en/map/"]


def test_charts_ask_little_and_nothing_from_the_cache(reader, asked):
    for path in ("", "figure.json", "charts/capabilities.csv", "charts/over-time.svg"):
        with asked() as statements:
            reader.get(f"/en/map/{path}")
        assert len(statements) <= 6, (path, statements)
        with asked() as statements:
            reader.get(f"/en/map/{path}")
        assert statements == [], path
