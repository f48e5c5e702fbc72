"""Who may turn which switch, what is recorded of it, and what a banner needs."""

import json

import pytest

from pledge_site.db import write
from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.switches import queries, service
from pledge_site.domain.switches.position import LONGEST, PLAIN, Position, faults, tidy
from pledge_site.kernel.languages import CODES
from pledge_site.kernel.refusals import Invalid, NotFound, Refused
from tests import making

TEXTS = {code: f"Text in {code}" for code in CODES}


@pytest.fixture
def administrator(app):
    return making.person("administrator")


def turn(name, on, actor):
    with write():
        service.turn(name, on, actor=actor, at=making.NOW)


def show(texts, actor):
    with write():
        service.show_banner(texts, actor=actor, at=making.NOW)


def turned():
    return [each for each in ledger.latest() if each.event == "switch.turned"]


def test_all_are_off_at_first(app):
    assert queries.position() == Position()
    assert Position().mark == ""


@pytest.mark.parametrize("name", PLAIN)
def test_each_is_turned_on_and_off_with_an_entry(administrator, name):
    turn(name, True, administrator)
    assert queries.position() == Position(**{name: True})
    turn(name, False, administrator)
    assert queries.position() == Position()
    assert [each.facts for each in turned()] == [{"on": False}, {"on": True}]
    assert {(each.subject, each.actor_id) for each in turned()} == {
        (f"switch:{name}", administrator.user_id)
    }


def test_turning_it_where_it_stands_is_nothing(administrator):
    turn("live_off", False, administrator)
    assert turned() == []
    turn("live_off", True, administrator)
    turn("live_off", True, administrator)
    assert len(turned()) == 1


def test_a_banner_shows_its_texts_and_the_ledger_only_their_hash(administrator):
    show(TEXTS, administrator)
    first = queries.position()
    assert (first.banner, len(first.mark)) == (TEXTS, 12)
    show(TEXTS | {"ar": "Another"}, administrator)
    assert queries.position().mark != first.mark
    show(TEXTS | {"ar": "Another"}, administrator)
    assert len(turned()) == 2
    assert "Text in" not in json.dumps([each.facts for each in turned()])
    turn("banner", False, administrator)
    assert queries.position() == Position()
    turn("banner", True, administrator)
    assert queries.position().banner["ar"] == "Another"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" ", "required"),
        ("a\nb", "text.control"),
        ("a\0b", "text.control"),
        ("a\u202eb", "text.bidi"),
        ("a" * (LONGEST + 1), "text.too_long"),
    ],
)
def test_a_banner_needs_one_line_in_each_language(administrator, text, code):
    assert faults(tidy(TEXTS | {"ru": text})) == {"ru": [code]}
    with pytest.raises(Invalid):
        show(TEXTS | {"ru": text}, administrator)
    assert queries.position() == Position()
    assert set(faults(tidy({}))) == set(CODES)


@pytest.mark.parametrize("name", ["nothing", "banner"])
def test_what_is_not_there_is_not_found(administrator, name):
    with pytest.raises(NotFound):
        turn(name, True, administrator)


@pytest.mark.parametrize("role", ["reviewer", "press_officer", "focal_point"])
def test_nobody_else_turns_any(app, role):
    actor = making.person(role, "GHA" if role == "focal_point" else None)
    with pytest.raises(Refused, match=r"permission\.missing"):
        turn("read_only", True, actor)
    with pytest.raises(Refused, match=r"permission\.missing"):
        show(TEXTS, actor)
    assert queries.position() == Position()
