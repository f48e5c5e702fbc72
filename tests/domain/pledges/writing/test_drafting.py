"""Drafting: one open version a State, every part saved by itself, nothing overwritten unseen."""

from datetime import timedelta

import pytest

from pledge_site.db import db, write
from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.pledges import document, queries
from pledge_site.domain.pledges.models import Edit, Pledge, PledgeVersion
from pledge_site.domain.pledges.writing import drafting, submission
from pledge_site.kernel.refusals import Invalid, NotFound, Refused, Stale
from tests.domain.pledges import making
from tests.domain.pledges.making import NOW

LATER = NOW + timedelta(days=1)


@pytest.fixture
def campaign(app):
    return making.campaign()


@pytest.fixture
def ghana(campaign):
    return making.focal_point("GHA")


@pytest.fixture
def draft(ghana, campaign):
    return making.draft(ghana, campaign)


def save(actor, version_id, *, expected=1, **values):
    with write():
        drafting.save_message(
            actor, version_id, expected=expected, at=NOW, values={**making.MESSAGE, **values}
        )


def test_beginning_makes_one_draft_in_the_persons_language(campaign):
    actor = making.person("focal_point", "SEN", language="fr")
    version = making.version(actor, making.draft(actor, campaign))
    assert (version.number, version.standing, version.edit) == (1, "draft", 1)
    assert (version.pledge.state, version.language, version.created_by) == (
        "SEN",
        "fr",
        actor.user_id,
    )
    assert version.text_version.number == 1
    entry = ledger.after(0)[-1]
    assert (entry.event, entry.subject) == ("pledge.drafted", f"pledge:{version.pledge_id}")
    assert entry.facts["from"] == "none"


def test_beginning_twice_gives_the_same_draft(ghana, campaign, draft):
    assert making.draft(ghana, campaign) == draft
    assert making.draft(making.focal_point("GHA"), campaign) == draft
    assert db.session.query(PledgeVersion).count() == db.session.query(Pledge).count() == 1


def test_nobody_begins_without_a_text_or_without_the_role(app):
    with write():
        bare = making.seeds.plant(True, at=NOW).id
    with pytest.raises(Refused) as no:
        making.draft(making.focal_point(), bare)
    assert no.value.code == "text.none"
    with pytest.raises(Refused) as no:
        making.draft(making.person("reviewer"), bare)
    assert no.value.code == "role.missing"
    assert db.session.query(Pledge).count() == 0


@pytest.mark.parametrize("who", ["another State", "reviewer", "nobody's"])
def test_another_states_draft_is_as_unknown_as_none(ghana, draft, who):
    stranger = making.person("reviewer") if who == "reviewer" else making.focal_point("TGO")
    version_id = draft + 999 if who == "nobody's" else draft
    for act in (
        lambda: save(stranger, version_id),
        lambda: queries.own_version(stranger, version_id),
        lambda: submission.cancel(stranger, version_id, at=NOW),
        lambda: submission.submit(stranger, version_id, expected=1, key="k", at=NOW),
    ):
        with pytest.raises(NotFound) as no:
            act()
        assert (no.value.code, no.value.facts) == ("not_found", {})
    assert making.version(ghana, draft).message == ""


def test_saving_the_message_keeps_it_and_counts_the_edit(ghana, draft):
    save(ghana, draft, language="fr", message="Nous promettons.", child_readable="Pour toi.")
    version = making.version(ghana, draft)
    assert (version.language, version.message, version.child_readable, version.edit) == (
        "fr",
        "Nous promettons.",
        "Pour toi.",
        2,
    )
    entry = ledger.after(0)[-1]
    assert entry.event == "pledge.edited"
    assert (entry.facts["part"], entry.facts["edit"]) == ("message", 2)
    assert "promettons" not in str(entry.facts)


def test_a_stale_save_is_refused_and_shows_what_stands(ghana, draft):
    colleague = making.focal_point("GHA")
    save(colleague, draft, message="First.")
    with pytest.raises(Stale) as no:
        save(ghana, draft, message="Second.")
    assert no.value.current["message"] == "First."
    assert making.version(ghana, draft).message == "First."
    save(ghana, draft, expected=2, message="Second.")
    assert making.version(ghana, draft).message == "Second."
    assert {row.user_id for row in db.session.query(Edit)} == {ghana.user_id, colleague.user_id}


