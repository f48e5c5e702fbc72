"""The ledger on a page, and whether it holds."""

import pytest
from sqlalchemy import text, update

from pledge_site.db import db, write
from pledge_site.domain.ledger import queries
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.web.secretariat import record
from tests import making

LEDGER = "/en/secretariat/ledger/"


@pytest.fixture
def campaign(app):
    return making.campaign()


@pytest.fixture
def reviewer(campaign, client):
    actor = making.person("reviewer")
    making.sign_in(client, actor)
    return actor


def test_a_whole_chain_holds(reviewer, client):
    making.deposited("GHA")
    page = client.get(f"{LEDGER}check/").text
    assert "The chain holds" in page
    assert "The words hold" in page


@pytest.mark.parametrize("column", ["message", "signatory_name"])
def test_altered_words_are_found(reviewer, client, column):
    making.deposited("GHA")
    with write():
        db.session.execute(update(PledgeVersion).values({column: "forged"}))
    page = client.get(f"{LEDGER}check/").text
    assert "The chain holds" in page
    assert "Words were altered" in page
    assert "Ghana" in page


def test_an_altered_letter_that_followed_is_found(reviewer, client):
    ghana = making.focal_point("GHA")
    making.stored_letter(ghana, making.announced("GHA", by=ghana))
    assert "The words hold" in client.get(f"{LEDGER}check/").text
    with write():
        db.session.execute(text("UPDATE letters SET sha256 = 'forged' WHERE for_deposit"))
    assert "Words were altered" in client.get(f"{LEDGER}check/").text


@pytest.mark.database("sqlite")
def test_a_broken_chain_is_said_with_its_place(reviewer, client):
    making.submitted("GHA")
    with write():
        db.session.execute(text("DROP TRIGGER ledger_entries_no_update"))
        db.session.execute(text("UPDATE ledger_entries SET event = 'forged' WHERE seq = 3"))
    page = client.get(f"{LEDGER}check/").text
    assert "The chain is broken at entry 3." in page


@pytest.mark.parametrize("role", ["press_officer", "focal_point", "translator"])
def test_the_ledger_is_not_everybodys(campaign, client, role):
    making.sign_in(client, making.person(role, "TGO" if role == "focal_point" else None))
    assert client.get(f"{LEDGER}check/").status_code == 403


def test_of_a_long_chain_the_newest_entries_are_walked(reviewer, client, monkeypatch):
    making.deposited("GHA")
    monkeypatch.setattr(record, "_MOST", 5)
    page = client.get(f"{LEDGER}check/").text
    assert "The chain holds" in page
    assert "5 entries were read" in page
    assert "These are the newest entries" in page


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(("seq", "seen"), [(2, False), (8, True), (9, True)])
def test_a_flaw_among_the_newest_is_found_from_the_middle(reviewer, seq, seen):
    making.deposited("GHA")
    assert queries.verify(after=7) is None
    with write():
        db.session.execute(text("DROP TRIGGER ledger_entries_no_update"))
        db.session.execute(
            text("UPDATE ledger_entries SET event = 'forged' WHERE seq = :seq"), {"seq": seq}
        )
    assert (queries.verify(after=7) is not None) == seen
    assert queries.verify().seq == seq
