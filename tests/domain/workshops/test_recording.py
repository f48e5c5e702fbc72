"""Recording a workshop: what is wrong is named by its field, and twice sent is once kept."""

from datetime import date

import pytest

from pledge_site.db import db, write
from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.workshops import naming, queries, recording
from pledge_site.domain.workshops.facts import Codes, Said, new_codes
from pledge_site.domain.workshops.models import Contribution, Disclosure
from pledge_site.kernel import ids
from pledge_site.kernel.refusals import Invalid, NotFound, Refused
from tests.domain.pledges.making import NOW, person
from tests.domain.workshops.team import facts


def test_the_same_sent_twice_is_once_kept(team):
    sent = facts()
    said = [Said("idea", "sw", "Tuulizeni kwanza.", key=ids.public_id())]
    for _ in range(2):
        with write():
            recorded = recording.record(team.facilitator, team.campaign_id, sent, said, at=NOW)
    assert recorded.codes is None
    with write():
        assert recording.add(team.facilitator, recorded.workshop.id, said, at=NOW) == 0
    assert len(queries.recorded_by(team.facilitator)) == 1
    assert db.session.query(Contribution).count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("country", "XXX"), ("month", "2027-01"), ("month", "2026-13"), ("language", "English"),
        ("age_band", "7-9"), ("size_band", "1-4"), ("attested", False), ("partner", "école"),
        ("consent_until", date(2026, 1, 1)), ("consent_until", date(2040, 1, 1)),
    ],
)  # fmt: skip
@pytest.mark.database("sqlite")
def test_what_is_wrong_is_named_by_its_field(team, field, value):
    with pytest.raises(Invalid) as refused:
        team.record("", **{field: value})
    assert set(refused.value.faults) == {field, "said.1.words"}


def test_what_tells_of_harm_is_handed_over_by_who_recorded_it(team):
    told = Said("", "sw", "Alinipiga.", translation="He hit me.", is_harm=True)
    workshop = team.record(Said("idea", "sw", "Ilitokea.", "", "en", "It happened."), told).workshop
    [said] = workshop.contributions
    with pytest.raises(NotFound), write():
        recording.tells_of_harm(person("facilitator"), said.id, at=NOW)
    with write():
        recording.tells_of_harm(team.facilitator, said.id, at=NOW)
    assert db.session.query(Contribution).count() == 0
    words = {each.words for each in db.session.query(Disclosure)}
    assert words == {"Ilitokea.\n\nIt happened.", "Alinipiga.\n\nHe hit me."}


def test_what_was_let_pass_is_no_longer_handed_over(team):
    [said] = team.record("Ask us.").workshop.contributions
    team.let_pass(said)
    with pytest.raises(Refused, match=r"contribution\.not_now"), write():
        recording.tells_of_harm(team.facilitator, said.id, at=NOW)


def test_new_codes_of_one_form_are_given_once(team):
    recorded = team.record()
    codes = new_codes()
    for _ in range(2):
        with write():
            recording.renew_codes(team.facilitator, recorded.workshop.id, at=NOW, codes=codes)
    assert recording.have_codes(recorded.workshop, codes)
    assert not recording.have_codes(recorded.workshop, recorded.codes)
    wrong = Codes("R-1", codes.withdrawal)
    with pytest.raises(Invalid), write():
        recording.renew_codes(team.facilitator, recorded.workshop.id, at=NOW, codes=wrong)
    events = [entry.event for entry in ledger.of([f"workshop:{recorded.workshop.id}"])]
    assert events == ["workshop.recorded", "workshop.codes_renewed"]


@pytest.mark.database("sqlite")
def test_a_partner_is_named_only_once_it_agrees(team):
    partner = team.record(partner="GHA-2").workshop.partner
    administrator = person("administrator")
    with pytest.raises(Invalid), write():
        naming.name_partner(administrator, "GHA-2", "Our Voices", agreed=False, at=NOW)
    for name in ("Our Voices", "Our Voices", ""):
        with write():
            naming.name_partner(administrator, "GHA-2", name, agreed=bool(name), at=NOW)
    assert partner.name == ""
    events = [entry.event for entry in ledger.of([f"partner_organisation:{partner.id}"])]
    assert events == ["partner_organisation.named", "partner_organisation.unnamed"]
    with pytest.raises(NotFound), write():
        naming.name_partner(administrator, "NOBODY", "", agreed=False, at=NOW)
