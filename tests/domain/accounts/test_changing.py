"""Another State or role takes the place of the one that is held, by two people where it must."""

import pytest

from pledge_site.db import write
from pledge_site.domain.accounts import changing, ending, queries, service
from pledge_site.domain.accounts.offers import Offer
from pledge_site.domain.ledger import queries as ledger
from pledge_site.kernel.refusals import Invalid, NotFound, Refused
from tests.domain.accounts import making
from tests.domain.accounts.making import NOW, TOMORROW


@pytest.fixture
def admins(app):
    return making.administrators()


@pytest.fixture
def kofi(admins):
    return making.person("focal_point", "Kofi", "GHA").id


def changed(user_id, actor, role, state=None, credentials="", ends_on=None):
    """Propose a change of the first role that a person holds; return the invitation."""
    grant = queries.live_grants(queries.user(user_id), NOW)[0].id
    offer = Offer("", role, "", state=state, credentials=credentials, ends_on=ends_on)
    with write():
        return changing.change(grant, offer, actor=actor, now=NOW)


def held(user_id):
    grants = queries.live_grants(queries.user(user_id), NOW)
    return [(grant.role, grant.state) for grant in grants]


def test_a_focal_point_changes_its_state_when_a_second_confirms(admins, kofi):
    before = queries.user(kofi).uniquifier
    number = changed(kofi, admins[0], "focal_point", "TGO", "Note 7").id
    assert held(kofi) == [("focal_point", "GHA")]
    with write(), pytest.raises(Refused, match=r"invitation.own"):
        service.confirm_invitation(number, actor=admins[0], now=NOW)
    with write():
        service.confirm_invitation(number, actor=admins[1], now=NOW)
    assert held(kofi) == [("focal_point", "TGO")]
    assert queries.user(kofi).uniquifier != before
    given = ledger.latest(limit=1)[0]
    assert (given.event, given.facts["state"]) == ("grant.given", "TGO")
    assert given.facts["replaces"]


def test_a_focal_point_becomes_a_translator_at_once(admins, kofi):
    before = queries.user(kofi).uniquifier
    changed(kofi, admins[0], "translator")
    assert held(kofi) == [("translator", None)]
    assert queries.user(kofi).uniquifier != before


def test_a_translator_becomes_a_reviewer_when_a_second_confirms(admins):
    tia = making.person("translator", "Tia").id
    number = changed(tia, admins[0], "reviewer", ends_on=TOMORROW).id
    assert held(tia) == [("translator", None)]
    with write():
        service.confirm_invitation(number, actor=admins[1], now=NOW)
    assert held(tia) == [("reviewer", None)]
    assert queries.live_grants(queries.user(tia), NOW)[0].until == TOMORROW


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"role": "focal_point", "state": "GHA", "credentials": "Note"}, "role", "role.unchanged"),
        ({"role": "focal_point", "state": "TGO"}, "credentials", "credentials.needed"),
        ({"role": "focal_point", "credentials": "Note"}, "state", "state.needed"),
        ({"role": "translator", "state": "GHA"}, "state", "state.not_for_role"),
        ({"role": "nothing"}, "role", "choice.unknown"),
    ],
)
def test_what_is_wrong_is_named_by_its_field(admins, kofi, fields, field, code):
    with pytest.raises(Invalid) as refused:
        changed(kofi, admins[0], **fields)
    assert refused.value.faults[field] == [code]
    assert held(kofi) == [("focal_point", "GHA")]


def test_a_second_change_waits_for_the_first(admins, kofi):
    changed(kofi, admins[0], "focal_point", "TGO", "Note 7")
    with pytest.raises(Invalid):
        changed(kofi, admins[1], "focal_point", "FRA", "Note 8")


def test_a_role_that_does_not_go_with_the_others_is_refused(admins):
    tia = making.person("translator", "Tia").id
    with write():
        service.invite(making.offer("drafter", "tia@example.org"), actor=admins[0], now=NOW)
    with pytest.raises(Invalid) as refused:
        changed(tia, admins[0], "focal_point", "GHA", "Note 7")
    assert refused.value.faults == {"role": ["role.held"]}


def test_a_role_that_ended_meanwhile_is_not_replaced(admins, kofi):
    grant = queries.live_grants(queries.user(kofi), NOW)[0].id
    number = changed(kofi, admins[0], "focal_point", "TGO", "Note 7").id
    with write():
        ending.end_grant(grant, actor=admins[1], now=NOW)
    with write(), pytest.raises(Refused, match=r"grant.ended"):
        service.confirm_invitation(number, actor=admins[1], now=NOW)
    assert held(kofi) == []
    with write(), pytest.raises(Refused, match=r"grant.ended"):
        changing.change(grant, Offer("", "translator", ""), actor=admins[0], now=NOW)


def test_nobody_changes_their_own_role_nor_one_that_is_not_there(admins, kofi):
    with pytest.raises(Refused, match=r"user.oneself"):
        changed(admins[0].user_id, admins[0], "translator")
    with pytest.raises(Refused, match=r"permission.missing"):
        changed(admins[0].user_id, making.actor(queries.user(kofi)), "translator")
    with write(), pytest.raises(NotFound):
        changing.change(99, Offer("", "translator", ""), actor=admins[0], now=NOW)
