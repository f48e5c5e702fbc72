"""The search follows the snapshots: what is public comes, what isn't leaves, again and again."""

import pytest
from sqlalchemy import func, select, text

from pledge_site.db import db, write
from pledge_site.domain.pledges.models import Pledge
from pledge_site.domain.search import filling
from pledge_site.domain.search.models import COMMITMENT, PLEDGE, SearchEntry, SearchTag
from pledge_site.domain.search.queries import Wanted, search
from pledge_site.domain.snapshots.queries import latest
from pledge_site.jobs import search as job
from pledge_site.jobs.search import SEARCH
from pledge_site.jobs.worker import drain
from pledge_site.kernel import clock
from tests.web.public import making


@pytest.fixture
def filled(app):
    making.register(most=8)
    drain([SEARCH])


def everything():
    """Return what stands, without the numbers of the rows."""
    columns = [each for each in SearchEntry.__table__.columns if each.name != "id"]
    found = db.session.execute(select(*columns).order_by(SearchEntry.place)).all()
    tags = db.session.execute(
        select(SearchEntry.place, SearchTag.facet, SearchTag.value)
        .join(SearchEntry, SearchEntry.id == SearchTag.entry_id)
        .order_by(SearchEntry.place, SearchTag.facet, SearchTag.value)
    ).all()
    db.session.rollback()
    return [tuple(row) for row in found], [tuple(row) for row in tags]


def found(words, kind=PLEDGE):
    return [each.reference for each in search(Wanted(kind, "sid-2027", words)).entries]


@pytest.mark.database("sqlite")
def test_it_is_filled_to_the_snapshot_that_stands(filled):
    assert filling.filled_to() == latest().number
    assert db.session.scalar(select(func.count()).select_from(SearchEntry)) > 8


@pytest.mark.database("sqlite")
def test_the_same_again_changes_nothing(filled):
    before = everything()
    job.fill(0, clock.now())
    assert everything() == before


def test_emptied_it_comes_back_the_same(filled):
    before = everything()
    with write():
        filling.empty()
    assert everything() == ([], [])
    drain([SEARCH])
    assert everything() == before


def test_words_of_the_version_before_are_found_no_more(filled):
    given = making.PLEDGES[1]
    making.amend(given["state"], message="qzxsecond goes further.", drop_commitments=1)
    drain([SEARCH])
    assert found("qzxsecond") == [f"GP-SID27-{given['state']}"]
    assert f"GP-SID27-{given['state']}" not in found(given["message"])


@pytest.mark.database("sqlite")
def test_what_is_withdrawn_or_gone_leaves(filled):
    first, second = (each["state"] for each in making.PLEDGES[:2])
    with write():
        for state, standing in ((first, "withdrawn"), (second, "cancelled")):
            pledge = db.session.scalar(select(Pledge).where(Pledge.state == state))
            pledge.versions[0].standing = standing
            pledge.versions[0].ended_at = clock.now()
        making.announce()
    drain([SEARCH])
    stands = {each.reference for each in search(Wanted(PLEDGE, "sid-2027")).entries}
    assert f"GP-SID27-{first}" in stands
    assert f"GP-SID27-{second}" not in stands
    for reference in (f"GP-SID27-{first}", f"GP-SID27-{second}"):
        assert reference not in found("", COMMITMENT)


@pytest.mark.database("sqlite")
def test_a_fall_in_the_middle_is_made_good(filled, monkeypatch):
    before = everything()
    with write():
        filling.empty()
    monkeypatch.setattr(filling, "BATCH", 3)
    real, calls = filling.replace, []

    def falls(made):
        calls.append(len(made))
        if len(calls) == 2:
            raise RuntimeError("the power went")
        real(made)

    monkeypatch.setattr(filling, "replace", falls)
    with pytest.raises(RuntimeError):
        job.fill(0, clock.now())
    assert calls == [3, 3]
    drain([SEARCH])
    assert everything() == before


@pytest.mark.database("sqlite")
def test_the_full_text_is_in_step_with_the_entries(filled):
    making.amend(making.PLEDGES[1]["state"], message="Again.")
    drain([SEARCH])
    with write() as session:
        session.execute(
            text("INSERT INTO search_words (search_words, rank) VALUES ('integrity-check', 1)")
        )


@pytest.mark.database("sqlite")
def test_commitments_are_entries_of_their_own(filled):
    given = making.PLEDGES[1]
    places = [
        each.position
        for each in search(Wanted(COMMITMENT, "sid-2027", tags={"state": given["state"]})).entries
    ]
    assert places == list(range(1, len(given["commitments"]) + 1))
