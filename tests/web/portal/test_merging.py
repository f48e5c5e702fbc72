"""A stale save: what one person changed is taken, what both changed is chosen, nothing is lost."""

import pytest

from pledge_site.domain.pledges import document
from pledge_site.web.portal import merging
from tests.domain.pledges import making


def at(version_id, tail):
    return f"versions/{version_id}/{tail}/"


@pytest.fixture
def clash(visitor, colleague, draft):
    """Send a form while a colleague has sent it before; return the answer."""

    def sent(tail, theirs, mine):
        opened = visitor.get(at(draft, tail))
        colleague.follow(colleague.send(colleague.get(at(draft, tail)), theirs))
        return visitor.send(opened, mine)

    return sent


@pytest.fixture
def version(visitor, draft):
    return lambda: making.version(visitor.actor, draft)


@pytest.mark.parametrize(
    ("choice", "box", "stands"),
    [
        ("mine", None, "Second\nwords."),
        ("theirs", None, "First <b>words</b>."),
        ("both", "First words.\nSecond words.", "First words.\nSecond words."),
    ],
)
def test_two_messages_are_chosen_between(visitor, colleague, clash, version, choice, box, stands):
    stale = clash(
        "message",
        {"message": "First <b>words</b>.", "language": "fr"},
        {"message": "Second\nwords."},
    )
    assert stale.status == 409
    for said in (
        "First <b>words</b>.", "Second words.", "What stood there when you opened it",
        f"Person {colleague.actor.user_id}\u2069 has saved this in the meantime",
    ):  # fmt: skip
        assert said in stale.text
    assert version().message == "First <b>words</b>."
    fields = stale.fields()
    assert (fields["message"], fields["edit"]) == ("Second\nwords.", "2")
    typed = {"keep_message": choice} | ({"message": box} if box else {})
    visitor.follow(visitor.send(stale, typed))
    # The language was changed by the colleague alone, so it is theirs.
    assert (version().message, version().language) == (stands, "fr")


def test_what_only_one_has_changed_is_saved_without_asking(visitor, clash, version):
    answer = clash("message", {"language": "fr"}, {"message": "Mine."})
    assert "together with what a colleague saved" in visitor.follow(answer).text
    assert (version().message, version().language) == ("Mine.", "fr")


def test_another_part_is_no_conflict(visitor, colleague, draft, version):
    opened = visitor.get(at(draft, "message"))
    colleague.send(colleague.get(at(draft, "clauses")), {"answer_c1": "adopt"})
    visitor.follow(visitor.send(opened, {"message": "Mine."}))
    assert (version().message, len(version().answers)) == ("Mine.", 1)


def test_without_a_choice_it_is_asked_again_with_all_that_was_written(visitor, clash, version):
    stale = clash("message", {"message": "First."}, {"message": "Second."})
    again = visitor.send(stale, {"message": "Both of them."})
    assert again.status == 422
    assert [place for place, _ in again.problems()] == ["keep_message"]
    assert again.fields()["message"] == "Both of them."
    assert "First." in again.text
    assert "Second." in again.text
    # One's own text was written on, and yet the text without that is chosen.
    unclear = visitor.send(again, {"keep_message": "mine"})
    assert unclear.status == 422
    assert unclear.fields()["message"] == "Both of them."
    visitor.follow(visitor.send(unclear, {"keep_message": "both"}))
    assert version().message == "Both of them."


def test_a_save_in_between_is_asked_again(visitor, colleague, clash, draft, version):
    stale = clash("message", {"message": "First."}, {"message": "Second."})
    colleague.send(colleague.get(at(draft, "message")), {"message": "Third."})
    again = visitor.send(stale, {"keep_message": "mine"})
    assert again.status == 409
    assert "Third." in again.text
    assert "First." in again.text, "what this person has seen before"
    visitor.follow(visitor.send(again, {"keep_message": "mine"}))
    assert version().message == "Second."


def test_an_answer_goes_with_its_statement(visitor, clash, version):
    stale = clash(
        "clauses",
        {"answer_c1": "adopt_with_statement", "statement_c1": "Theirs.", "answer_c2": "adopt"},
        {"answer_c1": "adopt_with_statement", "statement_c1": "Mine.", "answer_c3": "not_yet"},
    )
    assert stale.status == 409
    assert "answer_c1" in stale.fields()
    assert [name for name in _radios(stale) if name.startswith("keep_")] == ["keep_c1"]
    typed = {"keep_c1": "both", "statement_c1": "Theirs. Mine."}
    visitor.follow(visitor.send(stale, typed))
    assert [tuple(row.values()) for row in document.answers(version())] == [
        ("c1", "adopt_with_statement", "Theirs. Mine."),
        ("c2", "adopt", ""),
        ("c3", "not_yet", ""),
    ]


