"""Conditions: what counts, what is refused, and the largest set that may come out together."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledge_site.domain.pledges.releasing.conditions import (
    Condition,
    Said,
    Waiting,
    checked,
    greatest,
    is_met,
    read,
)
from pledge_site.kernel.refusals import Invalid

NAMES = ("GHA", "TGO", "KEN", "FRA", "DEU", "BRA", "CHL")
OWN = frozenset({"GHA"})
some = st.frozensets(st.sampled_from(NAMES))
waiting = st.builds(
    Waiting,
    st.frozensets(st.sampled_from(NAMES), min_size=1, max_size=2),
    st.booleans(),
    st.none() | st.builds(Condition, st.integers(1, 4), some),
)
queues = st.dictionaries(st.integers(1, 20), waiting, max_size=7)


def holds(queue, chosen, deposited):
    there = deposited.union(*(queue[key].states for key in chosen if queue[key].deposits))
    return all(is_met(queue[key].condition, queue[key].states, there) for key in chosen)


@settings(max_examples=200, deadline=None)
@given(queues, some)
def test_it_holds_and_no_larger_set_does(queue, deposited):
    found = greatest(queue, deposited)
    assert holds(queue, found, deposited)
    for size in range(len(queue) + 1):
        for other in combinations(queue, size):
            if holds(queue, other, deposited):
                assert set(other) <= found


@settings(max_examples=100, deadline=None)
@given(queues, some, some, st.randoms(use_true_random=False))
def test_more_deposits_never_free_less_and_order_is_nothing(queue, deposited, more, random):
    found = greatest(queue, deposited)
    assert found <= greatest(queue, deposited | more)
    turned = list(queue.items())
    random.shuffle(turned)
    assert greatest(dict(turned), deposited) == found


def test_three_that_wait_for_each_other_come_out_together():
    all_three = frozenset({"GHA", "TGO", "KEN"})
    queue = {
        place: Waiting(frozenset({state}), True, Condition(2, all_three))
        for place, state in enumerate(sorted(all_three))
    }
    assert greatest(queue, frozenset()) == {0, 1, 2}
    del queue[0]
    assert greatest(queue, frozenset()) == frozenset()
    assert greatest(queue, frozenset({"GHA"})) == {1, 2}


def test_a_state_does_not_count_for_itself_nor_does_an_announcement():
    both = Condition(1, frozenset({"GHA", "TGO"}))
    assert not is_met(both, OWN, OWN)
    assert is_met(both, OWN, frozenset({"TGO"}))
    announced = {1: Waiting(frozenset({"TGO"}), False, None), 2: Waiting(OWN, True, both)}
    assert greatest(announced, frozenset()) == {1}


@pytest.mark.parametrize(
    ("said", "field", "code"),
    [
        (Said(1), "states", "required"),
        (Said(1, "", ("GHA",)), "states", "required"),
        (Said(1, "", ("TGO", "XXX")), "states", "choice"),
        (Said(1, "martian"), "group", "choice"),
        (Said(0, "", ("TGO",)), "needed", "condition.needed"),
        (Said(2, "", ("TGO", "GHA")), "needed", "condition.needed"),
        (Said(None, "african"), "needed", "condition.needed"),
        (Said(54, "african"), "needed", "condition.needed"),
    ],
)
def test_what_cannot_be_met_is_refused(said, field, code):
    with pytest.raises(Invalid) as no:
        checked(said, OWN)
    assert no.value.faults == {field: [code]}


def test_a_condition_is_kept_and_read_back():
    kept = checked(Said(2, "", ("TGO", "KEN", "GHA")), OWN)
    assert kept == {"needed": 2, "states": ["KEN", "TGO"]}
    assert read(kept) == Condition(2, frozenset({"KEN", "TGO"}))
    group = read(checked(Said(53, "african"), OWN)) or Condition(0, OWN)
    assert (group.needed, "TGO" in group.states, "FRA" in group.states) == (53, True, False)
    assert read(None) is None
