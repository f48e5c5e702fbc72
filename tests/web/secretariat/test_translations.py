"""Translations by the secretariat: a queue, two people, and what readers see of them when."""

import re

import pytest
from sqlalchemy import select

from pledge_site.db import db, write
from pledge_site.domain.notices.models import Mail
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.reviewing import review, translating
from pledge_site.jobs.mail import MAIL
from pledge_site.jobs.snapshots import SNAPSHOTS
from pledge_site.jobs.worker import drain
from pledge_site.web.edge.current import refresh
from tests import making
from tests.domain.pledges import making as pledges

WORDS = "Nous tiendrons parole."
PAGE = "/en/pledges/GP-SID27-GHA/"
_SEEN = re.compile(r'name="seen" value="([^"]*)"')


@pytest.fixture
def version_id(app):
    making.campaign()
    found = making.deposited()
    publish()
    return found


@pytest.fixture
def translator(make_client, version_id):
    return making.sign_in(make_client(), making.person("translator"))


@pytest.fixture
def second(make_client, version_id):
    return making.sign_in(make_client(), making.person("reviewer"))


def publish():
    """Make the snapshot that readers see."""
    drain([SNAPSHOTS])
    refresh()


def at(version_id, tail="", language="fr"):
    return f"/en/secretariat/translations/{version_id}/{language}/{tail}"


def send(client, version_id, tail="", language="fr", **data):
    page = at(version_id, language=language)
    seen = _SEEN.search(client.get(page).text)
    known = {"seen": seen[1]} if seen else {}
    return making.post(client, page, at(version_id, tail, language), **{**known, **data})


def save(client, version_id, message=WORDS, **more):
    return send(client, version_id, message=message, child_readable="", **more)


def read(client, path=PAGE):
    publish()
    return client.get(path).text


def test_the_queue_has_each_public_version_and_its_missing_languages(translator, version_id):
    making.submitted("FRA")
    queue = translator.get("/en/secretariat/translations/").text
    for language in ("ar", "zh", "fr", "ru", "es"):
        assert at(version_id, language=language) in queue
    assert at(version_id, language="en") not in queue
    assert "France" not in queue
    only = translator.get("/en/secretariat/translations/?into=ru").text
    assert at(version_id, language="ru") in only
    assert at(version_id, language="ar") not in only
    assert translator.get("/en/secretariat/translations/?into=de").status_code == 404


def test_one_saves_another_approves_and_then_it_is_public(translator, second, client, version_id):
    assert save(translator, version_id).status_code == 303
    assert WORDS not in read(client)
    own = translator.get(at(version_id)).text
    assert "someone else approves" in own
    assert "approve/" not in own
    assert "Waits for a second person" in second.get("/en/secretariat/translations/").text
    assert send(second, version_id, "approve/").status_code == 303
    shown = read(client)
    assert WORDS in shown
    assert "French: translation by the secretariat" in shown
    assert shown.index("We promise.") < shown.index(WORDS)
    said = client.get("/api/v1/pledges/GP-SID27-GHA").json["document"]
    assert said["translations"] == [
        {
            "language": "fr", "source": "secretariat", "message": WORDS, "child_readable": "",
        }
    ]  # fmt: skip


def test_nobody_approves_their_own(translator, version_id):
    save(translator, version_id)
    answer = send(translator, version_id, "approve/")
    assert answer.status_code == 403
    assert "A second person has to confirm it." in answer.text


def test_the_database_holds_the_two_apart(translator, version_id):
    save(translator, version_id)
    row = translating.find(db.session.get(PledgeVersion, version_id), "fr")
    row.approved_by = row.made_by
    with pytest.raises(Exception, match="two_people"):
        db.session.flush()
    db.session.rollback()


def test_what_is_taken_back_is_gone_until_it_is_approved_again(
    translator, second, client, version_id
):
    save(translator, version_id)
    send(second, version_id, "approve/")
    assert WORDS in read(client)
    refused = making.post(
        translator, at(version_id), message="Autre.", child_readable="", seen=seen(version_id)
    )
    assert refused.status_code == 409
    assert send(translator, version_id, "take-back/").status_code == 303
    assert WORDS not in read(client)
    assert save(second, version_id, "Autrement.").status_code == 303
    send(translator, version_id, "approve/")
    assert "Autrement." in read(client)


def seen(version_id, language="fr"):
    found = db.session.get(PledgeVersion, version_id)
    return translating.mark(translating.find(found, language))


def test_what_was_not_seen_is_not_overwritten_or_approved(translator, second, version_id, clock):
    before = seen(version_id)
    save(translator, version_id)
    stale = making.post(second, at(version_id), message="Autre.", child_readable="", seen=before)
    assert stale.status_code == 409
    assert "Autre." in stale.text
    looked_at = seen(version_id)
    clock.forward(minutes=1)
    save(translator, version_id, "Changé depuis.")
    stale = making.post(second, at(version_id), at(version_id, "approve/"), seen=looked_at)
    assert stale.status_code == 409
    assert "Changé depuis." in stale.text


def test_a_translation_needs_words_and_no_more_than_fit(translator, version_id):
    assert save(translator, version_id, "  ").status_code == 422
    assert save(translator, version_id, "x" * 5001).status_code == 422
    assert save(translator, version_id, "a\u202eb").status_code == 422


def test_an_official_translation_is_marked_and_left_alone(app, make_client, client):
    making.campaign()
    ghana = making.focal_point("GHA")
    version_id = making.accepted(by=ghana)
    edit = making.version(ghana, version_id).edit
    with write():
        translating.save_own(
            ghana, version_id, "fr", expected=edit, at=making.NOW,
            values={"message": WORDS, "child_readable": ""},
        )  # fmt: skip
    with write():
        review.check(making.person("reviewer"), version_id, answers=pledges.CHECKED, at=making.NOW)
    with write():
        review.deposit(making.person("reviewer"), version_id, at=making.NOW)
    shown = read(client, "/fr/states/GHA/")
    assert "officielle" in shown or "official translation, by the State" in shown
    assert WORDS in shown
    desk = making.sign_in(make_client(), making.person("translator"))
    assert "It is official" in desk.get(at(version_id)).text
    refused = making.post(
        desk, at(version_id, language="ru"), at(version_id), message="Non.", child_readable="",
        seen=seen(version_id),
    )  # fmt: skip
    assert refused.status_code == 409


def test_a_withdrawn_version_is_no_longer_translated(translator, second, version_id):
    save(translator, version_id)
    found = db.session.get(PledgeVersion, version_id)
    with write():
        found.standing = "withdrawn"
    assert translator.get(at(version_id)).status_code == 404
    queue = translator.get("/en/secretariat/translations/").text
    assert at(version_id, language="ru") not in queue


@pytest.mark.parametrize("language", ["en", "de"])
def test_only_another_of_the_six_can_be_asked_for(translator, version_id, language):
    assert translator.get(at(version_id, language=language)).status_code == 404


def test_the_state_is_told_when_its_words_are_translated(translator, second, version_id):
    save(translator, version_id)
    send(second, version_id, "approve/")
    drain([MAIL])
    told = db.session.scalars(select(Mail).where(Mail.template == "translated")).all()
    official = db.session.get(PledgeVersion, version_id).created_by
    assert [mail.user_id for mail in told] == [official]