def test_a_commitment_is_merged_field_by_field(visitor, ghana, draft, clash, version):
    making.fill(ghana, draft)
    stale = clash(
        "commitments/1",
        {
            "title": "Theirs",
            "lead_ministry": "Justice",
            "firmness": "law",
            "domains": ["ethics"],
        },
        {
            "title": "Mine",
            "capabilities": ["hotline", "helpline"],
            "target_year": "2028",
            "firmness": "budget",
        },
    )
    assert stale.status == 409
    assert sorted(name for name in _radios(stale) if name.startswith("keep_")) == [
        "keep_firmness",
        "keep_title",
    ]
    visitor.follow(visitor.send(stale, {"keep_title": "mine", "keep_firmness": "theirs"}))
    row = document.commitments(version())[0]
    assert (row["title"], row["lead_ministry"], row["target_year"], row["firmness"]) == (
        "Mine", "Justice", 2028, "law",
    )  # fmt: skip
    assert row["capabilities"] == ["helpline", "hotline"]
    assert row["domains"] == ["ethics"]


def test_an_instrument_keeps_what_each_has_changed(visitor, clash, version):
    typed = {"signatory_name": "Mine", "letter": (making.pdf(), "mine.pdf")}
    visitor.follow(clash("instrument", {"kind": "note_verbale", "on": "2026-11-20"}, typed))
    assert (version().instrument_kind, version().signatory_name) == ("note_verbale", "Mine")
    assert document.current_letter(version(), for_deposit=False).name == "mine.pdf"


def test_a_stale_instrument_asks_for_its_file_again(visitor, clash, version, folders):
    typed = {"kind": "signed_letter", "letter": (making.pdf(), "mine.pdf")}
    stale = clash("instrument", {"kind": "note_verbale", "signatory_name": "Theirs"}, typed)
    assert stale.status == 409
    assert "Choose it once more." in stale.text
    assert list((folders / "files").rglob("*.pdf")) == []
    again = {"keep_kind": "mine", "letter": (making.pdf(), "mine.pdf")}
    visitor.follow(visitor.send(stale, again))
    assert (version().instrument_kind, version().signatory_name) == ("signed_letter", "Theirs")
    assert document.current_letter(version(), for_deposit=False).name == "mine.pdf"


def test_another_file_in_the_meantime_is_told(visitor, clash, version):
    theirs = {"kind": "note_verbale", "letter": (making.pdf(2), "theirs.pdf")}
    stale = clash("instrument", theirs, {"letter": (making.pdf(), "mine.pdf")})
    assert stale.status == 409
    assert "theirs.pdf" in stale.text
    visitor.follow(visitor.send(stale))
    assert document.current_letter(version(), for_deposit=False).name == "theirs.pdf"


def test_a_form_that_does_not_say_what_it_was_asks_for_all_that_differs(visitor, clash, version):
    for base in (None, "", "!", "eJwDAAAAAAE=", merging.pack({"message": ["\ud7ff"]})):
        stale = clash("message", {"message": f"First {base}"}, {"message": "Mine.", "base": base})
        assert stale.status == 409
        assert "What stood there when you opened it" not in stale.text
    visitor.follow(visitor.send(stale, {"keep_message": "mine"}))
    assert version().message == "Mine."


def test_a_refusal_of_another_kind_shows_what_was_typed(visitor, draft):
    for _ in range(20):
        sheet = visitor.get(at(draft, "commitments/new"))
        assert visitor.send(sheet, {"title": "t", "action": "a"}).status == 303
    answer = visitor.send(sheet, {"title": "One more", "action": "b"})
    assert answer.status == 409
    assert "One more" in answer.text


@pytest.mark.parametrize("bad", ["", "%", "AAAA", "é", "eJyrVkpUslJQMlQCAA0BAo8="])
def test_what_was_not_packed_is_not_unpacked(bad):
    assert merging.unpack(bad) is None


def test_packed_values_come_back():
    values = {"message": ["a\nb – العربية 中文"], "tags": ["x", "y"], "none": []}
    assert merging.unpack(merging.pack(values)) == values
    assert merging.pack(values).isascii()
    assert merging.unpack(merging.pack({"a": ["\x00"]})) is None
    assert merging.unpack(merging.pack({"a": ["x" * 2_000_000]})) is None


def _radios(sheet):
    boxes = (box for box in sheet.form().iter("input") if box.get("type") == "radio")
    return list(
        dict.fromkeys(box.get("name") for box in boxes if box.get("name").startswith("keep_"))
    )
