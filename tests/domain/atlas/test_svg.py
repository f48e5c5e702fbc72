"""The map of a page: every State a link, safe text, the same bytes, few of them."""

import re
from xml.etree.ElementTree import Element

import brotli
import pytest

from pledge_site.domain.atlas.shapes import INSETS
from pledge_site.domain.atlas.svg import STANDINGS, draw
from pledge_site.domain.states import all_states
from tests.domain.atlas.geometry import SHAPES, parsed

BUDGET = 9_800
CODES = [state.iso3 for state in all_states()]
WORDS = {
    "ar": ("مودع", "معلن", "قيد التحقق", "مسحوب", "لا تعهد بعد"),
    "en": ("deposited", "announced", "under verification", "withdrawn", "no pledge yet"),
    "es": ("depositado", "anunciado", "en verificación", "retirado", "aún sin compromiso"),
    "fr": ("déposé", "annoncé", "en cours de vérification", "retiré", "pas encore d’engagement"),
    "ru": ("сдано на хранение", "объявлено", "на проверке", "отозвано", "обязательства пока нет"),
    "zh": ("已交存", "已宣布", "核实中", "已撤回", "尚无承诺"),
}


def mixed() -> dict[str, str]:
    """Scatter the standings: one State in two has one, as unevenly as a real day."""
    pattern = [None, "deposited", None, "announced", "deposited", None, None, "on_hold", None]
    pattern += ["deposited", None, None, "withdrawn", "announced", None, "deposited", None]
    scattered = {code: pattern[(i * 7 + i * i) % 17] for i, code in enumerate(CODES)}
    return {code: standing for code, standing in scattered.items() if standing}


def titles(language: str, standings: dict[str, str]) -> dict[str, str]:
    words = dict(zip([*STANDINGS, None], WORDS[language], strict=True))
    return {
        state.iso3: f"{state.name(language)}: {words[standings.get(state.iso3)]}"
        for state in all_states()
    }


def drawn(language: str = "en", **changes) -> str:
    standings = mixed()
    given = {"href": "states/{}/", "heading": "The world", "labels": INSETS} | changes
    return draw(standings, titles(language, standings), **given)


def links(svg: str) -> list[Element]:
    return list(parsed(svg).iter("a"))


def test_every_state_is_one_link_in_tab_order():
    hrefs = [link.get("href") for link in links(drawn())]

    assert sorted(hrefs) == [f"states/{code}/" for code in CODES]


def test_ids_are_unique_and_found_by_code():
    ids = re.findall(r' id="([^"]+)"', drawn())

    assert len(ids) == len(set(ids))
    assert {f"m-{code}" for code in CODES} < set(ids)


def test_prefix_starts_every_id_and_reference():
    svg = drawn(prefix="k-")

    assert 'id="m-' not in svg
    assert "#m-" not in svg
    assert 'href="#k-disc"' in svg


def test_class_of_a_link_is_its_standing():
    found = {link.get("href")[7:10]: link.get("class") for link in links(drawn())}

    assert {code: name for code, name in found.items() if name} == mixed()


def test_a_change_of_standing_changes_one_attribute():
    before = draw({}, {}, href="states/{}/", heading="The world")
    after = draw({"GHA": "deposited"}, {}, href="states/{}/", heading="The world")

    assert after.replace(' class="deposited"', "", 1) == before


def test_world_comes_by_region_and_insets_last():
    region = {state.iso3: state.region for state in all_states()}
    order = [link.get("href")[7:10] for link in links(drawn())]
    framed = [code for key in INSETS for code in SHAPES["insets"][key]["circles"]]
    world = [region[code] for code in order[: 195 - len(framed)]]

    assert world == sorted(world)
    assert set(order[-len(framed) :]) == set(framed)


def test_text_is_escaped():
    hostile = '</title><script>"&'
    svg = draw({}, {"GHA": hostile}, href='"><x>{}', heading=hostile, labels={"pacific": hostile})

    assert "<script>" not in svg
    assert "<x>" not in svg
    found = next(link for link in links(svg) if link.get("id") == "m-GHA")
    assert found.findtext("title") == hostile


def test_every_link_has_a_title_in_every_language():
    for language in WORDS:
        expected = titles(language, mixed())
        found = {link.get("href")[7:10]: link.findtext("title") for link in links(drawn(language))}
        assert found == expected


def test_land_off_the_list_has_no_link_or_name():
    land = [
        element for element in parsed(drawn()).iter("path") if element.get("class") == "map__land"
    ]

    assert len(land) == 1
    assert set(land[0].keys()) == {"class", "d"}


def test_same_input_gives_same_bytes():
    standings = mixed()
    other_way = dict(reversed(standings.items()))
    one = draw(standings, titles("en", standings), href="states/{}/", heading="The world")
    two = draw(other_way, titles("en", other_way), href="states/{}/", heading="The world")

    assert one == two


@pytest.mark.parametrize("language", WORDS)
def test_map_fits_its_budget(language: str):
    assert len(brotli.compress(drawn(language).encode(), quality=11)) <= BUDGET


@pytest.mark.parametrize(
    ("standings", "named"),
    [({"XXX": "deposited"}, "XXX"), ({"TWN": "deposited"}, "TWN"), ({"GHA": "maybe"}, "maybe")],
)
def test_what_cannot_be_drawn_is_refused(standings: dict[str, str], named: str):
    with pytest.raises(ValueError, match=named):
        draw(standings, {}, href="{}", heading="The world")


def test_map_has_no_inline_style_or_script():
    svg = drawn()

    assert " style=" not in svg
    assert "<style" not in svg
    assert "<script" not in svg
