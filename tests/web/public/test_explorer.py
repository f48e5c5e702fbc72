"""The explorer: what is coloured is told by title, legend and table alike, by address alone."""

import re
from datetime import timedelta

import pytest

from pledge_site.domain.atlas import svg
from pledge_site.domain.states import GROUPS
from pledge_site.kernel import clock
from pledge_site.kernel.languages import CODES

COLOURS = (
    *("standing", "region", "clause:c5"),
    *("outcome:digital_citizens", "capability:helpline", "domain:privacy"),
)
REFUSED = (
    *(("colour=red", 404), ("colour=clause:zz", 404), ("colour=capability:zz", 404)),
    *(("group=mars", 404), ("only=zz", 404), ("sort=rank", 404), ("campaign=none", 404)),
    *(("as_of=tomorrow", 400), ("as_of=2026-02-30", 400), ("as_of=20260101", 400)),
    *(("as_of=9999-12-31", 422), ("campaign=bogota-2024&colour=clause:c5", 404)),
)

pytestmark = pytest.mark.database("sqlite")


def links(page: str) -> dict[str, str]:
    """Return how each State is drawn, by code."""
    found = re.findall(r'<a(?: class="([^"]*)")? href="[^"]*" id="m-([A-Z]{3})"', page)
    return {code: look or "nothing" for look, code in found}


def title(page: str) -> str:
    return re.search(r"<h1[^>]*>(.+?)</h1>", page)[1]


def legend(page: str) -> list[tuple[str, int]]:
    found = re.findall(r'standing--([a-z_0-9-]+)">.*?legend__count">(\d+)<', page)
    return [(look, int(count)) for look, count in found]


def table(page: str, words: str = "") -> list[str]:
    """Return how each row of the table that holds some words is marked."""
    body = page.partition('id="table"')[2].partition("<tbody>")[2].partition("</tbody>")[0]
    rows = [row for row in body.split("<tr>") if words in row]
    return re.findall(r"standing--([a-z_0-9-]+)", "".join(rows))


def test_legend_map_and_table_agree(reader):
    for colour in COLOURS:
        page = reader.get(f"/en/map/?colour={colour}").text
        looks, drawn, rows = dict(legend(page)), links(page), table(page)
        assert len(drawn) == len(rows) == 195
        assert sorted(rows) == sorted(drawn.values())
        assert sum(looks.values()) == (195 if colour == "region" else 193)
        observers = table(page, "Observer State")
        assert len(observers) == 2
        observers = [] if colour == "region" else observers
        for look, count in looks.items():
            assert rows.count(look) - observers.count(look) == count
        assert len(looks) > 1


def test_every_language_says_what_is_coloured(reader):
    titles = [title(reader.get(f"/{code}/map/?colour={COLOURS[-1]}").text) for code in CODES]
    assert len(set(titles)) == len(CODES)
    titles = [title(reader.get(f"/ar/map/?colour={colour}").text) for colour in COLOURS]
    assert len(set(titles)) == len(COLOURS)


def test_a_group_alone_is_shown(reader):
    page = reader.get("/en/map/?group=african").text
    assert len(table(page)) == 54
    assert sum(count for _, count in legend(page)) == 54
    assert list(links(page).values()).count("off") == 195 - 54
    assert "African States" in title(page)


def test_the_legend_filters_as_links(reader):
    page = reader.get("/en/map/").text
    address = re.search(r'href="(/en/map/\?only=announced)"', page)[1]
    alone = reader.get(address).text
    assert set(table(alone)) == {"announced"}
    assert dict(legend(alone)) == dict(legend(page))
    assert 'href="/en/map/" aria-current="true"' in alone


def test_a_class_that_the_colouring_does_not_have_is_let_go_of(reader):
    answer = reader.get("/en/map/?colour=region&only=announced&group=african&names=1")
    assert answer.status_code == 302
    assert answer.location == "/en/map/?colour=region&group=african&names=1"


def test_what_is_chosen_is_kept_when_something_else_is(reader):
    page = reader.get("/en/map/?colour=clause:c5&group=african&only=adopt&sort=class").text
    kept = {"colour=clause:c5", "group=african", "only=adopt", "sort=class"}
    ways = re.findall(r'href="/en/map/\?([^"#]+)(?:#table)?"', page)
    ways = [set(way.replace("&amp;", "&").split("&")) for way in ways]
    # The legend, the headings and the names change one thing each; the way to all drops two.
    ours = [way for way in ways if "colour=clause:c5" in way]
    assert len(ours) > 8
    assert [way for way in ours if len(kept - way) > 1] == [{"colour=clause:c5", "sort=class"}]
    for name in ("only", "sort"):
        assert f'<input type="hidden" name="{name}"' in page


def test_names_are_written_when_asked_for(reader):
    plain, named = (reader.get(f"/en/map/{query}").text for query in ("", "?names=1"))
    assert "map__names" not in plain
    assert 'href="/en/map/?names=1"' in plain
    found = re.findall(r'<g class="map__names" aria-hidden="true">(.+?)</g>', named)
    assert len(found) == 4
    assert ">Brazil</text>" in found[0]
    group = reader.get("/en/map/?names=1&group=african").text
    assert ">Brazil</text>" not in group
    assert ">Algeria</text>" in group


def test_nonsense_is_refused_with_a_page(reader):
    for query, status in REFUSED:
        assert reader.get(f"/ar/map/?{query}").status_code == status, query


def test_an_earlier_campaign_has_one_address(reader):
    answer = reader.get("/fr/map/?colour=campaign:bogota-2024")
    assert answer.status_code == 302
    assert answer.location == "/fr/map/?campaign=bogota-2024"
    assert "announced" in links(reader.get(answer.location).text).values()


def test_the_table_is_sorted_by_links(reader):
    page = reader.get("/en/map/").text
    for sort in ("class", "since", "group"):
        assert f'href="/en/map/?sort={sort}#table"' in page
        sorted_page = reader.get(f"/en/map/?sort={sort}").text
        assert table(sorted_page) != table(page)
        assert sorted(table(sorted_page)) == sorted(table(page))


def test_a_past_day_counts_what_was_published_by_then(reader):
    today = clock.today()
    counts = [
        dict(legend(reader.get(f"/en/map/?as_of={today - timedelta(days=days)}").text))
        for days in (0, 10, 4000)
    ]
    assert counts[0] == dict(legend(reader.get("/en/map/").text))
    assert counts[0]["deposited"] > counts[1]["deposited"] > counts[2]["deposited"] == 0


def test_groups_have_a_look_each():
    assert len(GROUPS) == len(svg.GROUPS)
