"""Every public page answers in its six languages, with what the register holds."""

import re

import pytest

from pledge_site.domain.snapshots.queries import latest
from pledge_site.kernel.languages import CODES
from tests.web.public import making

pytestmark = pytest.mark.database("sqlite")
PATHS = (
    "",
    "states/",
    "states/?group=african&standing=deposited",
    "states/?q=zzz",
    "states/COL/",
    "states/VAT/",
    "states/AFG/",
    "states/FJI/",
    "states/SVN/",
    "pledges/",
    "pledges/?q=co",
    "pledges/?q=zzz",
    "commitments/",
    "commitments/?capability=legislation&firmness=law&from=2020-01-01",
    "commitments/?q=zzz",
    "commitments/commitments.csv",
    "pledges/pledges.csv",
    "pledges/GP-SID27-COL/",
    "pledges/GP-SID27-COL/v1/",
    "text/",
    "text/v1/",
    "text/clauses/c5/",
    "press/",
    "campaigns/bogota-2024/",
    "?campaign=sid-2027",
    "states/?campaign=bogota-2024",
    "states/COL/?campaign=bogota-2024",
    "help/",
    "about/",
    "how-to-pledge/",
    "children/",
    "parents/",
    "privacy/",
    "accessibility/",
    "terms/",
    "contact/",
)
UNKNOWN = (
    "states/XXX/",
    "states/?group=none",
    "states/?standing=none",
    "?campaign=none",
    "pledges/GP-SID27-XXX/",
    "pledges/GP-SID27-COL/v2/",
    "pledges/GP-SID27-COL/vx/",
    "text/clauses/c99/",
    "text/v2/",
    "press/none/",
    "campaigns/none/",
    "none/",
    "help.css",
    "states/COL/x.css",
)


def test_every_page_answers_in_six_languages(reader):
    for code in CODES:
        for path in PATHS:
            assert reader.get(f"/{code}/{path}").status_code == 200, path


def test_unknown_things_are_not_found(reader):
    for path in UNKNOWN:
        assert reader.get(f"/fr/{path}").status_code == 404, path


def test_pages_answer_before_anything_is_published(client):
    for path in ("", "states/", "states/GHA/", "pledges/", "text/", "press/", "help/"):
        assert client.get(f"/en/{path}").status_code == 200, path


def test_home_says_the_number(reader):
    page = reader.get("/en/").text
    assert '<span class="number__figure" data-count="deposited">44</span>' in page
    assert "of 193 Member States have deposited a pledge" in page
    assert 'data-snapshot="1"' in page
    assert page.count('id="m-') >= 195


def test_states_of_a_group_can_be_listed(reader):
    page = reader.get("/en/states/?group=african&standing=deposited").text
    assert "/en/states/SEN/" in page
    assert "/en/states/DZA/" not in page
    assert "/en/states/COL/" not in page


def test_a_state_is_found_by_its_name_in_any_language(reader):
    for wanted in ("Égypte", "egypte", "مصر", "EGY"):
        page = reader.get("/en/states/", query_string={"q": wanted}).text
        assert "/en/states/EGY/" in page
        assert page.count('<th scope="row">') == 1


def test_a_code_in_small_letters_leads_to_the_state(reader):
    answer = reader.get("/es/states/col/")
    assert (answer.status_code, answer.location) == (302, "/es/states/COL/")
    answer = reader.get("/es/pledges/gp-sid27-col/")
    assert (answer.status_code, answer.location) == (302, "/es/pledges/GP-SID27-COL/")


def test_a_message_stands_in_its_own_language(reader):
    page = reader.get("/en/states/EGY/").text
    assert '<blockquote class="quote" lang="ar" dir="rtl">' in page


def test_a_withdrawn_pledge_is_shown_as_such(reader):
    answer = reader.get("/en/pledges/GP-SID27-FJI/")
    assert answer.status_code == 200
    assert "The State has withdrawn this pledge" in answer.text


def test_an_earlier_promise_is_told_from_a_pledge(reader):
    page = reader.get("/en/states/COL/").text
    assert "An earlier promise" in page
    assert "Endorsed the Bogotá Call to Action" in page


def test_the_earlier_campaign_lists_46_real_states(reader):
    page = reader.get("/en/campaigns/bogota-2024/").text
    assert page.count('<th scope="row">') == 46
    assert 'class="banner' not in page


def test_what_is_invented_is_marked_as_a_demonstration(reader):
    for path in ("", "states/", "states/COL/", "pledges/", "text/", "press/"):
        assert 'class="banner' in reader.get(f"/en/{path}").text, path


def test_a_version_says_what_changed_word_by_word(reader):
    making.amend("CHL", message="Lo que es delito en la calle es delito aquí.")
    page = reader.get("/en/pledges/GP-SID27-CHL/v2/").text
    assert "<ins>aquí.</ins>" in page
    assert "<del>" in page
    assert "The new budget allows more." in page
    first = reader.get("/en/pledges/GP-SID27-CHL/v1/").text
    assert "This is not the version that stands" in first
    assert reader.get("/en/pledges/GP-SID27-CHL/v3/").status_code == 404


def test_a_clause_lists_who_adopted_it(reader):
    page = reader.get("/en/text/clauses/c5/").text
    assert "Adopts it with a statement" in page
    assert "/en/states/COL/" in page


def test_a_clause_counts_what_the_snapshot_counts(reader):
    counted = latest().document["campaigns"]["sid-2027"]["clauses"]["c5"]
    page = reader.get("/en/text/clauses/c5/").text.split("Not counted:")[0]
    shown = {words: int(number) for words, number in re.findall(r"<h3>([^<(]+) \((\d+)\)", page)}
    assert sum(counted.values()) > 0
    assert shown == {
        words: counted[code]
        for code, words in (
            ("adopt", "Adopts this clause"),
            ("adopt_with_statement", "Adopts it with a statement"),
            ("not_yet", "Not yet"),
        )
        if counted[code]
    }


def test_the_present_campaign_has_no_second_address(reader):
    assert reader.get("/en/campaigns/sid-2027/").location == "/en/"
    assert reader.get("/en/?campaign=bogota-2024").location == "/en/campaigns/bogota-2024/"


def test_the_press_room_shows_the_newest_kit(reader):
    assert "The first kit is being made" in reader.get("/en/press/").text
    making.kit()
    page = reader.get("/fr/press/sid-2027/").text
    assert "/press/sid-2027/sid-2027.zip" in page
    assert page.index("Français") < page.index("/press/sid-2027/fr-map.svg")
    assert page.index("/press/sid-2027/fr-map.svg") < page.index("/press/sid-2027/figures.csv")
