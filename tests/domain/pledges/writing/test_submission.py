"""Submission: only what is complete, once, with one receipt; cancelling; letters that follow."""

import threading
from datetime import timedelta

import pytest

from pledge_site.db import db, write
from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.pledges import completeness, document, versions
from pledge_site.domain.pledges.case_models import Submission
from pledge_site.domain.pledges.reviewing import review
from pledge_site.domain.pledges.writing import drafting, submission
from pledge_site.kernel.refusals import Invalid, Refused, Stale
from tests.domain.pledges import making
from tests.domain.pledges.making import INSTRUMENT, NOW

LATER = NOW + timedelta(hours=2)
STATEMENT = {**INSTRUMENT, "kind": "public_statement", "place": "Accra"}


@pytest.fixture
def campaign(app):
    return making.campaign()


@pytest.fixture
def ghana(campaign):
    return making.focal_point("GHA")


def submit(actor, version_id, *, key="key-1", expected=None):
    if expected is None:
        expected = making.version(actor, version_id).edit
    with write():
        return submission.submit(actor, version_id, expected=expected, key=key, at=NOW)


def lacks(actor, version_id):
    version = making.version(actor, version_id)
    return completeness.faults(version, frozenset(versions.clause_ids(version)))


def test_an_empty_draft_lacks_every_part(ghana, campaign):
    version_id = making.draft(ghana, campaign)
    assert lacks(ghana, version_id) == {
        "message": ["message.missing"],
        "answers": ["answers.missing"],
        "commitments": ["commitments.missing"],
        "instrument": [
            "instrument.missing",
            "instrument.date_missing",
            "instrument.signatory_missing",
        ],
    }
    with pytest.raises(Invalid) as no:
        submit(ghana, version_id)
    assert no.value.faults == lacks(ghana, version_id)
    assert making.version(ghana, version_id).standing == "draft"


@pytest.mark.parametrize(
    ("part", "change", "code"),
    [
        ("message", {"message": ""}, "message.missing"),
        ("answers", {"c1": None}, "answers.missing"),
        ("answers", {"c1": ("adopt_with_statement", "")}, "statement.missing"),
        ("instrument", {"kind": ""}, "instrument.missing"),
        ("instrument", {"on": None}, "instrument.date_missing"),
        ("instrument", {"signatory_name": ""}, "instrument.signatory_missing"),
        ("instrument", {"signatory_office": ""}, "instrument.signatory_missing"),
        ("instrument", {"kind": "public_statement"}, "instrument.place_missing"),
    ],
)
def test_each_thing_that_is_missing_is_named(ghana, campaign, part, change, code):
    version_id = making.draft(ghana, campaign)
    edit = making.fill(ghana, version_id)
    with write():
        if part == "message":
            values = {**making.MESSAGE, **change}
            drafting.save_message(ghana, version_id, expected=edit, at=NOW, values=values)
        elif part == "answers":
            answers = {**dict.fromkeys(making.CLAUSES, ("adopt", "")), **change}
            kept = {key: answer for key, answer in answers.items() if answer}
            drafting.save_answers(ghana, version_id, expected=edit, at=NOW, answers=kept)
        else:
            values = {**INSTRUMENT, **change}
            drafting.save_instrument(ghana, version_id, expected=edit, at=NOW, values=values)
    assert lacks(ghana, version_id) == {part: [code]}


@pytest.mark.parametrize("kind", ["note_verbale", "signed_letter"])
def test_a_written_instrument_needs_its_letter(ghana, campaign, kind):
    version_id = making.draft(ghana, campaign)
    with write():
        drafting.save_instrument(
            ghana, version_id, expected=1, at=NOW, values={**INSTRUMENT, "kind": kind}
        )
    assert lacks(ghana, version_id)["letter"] == ["letter.missing"]


def test_a_public_statement_needs_no_letter(ghana, campaign):
    version_id = making.draft(ghana, campaign)
    edit = making.fill(ghana, version_id)
    with write():
        drafting.save_instrument(ghana, version_id, expected=edit, at=NOW, values=STATEMENT)
    assert lacks(ghana, version_id) == {}


def test_submitting_gives_a_receipt_and_a_hash_of_the_content(ghana, campaign):
    version_id = making.draft(ghana, campaign)
    making.fill(ghana, version_id)
    receipt = submit(ghana, version_id)
    version = making.version(ghana, version_id)
    assert (version.standing, version.receipt, version.submitted_at, version.submitted_by) == (
        "submitted",
        receipt,
        NOW,
        ghana.user_id,
    )
    assert version.content_hash == document.content_hash(version)
    assert version.pledge.reference is None
    entry = ledger.after(0)[-1]
    assert entry.event == "pledge.submitted"
    assert entry.facts["content"] == version.content_hash
    assert receipt not in str(entry.facts)


def test_twenty_identical_submissions_make_one_receipt(app, ghana, campaign):
    version_id = making.draft(ghana, campaign)
    edit = making.fill(ghana, version_id)
    receipts, failures = [], []

    def press():
        with app.app_context():
            try:
                receipts.append(submit(ghana, version_id, expected=edit))
            except Exception as error:  # noqa: BLE001  (whatever it is, it fails the test)
                failures.append(error)
            finally:
                db.session.remove()

    db.session.remove()
    threads = [threading.Thread(target=press) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert (len(receipts), len(set(receipts))) == (20, 1)
    assert db.session.query(Submission).count() == 1
    assert [row.event for row in ledger.after(0)].count("pledge.submitted") == 1


def test_a_second_key_does_not_submit_twice(ghana, campaign):
    version_id = making.submitted(ghana, campaign)
    with pytest.raises(Refused) as no:
        submit(ghana, version_id, key="another")
    assert no.value.code == "pledge.not_now"


def test_a_key_belongs_to_the_person_and_version_that_used_it(ghana, campaign):
    making.submitted(ghana, campaign, key="mine")
    togo = making.focal_point("TGO")
    other = making.draft(togo, campaign)
    edit = making.fill(togo, other, key="letters/two")
    with pytest.raises(Refused) as no:
        submit(togo, other, key="mine", expected=edit)
    assert no.value.code == "submission.key_taken"


def test_submitting_what_somebody_changed_meanwhile_is_stale(ghana, campaign):
    version_id = making.draft(ghana, campaign)
    edit = making.fill(ghana, version_id)
    with pytest.raises(Stale):
        submit(ghana, version_id, expected=edit - 1)
    assert making.version(ghana, version_id).receipt is None


def test_submitting_again_answers_what_was_asked(ghana, campaign):
    version_id = making.submitted(ghana, campaign)
    reviewer = making.person("reviewer")
    with write():
        review.ask_changes(reviewer, version_id, {"message": "Shorter"}, at=NOW)
    version = making.version(ghana, version_id)
    first, edit = version.receipt, version.edit
    assert (version.standing, version.change_requests[0].answered_at) == ("changes_asked", None)
    with write():
        second = submission.submit(ghana, version_id, expected=edit, key="again", at=LATER)
    version = making.version(ghana, version_id)
    assert second == version.receipt != first
    assert version.change_requests[0].answered_at == LATER
