"""A public statement: proposed by one reviewer, confirmed by another, then announced."""

import re

import pytest

from pledge_site.db import db, write
from pledge_site.domain.pledges.models import PledgeVersion, Proposal
from pledge_site.domain.pledges.reviewing import settlement
from pledge_site.jobs.snapshots import SNAPSHOTS
from pledge_site.jobs.worker import drain
from pledge_site.web.edge.current import refresh
from tests import making

FORM = "/en/secretariat/statements/new/"
SAID = {
    "state": "GHA",
    "on": "2026-11-20",
    "place": "Geneva",
    "signatory_name": "A. Minister",
    "signatory_office": "Minister of Children",
    "link": "https://example.org/speech",
    "language": "en",
    "message": "We will pledge.",
}


@pytest.fixture
def campaign(app):
    return making.campaign()


@pytest.fixture
def reviewer(campaign, client):
    actor = making.person("reviewer")
    making.sign_in(client, actor)
    return actor


def settle(client, proposal_id, answer):
    page = f"/en/secretariat/proposals/{proposal_id}/"
    return making.post(client, page, f"{page}settle/", answer=answer)


def test_a_statement_is_announced_by_a_second_person(reviewer, client, make_client):
    answer = making.post(client, FORM, **SAID)
    assert answer.status_code == 303
    page = client.get(answer.location).text
    for part in ("We will pledge.", "Geneva", "You proposed this yourself"):
        assert part in page
    assert db.session.query(PledgeVersion).count() == 0
    proposal_id = db.session.query(Proposal).one().id
    second = making.sign_in(make_client(), making.person("reviewer"))
    assert settle(second, proposal_id, "confirm").status_code == 303
    version = db.session.query(PledgeVersion).one()
    assert (version.standing, version.pledge.reference) == ("announced", "GP-SID27-GHA")
    assert second.get(f"/en/secretariat/cases/{version.id}/").status_code == 200


def test_a_recorded_statement_is_public_with_its_source_and_hatched(reviewer, client, make_client):
    making.post(client, FORM, **SAID)
    proposal = db.session.query(Proposal).one().id
    page = client.get(f"/en/secretariat/proposals/{proposal}/").text
    assert 'href="https://example.org/speech" rel="noreferrer noopener"' in page
    second = making.sign_in(make_client(), making.person("reviewer"))
    assert settle(second, proposal, "confirm").status_code == 303
    drain([SNAPSHOTS])
    refresh()
    reader = make_client()
    page = reader.get("/en/states/GHA/").text
    assert 'href="https://example.org/speech"' in page
    assert "standing--announced" in page
    assert re.search(r"<a [^>]*announced[^>]*m-GHA", reader.get("/en/").text)


def test_a_refused_statement_changes_nothing(reviewer, client, make_client):
    making.post(client, FORM, **SAID)
    proposal_id = db.session.query(Proposal).one().id
    second = making.sign_in(make_client(), making.person("reviewer"))
    assert settle(second, proposal_id, "refuse").status_code == 303
    assert db.session.query(PledgeVersion).count() == 0
    late = making.post(
        second, FORM, f"/en/secretariat/proposals/{proposal_id}/settle/", answer="confirm"
    )
    assert late.status_code == 409


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (dict.fromkeys(SAID, ""), "There are 8 problems"),
        ({"on": "2999-01-01"}, "This day has not come yet."),
        ({"on": "20.11.2026"}, "Write a date"),
        ({"on": "20.11.2026", "place": ""}, "There are 2 problems"),
        ({"link": "javascript:alert(1)"}, "https://"),
        ({"link": "https://a b"}, "https://"),
        ({"link": "https://[x"}, "https://"),
        ({"state": "XXX"}, "Choose one of the answers"),
        ({"language": "xx"}, "one of the six"),
        ({"message": "x" * 3001}, "longer than it can be"),
        ({"place": "a\u202eb"}, "direction of writing"),
    ],
)
def test_every_fault_is_named_and_everything_kept(reviewer, client, change, said):
    answer = making.post(client, FORM, **SAID | change)
    assert answer.status_code == 422
    assert said in answer.text
    if "message" not in change:
        assert "We will pledge." in answer.text
    assert db.session.query(Proposal).count() == 0


def test_a_state_with_a_pledge_of_its_own_needs_no_statement(reviewer, client):
    making.submitted("GHA")
    answer = making.post(client, FORM, **SAID)
    assert answer.status_code == 409
    assert "has a pledge in this campaign already" in answer.text
    assert "We will pledge." in answer.text


def test_a_pledge_begun_in_between_wins(reviewer, client, make_client):
    making.post(client, FORM, **SAID)
    proposal_id = db.session.query(Proposal).one().id
    making.submitted("GHA")
    second = making.sign_in(make_client(), making.person("reviewer"))
    answer = settle(second, proposal_id, "confirm")
    assert answer.status_code == 409
    assert "has a pledge in this campaign already" in answer.text


@pytest.mark.parametrize("answer", ["", "perhaps"])
def test_an_answer_is_confirm_or_refuse(reviewer, client, answer):
    making.post(client, FORM, **SAID)
    assert settle_status(client, answer) == 400


def settle_status(client, answer):
    proposal_id = db.session.query(Proposal).one().id
    url = f"/en/secretariat/proposals/{proposal_id}/settle/"
    return making.post(client, FORM, url, answer=answer).status_code


def test_an_unknown_proposal_is_unknown(reviewer, client):
    assert client.get("/en/secretariat/proposals/99/").status_code == 404
    missing = "/en/secretariat/proposals/99/settle/"
    assert making.post(client, FORM, missing, answer="confirm").status_code == 404


def test_a_proposal_about_a_version_is_on_its_page(reviewer, client):
    ghana = making.focal_point("GHA")
    version_id = making.deposited("GHA", by=ghana)
    with write():
        asked = making.ask_withdrawal(ghana, version_id).id
    answer = client.get(f"/en/secretariat/proposals/{asked}/")
    assert answer.location.endswith(f"/cases/{version_id}/")
    with write():
        settlement.settle(reviewer, asked, confirm=True, at=making.NOW)
