"""A past day filters what is public now; it brings nothing back."""

from datetime import date
from typing import Any

import pytest

from pledge_site.domain.snapshots.past import campaign_on

FIRST, SECOND, THIRD = "2026-03-01T10:00:00Z", "2026-04-01T10:00:00Z", "2026-05-01T10:00:00Z"
BEFORE, MARCH, APRIL, MAY = (date(2026, month, 15) for month in (2, 3, 4, 5))


def version(number: int, standing: str, at: str, **more: str) -> dict[str, Any]:
    return {"number": number, "version_id": number, "standing": standing, "at": at, **more}


def campaign(*versions: dict[str, Any], **more: Any) -> dict[str, Any]:
    order = ("deposited", "announced", "on_hold", "withdrawn")
    standing = next(each for each in order if each in [row["standing"] for row in versions])
    pledge = {
        "standing": standing,
        "since": versions[-1]["at"],
        "kind": "own",
        "state": "KEN",
        "states": ["KEN"],
        "left": [],
        "joined": {},
        "reference": "GP-X-KEN",
        "versions": list(versions),
        **more,
    }
    return {"kind": "pledge", "states": {}, "pledges": {"GP-X-KEN": pledge}}


def stood(document: dict[str, Any], day: date, code: str = "KEN") -> str | None:
    found = campaign_on(document, day)
    entry = found["states"].get(code)
    assert sum(found["counts"].values()) == 193
    return entry["standing"] if entry else None


CASES = {
    "announced, then deposited": (
        [version(1, "deposited", THIRD, announced=FIRST)],
        [None, "announced", "announced", "deposited"],
    ),
    "amended": (
        [version(1, "superseded", FIRST, was="announced"), version(2, "deposited", THIRD)],
        [None, "announced", "announced", "deposited"],
    ),
    "under verification now": (
        [version(1, "on_hold", FIRST)],
        [None, "on_hold", "on_hold", "on_hold"],
    ),
    "withdrawn now": (
        [version(1, "superseded", FIRST, was="deposited"), version(2, "withdrawn", THIRD)],
        [None, None, None, "withdrawn"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_state_stood_as_what_is_public_now_says(name):
    versions, expected = CASES[name]
    document = campaign(*versions)
    assert [stood(document, day) for day in (BEFORE, MARCH, APRIL, MAY)] == expected


def test_a_partner_counts_from_the_day_it_joined_until_it_left():
    document = campaign(
        version(1, "deposited", FIRST),
        kind="joint",
        states=["GHA", "KEN"],
        joined={"GHA": SECOND},
        left=[{"state": "FRA", "at": THIRD}],
    )
    days = (MARCH, APRIL, MAY)
    assert [stood(document, day, "GHA") for day in days] == [None, "deposited", "deposited"]
    assert [stood(document, day, "FRA") for day in days] == [None, None, "withdrawn"]


def test_an_amendment_keeps_the_day_of_the_first_word():
    document = campaign(
        version(1, "superseded", FIRST, was="deposited"), version(2, "deposited", THIRD)
    )
    found = campaign_on(document, MAY)["states"]["KEN"]
    assert (found["since"], found["version"]) == (FIRST, 2)
    found = campaign_on(document, APRIL)["states"]["KEN"]
    assert (found["since"], found["version"]) == (FIRST, 1)


def test_endorsements_are_filtered_by_their_day():
    document = {
        "kind": "endorsement",
        "states": {"KEN": {"standing": "announced", "since": "2026-04-01"}},
    }
    assert stood(document, MARCH) is None
    assert stood(document, APRIL) == "announced"
