"""Colleagues see who edits which part; it costs nobody anything when that can't be noted."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from pledge_site.db import db, write
from pledge_site.domain.pledges.case_models import Presence
from pledge_site.domain.pledges.writing import presence, submission
from pledge_site.domain.switches import service as switches
from pledge_site.kernel import clock
from pledge_site.web.edge.current import look_at_switches
from tests.domain.pledges import making

PARTS = (
    "message", "clauses", "commitments/new", "instrument", "child-readable", "translations/fr",
)  # fmt: skip
EDITED = "Being edited by \u2068Person"


def at(version_id, tail):
    return f"versions/{version_id}/{tail}/"


@pytest.mark.parametrize("tail", PARTS)
def test_a_colleague_sees_who_edits_what(visitor, colleague, draft, tail):
    visitor.get(at(draft, tail))
    for page in ("tasks", "message", "clauses"):
        assert EDITED in colleague.get(at(draft, page)).text
    assert EDITED not in visitor.get(at(draft, "tasks")).text.replace(
        f"{EDITED} {colleague.actor.user_id}", ""
    )


def test_at_the_same_part_it_says_what_will_happen(visitor, colleague, draft):
    visitor.get(at(draft, "message"))
    asked = "you will be asked which are to stand"
    assert asked in colleague.get(at(draft, "message")).text
    assert asked not in colleague.get(at(draft, "clauses")).text


def test_minutes_are_told_and_after_five_it_is_over(visitor, colleague, draft):
    visitor.get(at(draft, "message"))
    for minutes, said in ((0, "a moment ago"), (1, "1 minute ago"), (4, "4 minutes ago"), (5, "")):
        with clock.moved(timedelta(minutes=minutes)):
            text = colleague.get(at(draft, "tasks")).text
            assert (EDITED in text) == bool(said)
            assert said in text


def test_saving_is_leaving(visitor, colleague, draft):
    visitor.send(visitor.get(at(draft, "message")), {"message": "Mine."})
    assert EDITED not in colleague.get(at(draft, "tasks")).text


def test_the_piece_for_the_script_notes_and_shows(visitor, colleague, stranger, draft):
    visitor.client.get(visitor.path(at(draft, "presence") + "?part=clauses"))
    piece = colleague.client.get(colleague.path(at(draft, "presence")))
    assert "The clauses of the text" in piece.text
    assert "<html" not in piece.text
    assert presence.others(draft, visitor.actor.user_id, clock.now()) == []
    assert stranger.client.get(stranger.path(at(draft, "presence"))).status_code == 404
    for part in ("case", "nothing"):
        address = visitor.path(at(draft, "presence") + f"?part={part}")
        assert visitor.client.get(address).status_code == 404


def test_only_looking_notes_nothing(visitor, draft):
    visitor.client.head(visitor.path(at(draft, "message")))
    for tail in ("tasks", "check"):
        visitor.get(at(draft, tail))
    assert db.session.query(Presence).count() == 0


def test_reviewers_and_officials_do_not_see_each_other(visitor, draft):
    reviewer = making.person("reviewer")
    with write():
        presence.touch(draft, reviewer.user_id, presence.CASE, clock.now())
    assert EDITED not in visitor.get(at(draft, "tasks")).text


def test_a_closed_version_notes_nobody(visitor, ghana, draft):
    with write():
        submission.cancel(ghana, draft, at=making.NOW)
    visitor.client.get(visitor.path(at(draft, "presence") + "?part=message"))
    assert db.session.query(Presence).count() == 0


def test_nobody_is_told_when_it_cannot_be_noted(visitor, draft, monkeypatch):
    def lost(*_args):
        raise OperationalError("INSERT", {}, Exception("locked"))

    monkeypatch.setattr(presence, "touch", lost)
    assert visitor.get(at(draft, "message")).status == 200


def test_a_read_only_register_notes_nobody(visitor, draft):
    administrator = making.person("administrator")
    with write():
        switches.turn("read_only", True, actor=administrator, at=clock.now())
    look_at_switches()
    assert visitor.get(at(draft, "message")).status == 200
    assert db.session.query(Presence).count() == 0
