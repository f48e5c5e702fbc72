"""What an office objected stands on the case: who, why, the number to call back, and its end."""

import pytest

from pledge_site.db import write
from pledge_site.domain.contacts import service
from pledge_site.domain.contacts.links import token_of
from pledge_site.domain.pledges.reviewing import review, settlement
from pledge_site.web.edge.reading import keys
from tests import making
from tests.domain.contacts.making import contact_of


@pytest.fixture
def case(app, client):
    making.campaign()
    contact, version = contact_of("GHA"), making.deposited("GHA")
    making.sign_in(client, making.person("reviewer"))
    with write():
        service.make_objection(
            token_of(contact, version, keys()), reason="Not <b>ours</b>", keys=keys(), at=making.NOW
        )
    return version


def test_a_reviewer_reads_who_objects_and_whom_to_call(client, case):
    text = client.get(f"/en/secretariat/cases/{case}/").text
    assert "Objection of Permanent Mission" in text
    assert text.count("Not &lt;b&gt;ours&lt;/b&gt;") == 1
    assert "+41 00 000 00 00" in text


def test_once_it_is_settled_it_stays_readable(client, case):
    first, second = making.person("reviewer"), making.person("reviewer")
    with write():
        proposal = review.propose(first, case, "resume", reason="Confirmed", at=making.NOW).id
    with write():
        settlement.settle(second, proposal, confirm=True, at=making.NOW)
    text = client.get(f"/en/secretariat/cases/{case}/").text
    assert "– settled" in text
    assert "Call back at the number on file:" not in text
