"""Joint pledges in public: one page of its own, each of its States', lists and the API."""

import re

import pytest

from pledge_site.jobs.search import SEARCH
from pledge_site.jobs.snapshots import SNAPSHOTS
from pledge_site.jobs.worker import drain
from pledge_site.kernel.languages import CODES
from pledge_site.web.edge.current import refresh
from tests import making
from tests.domain.pledges import joint_making
from tests.domain.pledges.making import MESSAGE

pytestmark = pytest.mark.database("sqlite")
JOINT = "GP-SID27-J1"


@pytest.fixture
def ghana(app):
    making.campaign()
    return making.focal_point("GHA")


@pytest.fixture
def published(ghana):
    """A pledge of Ghana, Kenya (which left) and Peru, which has its own too; Togo was asked."""
    kenya, peru = making.focal_point("KEN"), making.focal_point("PER")
    version_id = joint_making.deposited(ghana, kenya, peru, asked=("TGO",))
    joint_making.leave(kenya, version_id)
    making.deposited("PER", by=peru)
    drain([SNAPSHOTS, SEARCH])
    refresh()
    return version_id


def text(client, path, language="en"):
    answer = client.get(f"/{language}/{path}")
    assert answer.status_code == 200, path
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub("<[^>]+>", " ", main).split())


@pytest.mark.parametrize("language", CODES)
def test_every_page_of_it_shows(client, published, language):
    for path in (
        f"pledges/{JOINT}/", f"pledges/{JOINT}/v1/", "pledges/", "states/GHA/", "states/KEN/",
        "states/PER/", "states/TGO/", "text/clauses/c5/", "states/", "",
    ):  # fmt: skip
        assert JOINT in text(client, path, language) or path not in (f"pledges/{JOINT}/",)


def test_its_page_names_its_states_and_who_left(client, published):
    page = text(client, f"pledges/{JOINT}/")
    assert "The joint pledge of Ghana and Peru" in page
    assert re.search(r"Kenya ?: left this pledge ?, .*? A new law\.", page)
    assert "Togo" not in page


def test_a_state_that_left_shows_why_and_none_of_the_words(client, published):
    page = text(client, "states/KEN/")
    assert "Kenya has left a joint pledge." in page
    assert "A new law." in page
    assert MESSAGE["message"] not in page


def test_a_state_with_its_own_pledge_names_the_joint_one_too(client, published):
    page = text(client, "states/PER/")
    assert page.index("GP-SID27-PER") < page.index("Other pledges of this State")
    assert JOINT in page.partition("Other pledges of this State")[2]


def test_lists_have_it_once_and_find_it_by_each_of_its_states(client, published):
    assert text(client, "pledges/").count(JOINT) == 1
    assert JOINT in text(client, "pledges/?q=peru")
    assert JOINT not in text(client, "pledges/?q=kenya")
    assert "No pledge yet" in text(client, "states/TGO/")


def test_the_api_says_whose_it_is(client, published):
    told = client.get(f"/api/v1/pledges/{JOINT}").json
    assert told["pledge"]["joint"] is True
    assert told["pledge"]["state"] == "GHA"
    assert told["pledge"]["states"] == ["GHA", "PER"]
    assert [each["state"] for each in told["pledge"]["left"]] == ["KEN"]
    assert told["document"]["left"] == {"KEN": "A new law."}
    sheet = client.get(f"/api/v1/pledges/{JOINT}.csv").text
    assert ",pledge,,states,GHA PER\r\n" in sheet
    assert ",left,KEN,reason,A new law.\r\n" in sheet
    peru = client.get("/api/v1/states/PER").json
    assert peru["state"]["references"] == ["GP-SID27-PER", JOINT]
    kenya = client.get("/api/v1/states/KEN").json
    assert kenya["state"]["standing"] == "withdrawn"
    assert [each["standing"] for each in kenya["records"]][:1] == ["withdrawn"]


def test_the_site_map_has_it(client, published):
    assert f"/en/pledges/{JOINT}/" in client.get("/sitemap.xml").text
