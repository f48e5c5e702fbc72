"""Campaigns: which side a database is on, creating and changing them."""

from datetime import UTC, date, datetime

import pytest

from pledge_site.db import write
from pledge_site.domain.campaigns import queries, seeds, service
from pledge_site.domain.ledger import queries as ledger
from pledge_site.kernel.languages import CODES
from pledge_site.kernel.refusals import Invalid, NotFound, Refused, Stale

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def named(what):
    return dict.fromkeys(CODES, what)


def new(**values):
    return service.NewCampaign(
        **{
            "slug": "one",
            "kind": "endorsement",
            "titles": named("One"),
            "event_names": named("An event"),
            "event_on": date(2026, 5, 5),
            **values,
        }
    )


@pytest.mark.parametrize("side", [True, False])
def test_a_database_cannot_change_sides(app, side):
    with write():
        service.prepare(side, at=NOW)
    with write():
        service.prepare(side, at=NOW)
    with pytest.raises(Refused, match="other_side"), write():
        service.prepare(not side, at=NOW)
    assert queries.is_demonstration() is side


@pytest.mark.parametrize(("side", "demonstration"), [(True, False), (False, True)])
def test_invented_and_real_pledges_never_share_a_database(app, side, demonstration):
    with write():
        service.prepare(side, at=NOW)
    with pytest.raises(Refused, match="other_side"), write():
        service.create(new(kind="pledge", demonstration=demonstration), at=NOW, actor=None)


def test_a_campaign_needs_a_prepared_database(app):
    with pytest.raises(Refused, match="other_side"), write():
        service.create(new(), at=NOW, actor=None)


@pytest.mark.parametrize("side", [True, False])
def test_planting_twice_gives_the_same_two_campaigns(app, side):
    for _ in range(2):
        with write():
            seeds.plant(side, at=NOW)
    sid, bogota = queries.everything()
    assert (sid.slug, sid.current, sid.demonstration, sid.target) == ("sid-2027", True, side, 100)
    assert sid.event_on == date(2027, 2, 9)
    assert sid.reference_stem == "SID27"
    assert (bogota.slug, bogota.kind, bogota.demonstration) == ("bogota-2024", "endorsement", False)
    assert len(queries.endorsements(bogota.id)) == 46
    assert all(set(each.titles) == set(CODES) for each in (sid, bogota))
    assert [each.event for each in ledger.after(0)] == [
        "campaign.created", "campaign.created", "endorsements.imported",
    ]  # fmt: skip
    assert queries.current().slug == "sid-2027"


def test_a_new_current_campaign_takes_the_place_of_the_old(app):
    with write():
        seeds.plant(True, at=NOW)
        service.create(new(kind="pledge", demonstration=True, current=True), at=NOW, actor=None)
    assert queries.current().slug == "one"
    assert [each.slug for each in queries.everything() if each.current] == ["one"]


def test_a_slug_is_taken_once(app):
    with write():
        service.prepare(True, at=NOW)
        service.create(new(), at=NOW, actor=None)
    with pytest.raises(Refused, match=r"campaign\.exists"), write():
        service.create(new(), at=NOW, actor=None)


def test_a_change_is_recorded_and_a_stale_one_refused(app):
    with write():
        sid = seeds.plant(True, at=NOW)
        before = len(ledger.after(0))
        service.change(
            sid.id, {"event_on": date(2027, 2, 10), "target": 120}, expected=1, at=NOW, actor=None
        )
    entries = ledger.after(before)
    assert [each.event for each in entries] == ["campaign.changed"]
    assert entries[0].facts == {"campaign": "sid-2027", "event_on": "2027-02-10", "target": 120}
    with pytest.raises(Stale) as no, write():
        service.change(queries.current().id, {"target": 5}, expected=1, at=NOW, actor=None)
    assert no.value.current.target == 120
    assert queries.current().edit == 2


def test_saving_the_same_again_changes_nothing(app):
    with write():
        sid = seeds.plant(True, at=NOW)
        before = len(ledger.after(0))
        service.change(sid.id, {"target": 100}, expected=1, at=NOW, actor=None)
    assert len(ledger.after(0)) == before
    assert queries.current().edit == 1


def test_all_faults_of_a_campaign_are_named_at_once(app):
    with write():
        sid = seeds.plant(True, at=NOW)
    titles = {**sid.titles, "fr": " ", "ru": "x" * 121, "ar": "a\u202eb"}
    values = {"titles": titles, "event_on": date(1999, 1, 1), "target": 0}
    with pytest.raises(Invalid) as no, write():
        service.change(sid.id, values, expected=1, at=NOW, actor=None)
    assert no.value.faults == {
        "titles.fr": ["required"],
        "titles.ru": ["text.too_long"],
        "titles.ar": ["text.bidi"],
        "event_on": ["campaign.event_out_of_range"],
        "target": ["campaign.target_out_of_range"],
    }


def test_changing_an_unknown_campaign_finds_nothing(app):
    with pytest.raises(NotFound), write():
        service.change(404, {}, expected=1, at=NOW, actor=None)
