"""The page of the switches, and what each does to every other page."""

import html as escapes
import io
import re
import time

import pytest

from pledge_site.db import db, write
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.switches import service
from pledge_site.kernel.languages import CODES
from pledge_site.kernel.refusals import Refused
from pledge_site.web.edge.current import keeper, keeper_of
from tests import making
from tests.domain.accounts import making as people
from tests.domain.snapshots.test_builder import counted_queries
from tests.web.account.signing import post, sign_in

SWITCHES = "/en/secretariat/switches/"
TEXTS = {f"text_{code}": f"News <in> {code}" for code in CODES}


@pytest.fixture
def ada(app, client):
    making.campaign()
    people.administrators()
    sign_in(client, "ada@example.org")
    return client


def turn(client, name, on="1"):
    answer = post(client, f"{SWITCHES}{name}/", SWITCHES, on=on)
    assert answer.status_code == 303, answer.text
    return answer


@pytest.fixture
def drafting(ada, make_client):
    """Return a focal point's client, and the address of its draft."""
    actor = making.focal_point("GHA")
    version_id = making.draft(actor, making.campaign_id())
    client = making.sign_in(make_client(), actor)
    return client, f"/en/portal/versions/{version_id}/"


def test_read_only_takes_nothing_and_gives_back_what_was_typed(ada, drafting):
    client, path = drafting[0], drafting[1] + "message/"
    form = fields(client.get(path).text)
    turn(ada, "read_only")
    typed = form | {"message": "Our word\n<b>to</b> children", "language": "en"}
    answer = client.post(path, data=typed)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "takes no changes" in answer.text
    assert "Our word\n&lt;b&gt;to&lt;/b&gt; children" in answer.text
    again = fields(answer.text)
    assert again.keys() == typed.keys()
    assert again["message"] == typed["message"]
    turn(ada, "read_only", "0")
    assert client.post(path, data=again).status_code == 303
    assert "to&lt;/b&gt; children" in client.get(path).text


def fields(page):
    """Return what a browser would send of the last form of a page."""
    form = page.split("<form")[-1].split("</form>")[0]
    found = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form):
        found[name] = escapes.unescape(value)
    for name, value in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n([^<]*)</textarea>', form):
        found[name] = escapes.unescape(value)
    return found


def test_read_only_lets_an_administrator_in_to_turn_it_off(ada, make_client):
    turn(ada, "read_only")
    other = make_client()
    assert sign_in(other, "bo@example.org").status_code == 303
    assert "takes no changes" in other.get(SWITCHES).text
    turn(other, "read_only", "0")
    assert "takes no changes" not in other.get(SWITCHES).text


def test_read_only_shows_no_password_again(ada, client):
    turn(ada, "read_only")
    answer = post(
        client, "/en/account/password/", password="a secret of mine", new_password="another one"
    )
    assert answer.status_code == 503
    assert "secret of mine" not in answer.text
    assert "another one" not in answer.text


def test_read_only_leaves_every_page_readable_and_shows_no_letter(ada, make_client):
    version_id = making.submitted("GHA")
    letter = db.session.get_one(PledgeVersion, version_id).letters[0].id
    reviewer = making.sign_in(make_client(), making.person("reviewer"))
    picture = f"/en/secretariat/cases/{version_id}/letters/{letter}/1.png"
    assert reviewer.get(picture).status_code == 200
    turn(ada, "read_only")
    assert reviewer.get(f"/en/secretariat/cases/{version_id}/").status_code == 200
    assert reviewer.get(picture).status_code == 503
    assert make_client().get("/en/states/").status_code == 200


def test_a_request_that_may_not_write_cannot(ada):
    turn(ada, "read_only")
    app = ada.application
    with app.test_request_context("/en/secretariat/"):
        app.preprocess_request()
        with pytest.raises(Refused, match=r"site\.read_only"), write():
            pass
    with app.test_request_context("/en/states/"):
        app.preprocess_request()
        with write():
            pass


