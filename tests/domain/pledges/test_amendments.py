"""Editing after a first submission: what it undoes, what it may not break, and amendments."""

from datetime import timedelta

import pytest

from pledge_site.db import write
from pledge_site.domain.pledges import completeness, document, versions
from pledge_site.domain.pledges.reviewing import review
from pledge_site.domain.pledges.writing import drafting, submission
from pledge_site.kernel.refusals import Invalid, Refused
from tests.domain.pledges import making
from tests.domain.pledges.making import NOW

LATER = NOW + timedelta(days=1)


@pytest.fixture
def campaign(app):
    return making.campaign()


@pytest.fixture
def ghana(campaign):
    return making.focal_point("GHA")


def save(actor, version_id, *, expected=1, **values):
    with write():
        drafting.save_message(
            actor, version_id, expected=expected, at=NOW, values={**making.MESSAGE, **values}
        )


def test_an_edit_after_the_check_undoes_the_check(ghana, campaign):
    version_id = making.submitted(ghana, campaign)
    reviewer = making.person("reviewer")
    with write():
        review.check(reviewer, version_id, answers=making.CHECKED, at=NOW)
    before = making.version(ghana, version_id)
    assert before.standing == "accepted"
    edit, content = before.edit, before.content_hash
    save(ghana, version_id, expected=edit, message="Other words.")
    version = making.version(ghana, version_id)
    assert (version.standing, version.checked_by, version.checked_at) == ("submitted", None, None)
    assert version.content_hash == document.content_hash(version) != content


def test_what_is_submitted_cannot_be_made_incomplete(ghana, campaign):
    version_id = making.submitted(ghana, campaign)
    edit = making.version(ghana, version_id).edit
    with pytest.raises(Invalid) as no, write():
        drafting.remove_commitment(ghana, version_id, 1, expected=edit, at=NOW)
    assert no.value.faults == {"commitments": ["commitments.missing"]}
    assert len(making.version(ghana, version_id).commitments) == 1


def test_an_amendment_copies_the_words_and_asks_for_its_own_letter(ghana, campaign):
    first = making.published(ghana, campaign)
    with pytest.raises(Invalid) as no, write():
        drafting.begin(ghana, campaign, at=LATER)
    assert no.value.faults == {"reason": ["required"]}
    with write():
        second = drafting.begin(ghana, campaign, at=LATER, reason="A new law").id
    old, new = making.version(ghana, first), making.version(ghana, second)
    assert (old.standing, new.standing, new.number) == ("deposited", "draft", 2)
    assert (new.message, new.amendment_reason) == (old.message, "A new law")
    assert document.answers(new) == document.answers(old)
    assert document.commitments(new) == document.commitments(old)
    assert not {row.id for row in new.commitments} & {row.id for row in old.commitments}
    assert (new.letters, new.instrument_kind, new.salt == old.salt) == ([], "", False)
    assert set(completeness.faults(new, frozenset(versions.clause_ids(new)))) == {"instrument"}


def test_a_pledge_under_verification_is_not_amended(ghana, campaign):
    version_id = making.published(ghana, campaign)
    reviewer = making.person("reviewer")
    with write():
        review.hold(reviewer, version_id, reason="A doubt", at=LATER)
    with pytest.raises(Refused) as no, write():
        drafting.begin(ghana, campaign, at=LATER, reason="A new law")
    assert no.value.code == "pledge.not_now"


def test_what_is_published_is_edited_by_nobody(ghana, campaign):
    version_id = making.published(ghana, campaign)
    with pytest.raises(Refused) as no:
        save(ghana, version_id, expected=making.version(ghana, version_id).edit)
    assert no.value.code == "pledge.not_now"


def test_the_reason_of_an_amendment_is_saved_with_its_message(ghana, campaign):
    making.published(ghana, campaign)
    with write():
        second = drafting.begin(ghana, campaign, at=LATER, reason="A new law").id
    save(ghana, second, reason="Two new laws")
    assert making.version(ghana, second).amendment_reason == "Two new laws"


def test_a_new_start_after_a_cancelled_draft_owes_no_reason(ghana, campaign):
    first = making.draft(ghana, campaign)
    with write():
        submission.cancel(ghana, first, at=NOW)
    second = making.submitted(ghana, campaign, key="letters/two")
    version = making.version(ghana, second)
    assert (version.number, version.standing) == (2, "submitted")
    assert not completeness.amends(version)
