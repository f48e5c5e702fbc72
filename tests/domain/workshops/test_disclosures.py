"""Tellings of harm: who may see one, who takes it on, by when, and that nothing of it is kept."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from pledge_site.db import db, write
from pledge_site.domain.campaigns.models import Campaign
from pledge_site.domain.ledger.models import Entry
from pledge_site.domain.workshops import checking, disclosures
from pledge_site.domain.workshops.facts import Said
from pledge_site.domain.workshops.models import Disclosure
from pledge_site.kernel.refusals import Invalid, NotFound, Refused
from tests.domain.pledges.making import NOW, person

HARM = "Somebody hurt me."
HOUR, DAY = timedelta(hours=1), timedelta(hours=24)


@pytest.fixture
def officer(team):
    return person("safeguarding_officer")


@pytest.fixture
def told(team):
    team.record(Said("concern", "en", HARM, is_harm=True))
    return db.session.scalars(select(Disclosure)).one()


def decide(actor, one, outcome="referred", note="Told the focal point.", at=NOW):
    with write():
        disclosures.decide(actor, one.id, outcome, note, at=at)


def take(actor, one, at=NOW):
    with write():
        return disclosures.take(actor, one.id, at=at)


@pytest.mark.parametrize(
    ("event", "at", "due"),
    [
        ("2027-02-09", "2026-11-24 09:00", "2026-11-25 09:00"),
        ("2026-11-24", "2026-11-24 09:00", "2026-11-24 10:00"),
        # What came on the eve doesn't wait through the day.
        ("2026-11-25", "2026-11-24 09:00", "2026-11-25 01:00"),
        ("2026-11-23", "2026-11-24 09:00", "2026-11-25 09:00"),
    ],
)
@pytest.mark.database("sqlite")
def test_the_clock_is_an_hour_on_the_day_of_the_event_else_a_day(team, event, at, due):
    with write():
        day = datetime.fromisoformat(event).date()
        db.session.get_one(Campaign, team.campaign_id).event_on = day
    workshop = team.record("Ask us.").workshop
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    with write():
        made = disclosures.report(team.facilitator, workshop, "k" * 32, "en", HARM, at=moment)
        assert made.due_at == datetime.fromisoformat(due).replace(tzinfo=UTC)


def test_one_takes_it_on_and_another_is_told_so(told, officer):
    take(officer, told)
    take(officer, told)
    with pytest.raises(Refused, match=r"disclosure\.taken"):
        take(person("safeguarding_officer"), told)


def test_what_was_put_back_has_a_new_clock(told, officer):
    later = NOW + timedelta(hours=5)
    take(officer, told)
    with write():
        disclosures.put_back(person("safeguarding_officer"), told.id, at=later)
    assert (told.taken_by, told.taken_at, told.due_at) == (None, None, later + DAY)
    with pytest.raises(Refused, match=r"disclosure\.not_taken"), write():
        disclosures.put_back(officer, told.id, at=later)


def test_a_decision_needs_someone_who_has_taken_it_on_and_stands(told, officer):
    with pytest.raises(Refused, match=r"disclosure\.not_taken"):
        decide(officer, told)
    take(officer, told)
    with pytest.raises(Invalid) as refused:
        decide(officer, told, "forgotten", "x" * (disclosures.LONGEST_NOTE + 1))
    assert set(refused.value.faults) == {"outcome", "note"}
    decide(officer, told)
    with pytest.raises(Refused, match=r"disclosure\.decided"):
        decide(officer, told)
    assert disclosures.waiting(officer) == []
    assert disclosures.decided(officer) == [told]


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    "role", ["drafter", "reviewer", "press_officer", "translator", "facilitator", "focal_point"]
)
def test_it_is_nobody_else_s(told, role):
    other = person(role, "GHA" if role == "focal_point" else None)
    for ask in (
        lambda: disclosures.waiting(other),
        lambda: disclosures.decided(other),
        lambda: disclosures.get(other, told.id),
        lambda: disclosures.look(other, told.id, at=NOW),
        lambda: take(other, told),
        lambda: decide(other, told),
    ):
        with pytest.raises(Refused, match=r"permission\.missing"):
            ask()


def test_administrators_see_it_once_it_has_come_to_them(told):
    administrator = person("administrator")
    with pytest.raises(NotFound):
        disclosures.get(administrator, told.id)
    assert disclosures.waiting(administrator) == []
    for _ in range(2):
        with write():
            disclosures.escalate(told.due_at)
    assert told.stage == "administrators"
    assert disclosures.waiting(administrator) == [told]
    with write():
        assert disclosures.escalate(told.due_at) == []


def test_a_look_is_recorded_and_nothing_of_what_was_told(told, officer):
    with write():
        assert disclosures.look(officer, told.id, at=NOW).words == HARM
    take(officer, told)
    decide(officer, told)
    entries = db.session.scalars(select(Entry).where(Entry.subject == f"disclosure:{told.id}"))
    found = [(each.event, each.actor_id, each.facts) for each in entries]
    assert [event for event, _, _ in found] == [
        "disclosure.reported", "disclosure.viewed", "disclosure.taken", "disclosure.decided",
    ]  # fmt: skip
    assert found[1][1] == officer.user_id
    assert all(facts == {"stage": "first"} for _, _, facts in found)


def test_words_and_note_go_thirty_days_after_the_decision(told, officer):
    take(officer, told)
    decide(officer, told)
    over = NOW + disclosures.KEPT
    with write():
        assert disclosures.forget(over - timedelta(seconds=1)) == 0
        assert disclosures.forget(over) == 1
        assert disclosures.forget(over) == 0
    db.session.refresh(told)
    assert (told.words, told.note, told.outcome) == (None, None, "referred")
    assert disclosures.decided(officer) == []


def test_what_was_handed_over_has_its_translations_and_leaves_nothing(team):
    said = Said("concern", "es", "Me pegan.", translation_language="en", translation=HARM)
    [one] = team.record(said).workshop.contributions
    with write():
        checking.hand_over(team.drafter, one.id, at=NOW)
    found = db.session.scalars(select(Disclosure)).one()
    assert found.words == f"Me pegan.\n\n{HARM}"
    assert checking.is_raw_over(NOW + timedelta(days=99)) is False


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("words", "translation", "codes"),
    [
        ("Write to ana@example.org", "", ["contribution.email_left"]),
        ("Call me: +233 20 000 0000", "", ["contribution.phone_left"]),
        ("اكتبوا لي", "Call ٠٢٠ ٠٠٠ ٠٠٠٠ or ana@example.org",
         ["contribution.email_left", "contribution.phone_left"]),
        ("Ask us first.", "", None),
    ],
)  # fmt: skip
def test_a_way_to_a_child_is_never_let_pass_unasked(team, words, translation, codes):
    [one] = team.record(words).workshop.contributions
    given = {"en": translation}

    def let_pass(**more):
        with write():
            return checking.let_pass(team.drafter, one.id, words, given, at=NOW, **more)

    if codes:
        with pytest.raises(Invalid) as refused:
            let_pass()
        assert refused.value.faults == {"confirmed": codes}
    assert let_pass(confirmed=bool(codes)).standing == "cleared"