def test_the_setting_is_stronger_than_the_switch(make_app, ada):
    client = make_app(READ_ONLY="1").test_client()
    assert client.post(f"{SWITCHES}read_only/", data={"on": "0"}).status_code == 503
    assert client.post("/en/account/sign-in/", data={}).status_code == 503


def test_without_uploads_a_letter_waits_and_the_rest_is_saved(ada, drafting):
    client, path = drafting[0], drafting[1] + "instrument/"
    turn(ada, "uploads_off")
    assert "Files are not taken" in client.get(path).text
    form = fields(client.get(path).text) | {"kind": "note_verbale", "reference": "N 12"}
    answer = client.post(path, data=form | {"letter": (io.BytesIO(making.pdf()), "letter.pdf")})
    assert answer.status_code == 503
    assert "N 12" in answer.text
    assert client.post(path, data=form).status_code == 303
    turn(ada, "uploads_off", "0")
    assert "Files are not taken" not in client.get(path).text


def test_live_off_refuses_and_lets_go(ada, app):
    stream = app.test_client().get("/live", query_string={"after": "1"})
    next(stream.response)
    turn(ada, "live_off")
    began = time.monotonic()
    assert list(stream.response) in ([], [b": still here\n\n"])
    assert time.monotonic() - began < 2
    stream.close()
    refused = app.test_client().get("/live")
    assert (refused.status_code, refused.text) == (503, "off\n")
    turn(ada, "live_off", "0")
    app.test_client().get("/live").close()
    assert not keeper().closed


def test_a_banner_stands_on_every_page_in_its_language(ada, make_client):
    visitor = make_client()
    before = {lang: visitor.get(f"/{lang}/states/") for lang in CODES}
    assert post(ada, f"{SWITCHES}banner/text/", SWITCHES, **TEXTS).status_code == 303
    for lang in CODES:
        page = visitor.get(f"/{lang}/states/")
        assert f"News &lt;in&gt; {lang}</aside>" in page.text
        assert page.headers["ETag"] != before[lang].headers["ETag"]
        assert visitor.get(f"/{lang}/none/").text.count(f"&lt;in&gt; {lang}") == 1
        assert f"News &lt;in&gt; {lang}</aside>" in ada.get(f"/{lang}/secretariat/switches/").text
    turn(ada, "banner", "0")
    for lang in CODES:
        assert visitor.get(f"/{lang}/states/").headers["ETag"] == before[lang].headers["ETag"]


@pytest.mark.database("sqlite")
def test_a_banner_costs_no_query(ada, make_client):
    post(ada, f"{SWITCHES}banner/text/", SWITCHES, **TEXTS)
    visitor = make_client()
    visitor.get("/en/states/")
    with counted_queries() as asked:
        page = visitor.get("/en/states/")
    assert "News &lt;in&gt; en" in page.text
    assert asked == []


@pytest.mark.database("sqlite")
def test_in_serving_it_comes_by_itself_within_two_seconds(make_app, app):
    serving = make_app(APP_ENV="development")
    kept = keeper_of(serving)
    assert kept.switches().banner == {}
    actor = making.person("administrator")
    with write():
        service.show_banner(dict.fromkeys(CODES, "News"), actor=actor, at=making.NOW)
    deadline = time.monotonic() + 2
    while not kept.switches().banner:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    kept.end()


def test_a_banner_with_a_language_missing_is_shown_again(ada):
    answer = post(ada, f"{SWITCHES}banner/text/", SWITCHES, **TEXTS | {"text_ar": ""})
    assert answer.status_code == 422
    assert 'href="#text_ar"' in answer.text
    assert "News &lt;in&gt; zh" in answer.text
    assert "banner--news" not in ada.get("/en/states/").text


@pytest.mark.parametrize("lang", CODES)
def test_the_page_stands_in_every_language(ada, lang):
    turn(ada, "live_off")
    post(ada, f"{SWITCHES}banner/text/", SWITCHES, **TEXTS)
    assert ada.get(f"/{lang}/secretariat/switches/").status_code == 200
