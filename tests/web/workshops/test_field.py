"""A facilitator's pages: a workshop is recorded once, its words are typed in, nothing is lost."""

import re

import pytest

from pledge_site.db import db, write
from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.workshops import checking, fates
from pledge_site.domain.workshops.group_codes import hashed
from pledge_site.domain.workshops.models import Contribution, Disclosure, Workshop
from pledge_site.web.workshops import taking_back
from tests.domain.pledges.making import NOW, person
from tests.web.portal.browsing import Visitor
from tests.web.workshops.field import HOME, codes_of, day_in, facts, record, row

pytestmark = pytest.mark.database("sqlite")


@pytest.fixture
def workshop(facilitator):
    """A workshop of this facilitator; its page is `/en/workshops/1/`."""
    record(facilitator)
    return db.session.query(Workshop).one()


def said():
    return db.session.query(Contribution).order_by(Contribution.position).all()


def test_a_workshop_is_recorded_and_its_codes_shown(facilitator):
    assert "You have recorded no workshop yet" in facilitator.get(HOME).text
    shown = record(facilitator)
    assert shown.status == 200
    made = db.session.query(Workshop).one()
    receipt, withdrawal = codes_of(shown)
    assert (made.receipt_hash, made.withdrawal_hash) == (hashed(receipt), hashed(withdrawal))
    assert (made.language, made.partner.code, made.origin) == ("sw", "GHA-2", "page")
    assert (made.may_website, made.may_press, made.may_translate) == (True, False, True)
    assert "no-store" in shown.response.headers["Cache-Control"]
    listed = facilitator.get(HOME)
    assert "Ghana" in listed.text
    assert "Swahili · 13 to 15 years · 10 to 19 children" in listed.text
    assert f"{HOME}{made.id}/add/" in listed.links()


@pytest.mark.database("sqlite", "postgresql")
def test_the_same_form_twice_is_one_workshop_with_one_pair_of_codes(facilitator):
    form = facilitator.get(f"{HOME}new/")
    first, second = (facilitator.send(form, facts()) for _ in range(2))
    assert codes_of(first) == codes_of(second)
    assert db.session.query(Workshop).count() == 1
    assert len(ledger.of([f"workshop:{db.session.query(Workshop).one().id}"])) == 1


def test_what_is_wrong_is_said_at_once_and_what_was_typed_stays(facilitator):
    form = facilitator.get(f"{HOME}new/")
    wrong = facts(
        country="", month="", language="Klingonese", size_band=None, consent_until="soon",
        attested=None, partner="école",
    )  # fmt: skip
    again = facilitator.send(form, wrong)
    assert again.status == 422
    assert [field for field, _ in again.problems()] == [
        "country", "month", "language", "size_band", "partner", "consent_until", "attested",
    ]  # fmt: skip
    typed = again.fields()
    assert (typed["language"], typed["partner"], typed["age_band"]) == (
        "Klingonese", "ÉCOLE", "13-15",
    )  # fmt: skip
    assert typed["may_website"] == ["y"]
    assert [typed[name] for name in ("key", "receipt")] == [
        form.fields()[name] for name in ("key", "receipt")
    ]
    assert facilitator.send(again, facts()).status == 200


def test_rows_are_saved_and_more_rows_lose_nothing(facilitator, workshop):
    page = facilitator.get(f"{HOME}{workshop.id}/add/")
    more = facilitator.send(page, {**row(1, "Tuulizeni kwanza."), "more": "1"})
    assert (more.status, more.fields()["rows"]) == (200, "10")
    assert more.fields()["words_1"] == "Tuulizeni kwanza."
    assert said() == []
    sent = row(7, "Ask us.", language="English", translation="اسألونا.", translation_language="ar")
    for _ in range(2):
        facilitator.send(more, sent)
    first, second = said()
    assert (first.raw_words, first.language, first.standing) == (
        "Tuulizeni kwanza.", "sw", "to_check",
    )  # fmt: skip
    assert (second.language, second.translations[0].words) == ("en", "اسألونا.")
    shown = facilitator.get(f"{HOME}{workshop.id}/")
    assert "Someone still has to look at it" in shown.text
    assert "2 things wait" in facilitator.get(HOME).text


def test_faults_are_named_at_the_row_that_was_typed(facilitator, workshop):
    page = facilitator.get(f"{HOME}{workshop.id}/add/")
    assert facilitator.send(page).problems() == [
        ("words_1", "Row 1: What was said: Write down at least one thing that was said.")
    ]
    wrong = {**row(2, "Good."), **row(4, "", kind="", translation="Hm", language="Elvish")}
    again = facilitator.send(page, wrong)
    assert again.status == 422
    assert {field for field, _ in again.problems()} == {
        "kind_4", "language_4", "words_4", "translation_language_4",
    }  # fmt: skip
    assert again.fields()["words_2"] == "Good."
    assert said() == []


def test_the_detector_advises_once_and_never_stops(facilitator, workshop):
    page = facilitator.get(f"{HOME}{workshop.id}/add/")
    typed = row(1, "My name is Amina. He touched me.", language="English")
    advised = facilitator.send(page, typed)
    assert advised.status == 200
    assert "Amina looks like a name" in advised.text
    assert "may tell of harm" in advised.text
    assert said() == []
    assert facilitator.send(advised).status == 303
    assert [each.raw_words for each in said()] == [typed["words_1"]]
    # It is still told on the page of the workshop, until somebody has decided.
    shown = facilitator.get(f"{HOME}{workshop.id}/").text
    assert "looks like a name" in shown
    assert "may tell of harm" in shown


