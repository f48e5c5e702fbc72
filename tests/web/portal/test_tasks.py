"""The list of tasks, the child-readable version and the State's own translations."""

import pytest

from pledge_site.db import write
from pledge_site.domain.pledges import document
from pledge_site.domain.pledges.reviewing import review, translating
from pledge_site.domain.pledges.writing import drafting, submission
from pledge_site.kernel.canonical import digest
from pledge_site.kernel.refusals import Invalid
from tests.domain.pledges import making


def at(version_id, tail):
    return f"versions/{version_id}/{tail}/"


def states(sheet):
    """What the list says of each task, by the end of its address."""
    found = {}
    items = [each for each in sheet.root.iter("li") if each.get("class") == "tasks__item"]
    for item in items:
        where = next(item.iter("a")).get("href").partition("/versions/")[2].partition("/")[2]
        word = [each for each in item.iter("span") if "tasks__mark" in each.get("class", "")]
        found[where] = "".join(word[0].itertext())
    return found


TITLES = [
    "message/", "clauses/", "commitments/", "instrument/", "child-readable/", "translations/",
    "check/", "check/#submit",
]  # fmt: skip


def test_the_tasks_stand_in_their_order_with_what_is_left(visitor, draft):
    sheet = visitor.get(at(draft, "tasks"))
    assert list(states(sheet)) == TITLES
    assert list(states(sheet).values()) == ["Not begun"] * 6 + ["Cannot begin yet"] * 2
    assert sheet.text.count("(optional)") == 2
    assert "Answer every clause of the text." in sheet.text


def test_a_part_that_lacks_something_is_begun(visitor, draft):
    visitor.send(visitor.get(at(draft, "instrument")), {"kind": "note_verbale"})
    sheet = visitor.get(at(draft, "tasks"))
    assert states(sheet)["instrument/"] == "Begun"
    assert "Give the date of the document." in sheet.text
    assert "Add the signed document as a file." in sheet.text


def test_when_all_that_is_needed_is_there_one_can_check_and_submit(visitor, ghana, draft):
    making.fill(ghana, draft)
    found = states(visitor.get(at(draft, "tasks")))
    assert list(found.values()) == ["Complete"] * 4 + ["Not begun"] * 4


def test_after_submission_what_is_optional_and_empty_is_not_needed(visitor, ghana, campaign):
    version_id = making.submitted(ghana, campaign)
    found = list(states(visitor.get(at(version_id, "tasks"))).values())
    assert found == ["Complete"] * 4 + ["Not needed"] * 2 + ["Complete"] * 2


def test_the_child_readable_version_has_its_page_and_leaves_the_message_alone(visitor, draft):
    visitor.send(visitor.get(at(draft, "message")), {"message": "We promise."})
    sheet = visitor.get(at(draft, "child-readable"))
    assert "We promise." in sheet.text
    assert visitor.send(sheet, {"child_readable": "c" * 3001}).status == 422
    visitor.follow(visitor.send(sheet, {"child_readable": "For you."}))
    visitor.send(visitor.get(at(draft, "message")), {"message": "We promise it."})
    version = making.version(visitor.actor, draft)
    assert (version.message, version.child_readable) == ("We promise it.", "For you.")
    assert states(visitor.get(at(draft, "tasks")))["child-readable/"] == "Complete"


def test_a_translation_is_added_changed_and_taken_out(visitor, ghana, draft):
    making.fill(ghana, draft)
    before = document.content(making.version(ghana, draft))
    assert "translations" not in before
    sheet = visitor.get(at(draft, "translations/ar"))
    assert "We promise." in sheet.text
    listed = visitor.follow(visitor.send(sheet, {"message": "نتعهّد."}))
    assert listed.path.endswith("/translations/")
    said = document.content(making.version(ghana, draft))
    assert said["translations"] == [{"language": "ar", "message": "نتعهّد.", "child_readable": ""}]
    assert "نتعهّد." in visitor.get(at(draft, "check")).text
    assert states(visitor.get(at(draft, "tasks")))["translations/"] == "Complete"
    visitor.send(visitor.get(at(draft, "child-readable")), {"child_readable": "For you."})
    assert states(visitor.get(at(draft, "tasks")))["translations/"] == "Begun"
    visitor.send(visitor.get(at(draft, "child-readable")), {"child_readable": ""})
    visitor.follow(visitor.send(visitor.get(at(draft, "translations/ar")), {"message": ""}))
    assert document.content(making.version(ghana, draft)) == before


