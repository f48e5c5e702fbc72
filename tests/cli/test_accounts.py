"""`flask accounts invite`: links for the first two administrators, proposals for what needs two."""

import pytest

from pledge_site.domain.accounts import queries
from pledge_site.domain.accounts.models import Invitation
from tests.domain.accounts import making


@pytest.fixture
def invite(app):
    runner = app.test_cli_runner()

    def run(role, email, *more):
        return runner.invoke(args=["accounts", "invite", "--role", role, "--email", email, *more])

    return run


def test_the_first_two_administrators_get_a_printed_link(invite):
    for email in ("a@example.org", "b@example.org"):
        result = invite("administrator", email, "--language", "fr")
        assert result.exit_code == 0
        assert result.output.startswith("http://localhost/fr/account/invitation/")
    third = invite("administrator", "c@example.org")
    assert third.exit_code == 1
    assert "page of people" in third.output


def test_a_focal_point_waits_for_an_administrator(invite):
    result = invite("focal_point", "a@example.org", "--state", "GHA")
    assert (result.exit_code, "confirm" in result.output) == (0, True)


def test_other_roles_are_invited_at_once_or_given(invite):
    assert "/account/invitation/" in invite("drafter", "a@example.org").output
    making.person("drafter", "Tia")
    assert "role is given" in invite("translator", "tia@example.org").output
    person = queries.user_by_email("tia@example.org")
    assert making.actor(person).roles == {"drafter", "translator"}


@pytest.mark.parametrize(
    ("role", "email", "more", "said"),
    [
        ("drafter", "no", (), "not an e-mail address"),
        ("focal_point", "a@example.org", (), "--state"),
        ("focal_point", "a@example.org", ("--state", "XXX"), "--state"),
        ("drafter", "a@example.org", ("--state", "GHA"), "only a focal point"),
        ("king", "a@example.org", (), "Invalid value"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(invite, role, email, more, said):
    result = invite(role, email, *more)
    assert result.exit_code != 0
    assert said in result.output
    assert making.count(Invitation) == 0