def test_what_tells_of_harm_goes_to_the_officers_alone(facilitator, workshop):
    page = facilitator.get(f"{HOME}{workshop.id}/add/")
    first = row(1, "Somebody hurt me.", kind="", harm=["y"], translation="Alguien me hizo daño.")
    saved = facilitator.send(page, {**first, **row(2, "Ask us.")})
    assert "safeguarding officers alone" in facilitator.follow(saved).text
    assert [each.raw_words for each in said()] == ["Ask us."]
    step = facilitator.get(f"{HOME}words/{said()[0].id}/harm/")
    after = facilitator.follow(facilitator.send(step))
    assert "Ask us" not in after.text
    words = [each.words for each in db.session.query(Disclosure).order_by(Disclosure.id)]
    assert words == ["Somebody hurt me.\n\nAlguien me hizo daño.", "Ask us."]
    assert "hurt" not in facilitator.get(f"{HOME}{workshop.id}/").text


def test_consent_is_renewed_and_codes_are_made_anew(facilitator, workshop):
    page = facilitator.get(f"{HOME}{workshop.id}/")
    assert facilitator.send(page, {"consent_until": "2020-01-01"}).status == 422
    assert facilitator.send(page, {"consent_until": day_in(400)}).status == 303
    old = workshop.receipt_hash
    shown = facilitator.send(facilitator.get(f"{HOME}{workshop.id}/codes/"))
    db.session.refresh(workshop)
    assert workshop.receipt_hash == hashed(codes_of(shown)[0]) != old


def test_words_are_taken_back_one_or_all(facilitator, workshop, monkeypatch):
    hidden = []
    monkeypatch.setattr(taking_back, "hide_now", lambda: hidden.append(True))
    page = facilitator.get(f"{HOME}{workshop.id}/add/")
    facilitator.send(page, {**row(1, "First."), **row(2, "Second.")})
    one = facilitator.get(f"{HOME}words/{said()[0].id}/withdraw/")
    assert "First." not in facilitator.follow(facilitator.send(one)).text
    assert [each.standing for each in said()] == ["withdrawn", "to_check"]
    everything = facilitator.get(f"{HOME}{workshop.id}/withdraw/")
    after = facilitator.follow(facilitator.send(everything))
    # No public page waits for the worker.
    assert hidden == [True, True]
    assert "Second." not in after.text
    assert {each.standing for each in said()} == {"withdrawn"}
    # What is withdrawn takes nothing more.
    for tail in ("add/", "codes/"):
        step = facilitator.get(f"{HOME}{workshop.id}/{tail}")
        assert facilitator.send(step, row(1, "Third.") if tail == "add/" else {}).status == 409


def test_fate_and_reason_are_told_once_there_are_any(facilitator, workshop):
    page = facilitator.get(f"{HOME}{workshop.id}/add/")
    facilitator.send(page, row(1, "Ask us, Ali."))
    facilitator.send(facilitator.send(page, row(1, "Ask us, Ali.")))
    with write():
        checking.let_pass(person("drafter"), said()[0].id, "Ask us.", {}, at=NOW)
    assert "1 thing is with the drafters" in facilitator.get(HOME).text
    with write():
        said()[0].fate, said()[0].reasons = "not_used", {"en": "Another group said it."}
    # Drafters may think again until a version is published.
    assert "It is with the drafters" in facilitator.get(f"{HOME}{workshop.id}/").text
    with write():
        fates.tell(workshop.campaign_id)
    shown = facilitator.get(f"{HOME}{workshop.id}/").text
    for words in ("It is not in the text", "Another group said it.", "Ask us."):
        assert words in shown
    assert "Ali" not in shown


def test_another_facilitator_finds_nothing(facilitator, workshop, make_client):
    facilitator.send(facilitator.get(f"{HOME}{workshop.id}/add/"), row(1, "First."))
    other = Visitor(make_client(), person("facilitator"))
    assert "Ghana" not in other.get(HOME).text
    for tail in (f"{workshop.id}/", f"{workshop.id}/add/", f"words/{said()[0].id}/harm/"):
        assert other.get(HOME + tail).status == 404


def test_only_a_facilitator_comes_in_and_starts_here(facilitator, make_client):
    assert Visitor(make_client(), person("reviewer")).get(HOME).status == 403
    assert re.search(r'href="/en/workshops/" aria-current', facilitator.get(HOME).response.text)


def test_as_much_as_rows_can_hold_is_taken_and_comes_back(facilitator, workshop):
    page = facilitator.get(f"{HOME}{workshop.id}/add/")
    for _ in range(5):
        page = facilitator.send(page, {"more": "1"})
    assert page.fields()["rows"] == "30"
    assert 'name="more"' not in page.response.text
    full = {"kind": "", "translation": "字" * 2000, "translation_language": "fr"}
    typed = {k: v for place in range(1, 31) for k, v in row(place, "字" * 2000, **full).items()}
    again = facilitator.send(page, typed)
    assert again.status == 422
    shown = again.fields()
    assert [name for name in typed if shown[name] != typed[name]] == []
