"""Conditional pledges: what a deposit sets free comes out with it, and nothing comes out early."""

from threading import Thread

import pytest
from sqlalchemy import update

from pledge_site.db import db, write
from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.ledger.service import head
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.releasing import release
from pledge_site.domain.pledges.releasing.clearing import Until
from pledge_site.domain.pledges.reviewing import review
from pledge_site.kernel.refusals import Refused
from tests import making
from tests.domain.pledges.clearing_making import IN_SHOW, SOON, accepted, at, cleared, on, standings
from tests.domain.pledges.making import NOW


@pytest.fixture(autouse=True)
def campaign(app):
    return making.campaign()


def code_of(act, *words, **more):
    with pytest.raises(Refused) as no, write():
        act(*words, **more)
    return no.value.code


def test_a_deposit_sets_free_what_waits_for_it_in_the_same_transaction():
    togo = cleared("TGO", Until(), said=on(1, "GHA"))
    kenya = cleared("KEN", Until(), said=on(2, "GHA", "TGO"))
    chile = cleared("CHL", Until(), said=on(3, "GHA", "TGO", "BRA"))
    ghana = accepted("GHA")
    before = head()
    reviewer = making.person("reviewer")
    with write():
        review.deposit(reviewer, ghana, at=NOW)
        assert db.session.scalars(
            db.select(PledgeVersion.standing).where(PledgeVersion.id.in_([togo, kenya]))
        ).all() == ["deposited", "deposited"]
    assert standings(ghana, togo, kenya, chile) == [
        "deposited", "deposited", "deposited", "accepted",
    ]  # fmt: skip
    made = [(each.facts["state"], each.actor_id) for each in ledger.after(before)]
    assert made == [("GHA", reviewer.user_id), ("TGO", None), ("KEN", None)]
    assert code_of(release.release, reviewer, chile, at=NOW) == "release.condition"


def test_if_the_deposit_fails_nothing_comes_out():
    togo = cleared("TGO", Until(), said=on(1, "GHA"))
    ghana = accepted("GHA")
    with write():
        review.deposit(making.person("reviewer"), ghana, at=NOW)
        db.session.rollback()
    assert standings(ghana, togo) == ["accepted", "accepted"]


def test_mutual_conditions_fire_when_the_last_is_cleared():
    three = ("GHA", "TGO", "KEN")
    ids = [cleared(state, Until(), said=on(2, *three)) for state in three[:2]]
    assert release.met(making.campaign_id(), at=NOW) == []
    ids.append(cleared("KEN", Until(), said=on(2, *three)))
    with write():
        assert release.all_met(making.campaign_id(), at=NOW) == 3
    assert standings(*ids) == ["deposited"] * 3


def test_both_condition_and_time_must_hold():
    version_id = cleared("TGO", at(SOON), said=on(1, "GHA"))
    making.deposited("GHA")
    assert standings(version_id) == ["accepted"]
    with write():
        assert release.all_met(making.campaign_id(), at=NOW) == 0
        assert release.all_met(making.campaign_id(), at=SOON) == 1
    assert standings(version_id) == ["deposited"]


@pytest.mark.parametrize("how", ["held", "announced"])
def test_what_is_not_deposited_does_not_count(how):
    ghana = making.announced("GHA") if how == "announced" else making.deposited("GHA")
    if how == "held":
        with write():
            review.hold(making.person("reviewer"), ghana, reason="A doubt", at=NOW)
    version_id = cleared("TGO", Until(), said=on(1, "GHA"))
    assert release.met(making.campaign_id(), at=NOW) == []
    assert standings(version_id) == ["accepted"]


def test_nobody_publishes_past_a_condition():
    version_id = accepted("TGO", said=on(1, "GHA"))
    for act in (review.announce, review.deposit):
        assert code_of(act, making.person("reviewer"), version_id, at=NOW) == "release.condition"


def test_one_that_is_not_ready_holds_no_other_back():
    togo = cleared("TGO", Until(), said=on(1, "GHA"))
    kenya = cleared("KEN", Until(), said=on(1, "GHA"))
    with write():
        db.session.execute(
            update(PledgeVersion).where(PledgeVersion.id == togo).values(message="Other")
        )
    making.deposited("GHA")
    assert standings(togo, kenya) == ["accepted", "deposited"]


def pressed(version_id):
    with write():
        return release.release(making.person("reviewer"), version_id, at=NOW)


def test_in_the_show_a_hand_frees_the_conditional_that_are_met_with_it():
    ghana = cleared("GHA", IN_SHOW, said=on(1, "TGO"))
    togo = cleared("TGO", Until(), said=on(1, "GHA"))
    assert pressed(ghana) is True
    assert standings(ghana, togo) == ["deposited", "deposited"]


def test_deposits_at_once_free_each_other_without_waiting_in_a_circle(app):
    ids = [accepted(state) for state in ("GHA", "TGO", "KEN")]
    waiting = [cleared(state, Until(), said=on(2, "GHA", "TGO", "KEN")) for state in ("FRA", "DEU")]
    people = [making.person("reviewer") for _ in ids]
    failed = []

    def one(person, version_id):
        with app.app_context():
            try:
                with write():
                    review.deposit(person, version_id, at=NOW)
            except Exception as error:  # noqa: BLE001
                failed.append(error)
            finally:
                db.session.remove()

    db.session.rollback()
    pairs = zip(people, reversed(ids), strict=True)
    threads = [Thread(target=one, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert standings(*ids, *waiting) == ["deposited"] * 5
