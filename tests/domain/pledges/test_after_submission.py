"""After a submission: cancelling, the letter that follows an announcement, withdrawals."""

from datetime import timedelta

import pytest

from pledge_site.db import write
from pledge_site.domain.pledges import document
from pledge_site.domain.pledges.reviewing import review, settlement
from pledge_site.domain.pledges.writing import submission
from pledge_site.kernel.refusals import Invalid, NotFound, Refused
from tests.domain.pledges import making
from tests.domain.pledges.making import INSTRUMENT, NOW

LATER = NOW + timedelta(hours=2)


@pytest.fixture
def campaign(app):
    return making.campaign()


@pytest.fixture
def ghana(campaign):
    return making.focal_point("GHA")


@pytest.mark.parametrize("step", ["draft", "submitted", "changes_asked", "accepted"])
def test_what_is_not_published_can_be_cancelled(ghana, campaign, step):
    if step == "draft":
        version_id = making.draft(ghana, campaign)
    else:
        version_id = making.submitted(ghana, campaign)
    reviewer = making.person("reviewer")
    with write():
        if step == "changes_asked":
            review.ask_changes(reviewer, version_id, {"message": "x"}, at=NOW)
        if step == "accepted":
            review.check(reviewer, version_id, answers=making.CHECKED, at=NOW)
    assert making.version(ghana, version_id).standing == step
    with write():
        submission.cancel(ghana, version_id, at=LATER)
    version = making.version(ghana, version_id)
    assert (version.standing, version.ended_at) == ("cancelled", LATER)
    assert making.draft(ghana, campaign) != version_id


def test_the_letter_that_follows_an_announcement_changes_no_published_word(ghana, campaign):
    version_id = making.published(ghana, campaign, how="announce")
    before = making.version(ghana, version_id)
    content = before.content_hash
    with write():
        submission.send_letter(
            ghana,
            version_id,
            at=LATER,
            values={**INSTRUMENT, "letter": making.letter(key="letters/follows")},
        )
    version = making.version(ghana, version_id)
    assert version.standing == "announced"
    assert content == version.content_hash == document.content_hash(version)
    assert version.deposit_instrument["signatory_office"] == "Minister"
    assert document.current_letter(version, for_deposit=True).key == "letters/follows"
    reviewer = making.person("reviewer")
    with write():
        review.deposit(reviewer, version_id, at=LATER)
    assert making.version(ghana, version_id).standing == "deposited"


def test_a_letter_that_follows_has_its_faults_named_at_once(ghana, campaign):
    version_id = making.published(ghana, campaign, how="announce")
    with pytest.raises(Invalid) as no, write():
        submission.send_letter(ghana, version_id, at=LATER, values={"kind": "public_statement"})
    assert no.value.faults == {
        "on": ["required"],
        "signatory_name": ["required"],
        "signatory_office": ["required"],
        "kind": ["choice"],
        "letter": ["required"],
    }


def test_no_letter_is_sent_after_a_draft_or_a_deposit(ghana, campaign):
    values = {**INSTRUMENT, "letter": making.letter(key="letters/more")}
    version_id = making.draft(ghana, campaign)
    with pytest.raises(Refused) as no, write():
        submission.send_letter(ghana, version_id, at=LATER, values=values)
    assert no.value.code == "pledge.not_now"


def test_a_withdrawal_needs_a_reason_and_a_reviewer(ghana, campaign):
    version_id = making.published(ghana, campaign, how="deposit")
    with pytest.raises(Invalid) as no, write():
        submission.ask_withdrawal(ghana, version_id, reason="", at=LATER)
    assert no.value.faults == {"reason": ["required"]}
    with write():
        asked = submission.ask_withdrawal(ghana, version_id, reason="A new mandate", at=LATER).id
    with write():
        again = submission.ask_withdrawal(ghana, version_id, reason="Again", at=LATER).id
    assert again == asked
    assert making.version(ghana, version_id).standing == "deposited"
    with pytest.raises(Refused), write():
        settlement.settle(ghana, asked, confirm=True, at=LATER)
    reviewer = making.person("reviewer")
    with write():
        settlement.settle(reviewer, asked, confirm=True, at=LATER)
    version = making.version(ghana, version_id)
    assert (version.standing, version.withdrawal_reason) == ("withdrawn", "A new mandate")


def test_another_state_withdraws_nothing(ghana, campaign):
    version_id = making.published(ghana, campaign, how="deposit")
    togo = making.focal_point("TGO")
    with pytest.raises(NotFound), write():
        submission.ask_withdrawal(togo, version_id, reason="Not ours", at=LATER)
