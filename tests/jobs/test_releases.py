"""The worker releases what is due: on time, after a downtime, and one fault holds no other back."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from pledge_site.db import db, write
from pledge_site.domain.notices.models import Mail
from pledge_site.domain.pledges import publication
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.releasing import clearing, release
from pledge_site.domain.pledges.releasing.clearing import Until
from pledge_site.domain.pledges.writing import drafting
from pledge_site.domain.snapshots import queries as snapshots
from pledge_site.domain.switches import service as switches
from pledge_site.jobs import releases
from pledge_site.jobs.followers import Follower
from pledge_site.jobs.mail import MAIL
from pledge_site.jobs.releases import Releases
from pledge_site.jobs.roster import FOLLOWERS
from pledge_site.jobs.snapshots import SNAPSHOTS
from pledge_site.jobs.worker import drain
from tests import making
from tests.domain.pledges.clearing_making import SOON, at, cleared, on, standings
from tests.domain.pledges.making import MESSAGE, NOW

SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def campaign(app):
    return making.campaign()


@pytest.fixture
def turn(clock):
    follower = Follower("releases", Releases().step)

    def take(moment):
        clock.set(moment)
        drain((follower, SNAPSHOTS))

    return take


def test_the_worker_runs_it_before_the_snapshots():
    names = [each.name for each in FOLLOWERS]
    assert names.index("releases") < names.index("snapshots")


def test_it_comes_out_at_its_time_and_not_a_second_before(turn):
    version_id = cleared("GHA", at(SOON))
    turn(SOON - SECOND)
    assert standings(version_id) == ["accepted"]
    before = snapshots.latest()
    number = before.number if before else 0
    turn(SOON)
    assert standings(version_id) == ["deposited"]
    assert snapshots.latest().number == number + 1
    turn(SOON + SECOND)
    assert snapshots.latest().number == number + 1


def test_what_fell_due_while_it_was_down_comes_out_when_it_is_back(turn):
    ids = [cleared("GHA", at(SOON)), cleared("TGO", at(SOON + SECOND))]
    turn(SOON + timedelta(days=2))
    assert standings(*ids) == ["deposited", "deposited"]


def test_what_waits_for_a_hand_is_left_alone(turn):
    version_id = cleared("GHA", Until(in_show=True))
    turn(SOON + timedelta(days=90))
    assert standings(version_id) == ["accepted"]


def test_one_that_is_kept_back_or_breaks_holds_no_other_back(turn, monkeypatch):
    ids = [cleared(state, at(SOON)) for state in ("GHA", "TGO", "KEN")]
    with write():
        db.session.execute(
            update(PledgeVersion).where(PledgeVersion.id == ids[0]).values(message="Other")
        )
    publish = publication.publish

    def breaks(version, *words, **more):
        if version.id == ids[1]:
            raise ZeroDivisionError
        publish(version, *words, **more)

    monkeypatch.setattr(release.publication, "publish", breaks)
    turn(SOON)
    assert standings(*ids) == ["accepted", "accepted", "deposited"]
    monkeypatch.undo()
    turn(SOON + SECOND * 2)
    assert standings(*ids) == ["accepted", "deposited", "deposited"]


def test_a_fault_of_the_database_puts_it_off_for_no_time(turn, monkeypatch):
    version_id = cleared("GHA", at(SOON))

    def falls_over(*_words):
        raise OperationalError("SELECT 1", {}, Exception("gone"))

    with monkeypatch.context() as patched:
        patched.setattr(releases.standing_now, "due", falls_over)
        for _ in range(9):
            turn(SOON)
    turn(SOON + SECOND / 5)
    assert standings(version_id) == ["deposited"]


def test_a_mutual_set_comes_out_in_one_snapshot(turn):
    three = ("GHA", "TGO", "KEN")
    ids = [cleared(state, Until(), said=on(2, *three)) for state in three[:2]]
    turn(NOW)
    first = snapshots.latest()
    number = first.number if first else 0
    ids.append(cleared("KEN", Until(), said=on(2, *three)))
    turn(NOW + SECOND)
    last = snapshots.latest()
    assert last.number == number + 1
    assert last.document["campaigns"]["sid-2027"]["counts"]["deposited"] == 3
    assert standings(*ids) == ["deposited"] * 3


def test_while_the_register_is_read_only_all_wait(turn):
    version_id = cleared("GHA", at(SOON))
    someone = making.person("administrator")
    with write():
        switches.turn("read_only", True, actor=someone, at=NOW)
    turn(SOON)
    assert standings(version_id) == ["accepted"]
    with write():
        switches.turn("read_only", False, actor=someone, at=SOON)
    turn(SOON + SECOND)
    assert standings(version_id) == ["deposited"]


def test_reviewers_are_told_of_an_edit_that_undoes_a_clearing_and_not_of_a_hand():
    by_edit, by_hand = cleared("GHA", at(SOON)), cleared("TGO", at(SOON))
    ghana, reviewer = making.focal_point("GHA"), making.person("reviewer")
    edit = making.version(ghana, by_edit).edit
    with write():
        drafting.save_message(ghana, by_edit, expected=edit, at=NOW, values=MESSAGE)
        clearing.recall(reviewer, by_hand, at=NOW)
    drain([MAIL])
    told = db.session.execute(
        select(Mail.user_id, Mail.facts).where(Mail.template == "recalled")
    ).all()
    assert {row.facts["version"] for row in told} == {by_edit}
    assert reviewer.user_id in {row.user_id for row in told}
