"""A link to a draft, from the focal point's page to a colleague without an account."""

import re
from datetime import timedelta

import pytest

from pledge_site.db import db, write
from pledge_site.domain.accounts import throttle
from pledge_site.domain.pledges.case_models import PreviewLink
from pledge_site.domain.pledges.writing import drafting
from pledge_site.kernel import clock
from tests.domain.pledges import making

OURS = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}


def read(client, secret, lang="en", **headers):
    return client.post(f"/{lang}/preview/", data={"secret": secret}, headers=OURS | headers)


@pytest.fixture
def draft(ghana, campaign):
    version_id = making.draft(ghana, campaign)
    edit = making.fill(ghana, version_id)
    with write():
        drafting.save_message(
            ghana, version_id, expected=edit, at=making.NOW,
            values={"language": "ar", "message": "نعد الأطفال."},
        )  # fmt: skip
    return version_id


@pytest.fixture
def link(visitor, draft):
    """Make a link as its maker does; return what is shown."""
    sheet = visitor.get(f"versions/{draft}/previews/")
    made = visitor.send(sheet, {"days": "1"}, place=0)
    assert made.status == 200, made.text
    found = [box.text for box in made.root.iter("textarea") if box.get("id") == "made"]
    assert len(found) == 1
    return found[0].strip()


@pytest.fixture
def secret(link):
    return link.partition("#")[2]


def test_a_link_is_shown_once_and_leads_to_the_draft(visitor, client, draft, link, secret):
    assert re.fullmatch(r"https?://[^/]+/en/preview/#[\w-]{43,}", link)
    assert secret not in visitor.get(f"versions/{draft}/previews/").response.text
    answer = read(client, link)
    assert answer.status_code == 200
    for said in (
        "Draft, not public", "Ghana", "This link works until", "نعد الأطفال.",
        making.TEXT["clauses"][0]["body"]["en"][:40], "A unit in each district", "By when?",
        "A. Person",
    ):  # fmt: skip
        assert said in answer.text, said
    assert "letter.pdf" not in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("lang", ["ar", "en", "es", "fr", "ru", "zh"])
def test_the_draft_is_there_in_every_language(client, secret, lang):
    answer = read(client, secret, lang)
    assert answer.status_code == 200
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}"' in answer.text
    assert '<p class="typed" lang="ar" dir="auto">نعد الأطفال.</p>' in answer.text
    assert answer.text.count("formaction=") == 5


def test_the_door_tells_nothing_and_sets_nothing(client, campaign):
    answer = client.get("/fr/preview/")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_what_opens_nothing_is_told_alike(visitor, client, draft, secret):
    with clock.moved(timedelta(days=1)):
        answers = {re.sub(r'value="[^"]*"', "", read(client, secret).text)}
    sheet = visitor.get(f"versions/{draft}/previews/")
    visitor.follow(visitor.send(sheet, place=1))
    for nothing in (secret, "unknown", "", "x" * 5000, f"#{secret[:-1]}"):
        answer = read(client, nothing)
        assert answer.status_code == 404
        answers.add(re.sub(r'value="[^"]*"', "", answer.text))
    assert len(answers) == 1


def test_openings_are_shown_to_all_focal_points_of_the_state(
    visitor, colleague, client, draft, secret
):
    read(client, secret)
    read(client, secret, "fr")
    text = colleague.get(f"versions/{draft}/previews/").text
    assert "2 times" in text
    assert f"Person {visitor.actor.user_id}" in text


def test_the_form_is_held_to_our_own_pages(client, secret):
    for headers in (
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "null"},
    ):
        assert read(client, secret, **headers).status_code == 403
    assert client.post("/en/preview/", data={"secret": secret}).status_code == 403
    assert db.session.query(PreviewLink).one().opened == 0


def test_too_many_tries_are_slowed_down(client, secret, monkeypatch):
    real = throttle.for_preview
    monkeypatch.setattr(
        throttle,
        "for_preview",
        lambda *given: [throttle.Bucket(each.name, 2) for each in real(*given)],
    )
    assert [read(client, "wrong").status_code for _ in range(2)] == [404, 404]
    answer = read(client, secret)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


def test_another_state_sees_and_makes_no_link(stranger, visitor, draft, secret):
    assert stranger.get(f"versions/{draft}/previews/").status == 404
    sheet = visitor.get(f"versions/{draft}/previews/")
    for path in (sheet.path, f"{sheet.path}1/revoke/"):
        answer = stranger.client.post(path, data={"days": "1", **sheet.fields(0)})
        assert answer.status_code in (400, 404)
    assert db.session.query(PreviewLink).count() == 1


@pytest.mark.parametrize("days", ["", "2", "1e3", "٧"])
def test_a_time_that_was_not_offered_is_refused_at_its_field(visitor, draft, days):
    sheet = visitor.get(f"versions/{draft}/previews/")
    answer = visitor.send(sheet, {"days": days}, place=0)
    assert answer.status == 422
    assert [place for place, _ in answer.problems()] == ["days"]