def test_a_translation_is_marked_when_the_original_was_saved_after_it(visitor, draft):
    def say(tail, **words):
        visitor.follow(visitor.send(visitor.get(at(draft, tail)), words))
        return states(visitor.get(at(draft, "tasks")))["translations/"]

    say("message", language="en", message="We promise.")
    assert say("translations/fr", message="Nous promettons.") == "Complete"
    assert say("instrument", place="Accra") == "Complete"
    assert say("message", language="en", message="We promise more.") == "Needs attention"
    for tail in ("translations", "translations/fr"):
        assert "was saved after this translation" in visitor.get(at(draft, tail)).text
    assert "was saved after" not in visitor.get(at(draft, "translations/es")).text
    assert say("translations/fr", message="Nous promettons plus.") == "Complete"


@pytest.mark.parametrize("tail", ["translations/en", "translations/de", "translations/eng"])
def test_only_another_of_the_six_languages_has_a_page(visitor, draft, tail):
    assert visitor.get(at(draft, tail)).status == 404


def test_a_translation_belongs_to_its_state(visitor, stranger, draft):
    sheet = visitor.get(at(draft, "translations/fr"))
    assert stranger.get(at(draft, "translations/fr")).status == 404
    data = {**sheet.fields(), "message": "Volé."}
    assert stranger.client.post(sheet.path, data=data).status_code in (400, 404)
    assert not making.version(visitor.actor, draft).translations


def test_a_stale_translation_shows_both(visitor, colleague, draft):
    mine = visitor.get(at(draft, "translations/fr"))
    theirs = colleague.get(at(draft, "translations/fr"))
    colleague.send(theirs, {"message": "Premier."})
    stale = visitor.send(mine, {"message": "Second."})
    assert stale.status == 409
    assert "Premier." in stale.text
    visitor.follow(visitor.send(stale, {"keep_message": "mine"}))
    row = translating.find(making.version(visitor.actor, draft), "fr")
    assert row.message == "Second."


def translate(actor, version_id, language="fr", message="Nous promettons."):
    edit = making.version(actor, version_id).edit
    with write():
        translating.save_own(
            actor,
            version_id,
            language,
            expected=edit,
            at=making.NOW,
            values={"message": message, "child_readable": ""},
        )


def test_the_hash_covers_a_translation_and_holds_without_one(ghana, campaign, draft):
    edit = making.fill(ghana, draft)
    with write():
        submission.submit(ghana, draft, expected=edit, key="k", at=making.NOW)
    version = making.version(ghana, draft)
    letter = document.current_letter(version, for_deposit=False)
    said = document.content(version)
    assert set(said) == {
        "campaign", "state", "text_version", "language", "message", "child_readable",
        "amendment_reason", "answers", "commitments", "instrument",
    }  # fmt: skip
    value = {"content": said, "letter": letter.sha256, "salt": version.salt}
    assert version.content_hash == digest(value)
    before = version.content_hash
    translate(ghana, draft)
    assert making.version(ghana, draft).content_hash != before


def test_an_unknown_language_is_refused_by_the_domain(ghana, draft):
    for language in ("en", "de"):
        with pytest.raises(Invalid):
            translate(ghana, draft, language)


def test_an_amendment_starts_from_the_translations(ghana, campaign):
    version_id = making.submitted(ghana, campaign)
    translate(ghana, version_id)
    with write():
        review.check(making.person("reviewer"), version_id, answers=making.CHECKED, at=making.NOW)
    with write():
        review.deposit(making.person("reviewer"), version_id, at=making.NOW)
    with write():
        amended = drafting.begin(ghana, campaign, at=making.NOW, reason="A new law.").id
    assert document.content(making.version(ghana, amended))["translations"] == [
        {"language": "fr", "message": "Nous promettons.", "child_readable": ""}
    ]


def test_nobody_who_is_signed_in_is_asked_to_sign_in(visitor, draft):
    assert not [each for each in visitor.get(at(draft, "tasks")).links() if "sign-in" in each]
