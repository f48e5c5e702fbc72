"""Recording a workshop: what is wrong is named by its field, and twice sent is once kept."""

from datetime import date

import pytest

from pledge_site.db import db, write
from pledge_site.domain.workshops import queries, recording
from pledge_site.domain.workshops.facts import Said
from pledge_site.domain.workshops.models import Contribution
from pledge_site.kernel import ids
from pledge_site.kernel.refusals import Invalid
from tests.domain.pledges.making import NOW
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
