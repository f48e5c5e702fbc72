"""Who may do what: the table, printed, and the last day of an account."""

from datetime import timedelta

import pytest

from pledge_site.access.permissions import Permission
from pledge_site.access.permits import may, permissions, require
from pledge_site.access.policy import POLICY
from pledge_site.access.predicates import is_oneself, speaks_for
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.accounts.roles import ROLES
from pledge_site.kernel.refusals import Refused
from tests.domain.accounts.making import NOW

EXPECTED = {
    "pledge.draft": {"focal_point"},
    "pledge.review": {"reviewer"},
    "letter.view": {"focal_point", "reviewer"},
    "secretariat.enter": {
        "drafter", "reviewer", "translator", "press_officer", "safeguarding_officer",
        "administrator",
    },
    "people.manage": {"administrator"},
    "campaign.manage": {"administrator"},
    "ledger.read": {"administrator", "reviewer"},
    "audit.export": {"administrator"},
    "switches.turn": {"administrator"},
    "press.manage": {"press_officer"},
    "translation.manage": {"reviewer", "translator"},
    "workshop.record": {"facilitator"},
    "text.draft": {"drafter"},
    "words.check": {"drafter", "safeguarding_officer"},
    "safeguarding": {"safeguarding_officer", "administrator"},
    "account.own": set(ROLES),
}  # fmt: skip


def actor(*roles, **more):
    return Actor(1, frozenset(roles), more.pop("state", None), "en", **more)


@pytest.mark.parametrize("permission", Permission)
def test_each_permission_belongs_to_these_roles_only(permission):
    holders = {role for role in ROLES if may(actor(role), permission, NOW)}
    assert holders == EXPECTED[permission]


def test_every_role_stands_in_the_table():
    assert set(POLICY) == set(ROLES)


def test_nobody_may_do_nothing_and_roles_add_up():
    assert permissions(None, NOW) == frozenset()
    both = permissions(actor("reviewer", "press_officer"), NOW)
    assert both >= POLICY["reviewer"] | POLICY["press_officer"]


def test_an_account_ends_after_its_last_day():
    guest = actor("drafter", last_day=NOW.date())
    assert may(guest, Permission.SECRETARIAT_ENTER, NOW)
    assert not may(guest, Permission.ACCOUNT_OWN, NOW + timedelta(days=1))


def test_require_refuses_with_a_code():
    require(actor("reviewer"), Permission.PLEDGE_REVIEW, NOW)
    with pytest.raises(Refused, match=r"permission.missing"):
        require(actor("drafter"), Permission.PLEDGE_REVIEW, NOW)


def test_a_focal_point_speaks_for_one_state():
    ghana = actor("focal_point", state="GHA")
    assert speaks_for(ghana, "GHA")
    assert not speaks_for(ghana, "FRA")
    assert not speaks_for(actor("reviewer"), "GHA")
    assert is_oneself(ghana, 1)
    assert not is_oneself(ghana, None)