def test_every_part_is_held_to_its_edit(ghana, draft):
    stale = {"expected": 7, "at": NOW}
    for act in (
        lambda: drafting.save_message(ghana, draft, values=making.MESSAGE, **stale),
        lambda: drafting.save_answers(ghana, draft, answers={}, **stale),
        lambda: drafting.save_commitment(ghana, draft, None, values=making.COMMITMENT, **stale),
        lambda: drafting.remove_commitment(ghana, draft, 1, **stale),
        lambda: drafting.save_instrument(ghana, draft, values=making.INSTRUMENT, **stale),
        lambda: submission.submit(ghana, draft, key="k", **stale),
    ):
        with pytest.raises(Stale):
            act()


def test_answers_are_replaced_whole_and_a_statement_goes_with_its_answer(ghana, draft):
    def answer(edit, **answers):
        with write():
            drafting.save_answers(ghana, draft, expected=edit, at=NOW, answers=answers)
        rows = document.answers(making.version(ghana, draft))
        return [(row["clause"], row["answer"], row["statement"]) for row in rows]

    assert answer(1, c1=("adopt_with_statement", "Since 2024."), c2=("not_yet", "dropped")) == [
        ("c1", "adopt_with_statement", "Since 2024."),
        ("c2", "not_yet", ""),
    ]
    assert answer(2, c1=("adopt", "Since 2024.")) == [("c1", "adopt", "")]


def test_an_unknown_clause_or_answer_is_named(ghana, draft):
    with pytest.raises(Invalid) as no, write():
        drafting.save_answers(
            ghana,
            draft,
            expected=1,
            at=NOW,
            answers={"c1": ("perhaps", ""), "c999": ("adopt", ""), "c2": ("adopt", "")},
        )
    assert no.value.faults == {"c1": ["choice"], "c999": ["choice"]}


def test_commitments_are_added_changed_and_removed_by_position(ghana, draft):
    def keep(edit, position, **values):
        with write():
            drafting.save_commitment(ghana, draft, position, expected=edit, at=NOW, values=values)

    keep(1, None, title="One", action="a", outcomes=["digital_citizens"])
    keep(2, None, title="Two", action="b")
    keep(3, 1, title="First", action="a", target_year=2028)
    with write():
        drafting.remove_commitment(ghana, draft, 2, expected=4, at=NOW)
    keep(5, None, title="Three", action="c")
    rows = making.version(ghana, draft).commitments
    assert [(row.position, row.title, row.target_year) for row in rows] == [
        (1, "First", 2028),
        (2, "Three", None),
    ]
    assert rows[0].outcomes == ["digital_citizens"]
    with pytest.raises(NotFound):
        keep(6, 3, title="No such", action="x")
    with pytest.raises(NotFound), write():
        drafting.remove_commitment(ghana, draft, 9, expected=6, at=NOW)


def test_a_twenty_first_commitment_is_refused(ghana, draft):
    with write():
        for edit in range(1, 21):
            drafting.save_commitment(
                ghana, draft, None, expected=edit, at=NOW, values=making.COMMITMENT
            )
    with pytest.raises(Refused) as no, write():
        drafting.save_commitment(ghana, draft, None, expected=21, at=NOW, values=making.COMMITMENT)
    assert (no.value.code, no.value.facts) == ("commitments.too_many", {"most": 20})


def test_a_new_letter_takes_the_place_of_the_one_before(ghana, draft):
    for edit, name in ((1, "old.pdf"), (2, "new.pdf")):
        with write():
            drafting.save_instrument(
                ghana,
                draft,
                expected=edit,
                at=NOW,
                values={**making.INSTRUMENT, "letter": making.letter(name, f"letters/{name}")},
            )
    version = making.version(ghana, draft)
    assert document.current_letter(version, for_deposit=False).name == "new.pdf"
    assert [(row.name, row.replaced_at is None) for row in version.letters] == [
        ("old.pdf", False),
        ("new.pdf", True),
    ]
    assert document.instrument(version)["on"] == "2026-11-20"


def test_saving_the_instrument_without_a_file_keeps_the_letter(ghana, draft):
    making.fill(ghana, draft)
    with write():
        drafting.save_instrument(
            ghana, draft, expected=5, at=NOW, values={**making.INSTRUMENT, "place": "Accra"}
        )
    version = making.version(ghana, draft)
    assert version.instrument_place == "Accra"
    assert document.current_letter(version, for_deposit=False) is not None
