"""For which States a pledge counts."""

from datetime import UTC, datetime

import pytest

from pledge_site.domain.pledges.models import Partner, Pledge
from pledge_site.domain.pledges.partners.counted import counted_states

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("partner", "counts"),
    [
        ({}, False),
        ({"confirmed_at": AT}, True),
        ({"declined_at": AT}, False),
        ({"confirmed_at": AT, "left_at": AT}, False),
    ],
)
def test_a_partner_counts_from_its_confirmation_until_it_leaves(
    partner: dict[str, datetime], counts: bool
) -> None:
    pledge = Pledge(state="GHA", kind="joint", partners=[Partner(state="KEN", **partner)])
    assert counted_states(pledge) == ({"GHA", "KEN"} if counts else {"GHA"})


def test_an_own_pledge_counts_for_its_state() -> None:
    assert counted_states(Pledge(state="GHA", kind="own")) == {"GHA"}
