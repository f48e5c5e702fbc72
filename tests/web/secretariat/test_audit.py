"""The audit as a page and as a sheet: who sees what, and what is recorded of looking."""

import csv
import io
import re
from datetime import date, timedelta

import pytest

from pledge_site.db import db, write
from pledge_site.domain import ledger
from pledge_site.domain.ledger import audit, queries
from pledge_site.domain.pledges import workflow
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.jobs.failures import FAILURES
from pledge_site.jobs.worker import drain
from pledge_site.kernel import clock as time
from pledge_site.kernel.languages import CODES
from pledge_site.settings import ROOT
from pledge_site.web.secretariat.words import EVENTS
from tests import making
from tests.domain.accounts import making as people
from tests.web.account.signing import give_password, post, sign_in

AUDIT = "/en/secretariat/audit/"
EXPORT = f"{AUDIT}export/"


@pytest.fixture
def campaign(app):
    return making.campaign()


@pytest.fixture
def reviewer(campaign, client):
    return making.sign_in(client, making.person("reviewer"))


@pytest.fixture
def ada(campaign, client):
    people.administrators()
    sign_in(client, "ada@example.org")
    return client


def events(page):
    return [row["event"] for row in sheet(page)]


def sheet(answer):
    assert answer.mimetype == "text/csv"
    text = answer.data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_entries_say_what_who_and_from_where_to_where(reviewer):
    making.deposited("GHA")
    page = reviewer.get(AUDIT).text
    for part in ("Deposited", "Instrument checked", "Ghana", "From “Accepted” to “Deposited”"):
        assert part in page


def test_entries_of_one_state(reviewer):
    making.submitted("GHA")
    making.submitted("TGO")
    page = reviewer.get(f"{AUDIT}?state=TGO&person=&event=&since=&until=").text
    assert '<td data-label="State">Togo</td>' in page
    assert '<td data-label="State">Ghana</td>' not in page


def test_entries_of_one_person_kind_and_day(ada):
    ghana = making.focal_point("GHA")
    making.submitted("GHA", by=ghana)
    making.submitted("TGO")
    page = ada.get(f"{AUDIT}?person={ghana.user_id}&event=pledge.submitted").text
    assert page.count('<td data-label="When">') == 1
    day = making.NOW.date()
    on_the_day = ada.get(f"{AUDIT}?state=GHA&since={day}&until={day}").text
    assert "Ghana</td>" in on_the_day
    later = ada.get(f"{AUDIT}?state=GHA&since={day + timedelta(days=400)}").text
    assert "Nothing here." in later


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("state=XXX", 404),
        ("event=nothing", 404),
        ("person=x", 400),
        ("since=soon", 400),
        ("until=2027-13-01", 400),
        ("before=x", 400),
        ("person=999999999", 200),
    ],
)
def test_what_cannot_be_asked_is_refused(reviewer, query, status):
    assert reviewer.get(f"{AUDIT}?{query}").status_code == status


def test_pages_go_back_by_position_and_keep_what_is_asked(reviewer):
    with write():
        for number in range(120):
            ledger.record(
                "pledge.edited", at=making.NOW, actor=None, subject=f"pledge:{number}",
                facts={"state": "GHA"},
            )  # fmt: skip
    last = queries.latest(limit=1)[0].seq
    first = reviewer.get(f"{AUDIT}?state=GHA").text
    assert f"before={last - 49}&amp;state=GHA" in first
    second = reviewer.get(f"{AUDIT}?before={last - 49}&state=GHA").text
    assert f">{last - 50}</th>" in second
    assert f">{last - 49}</th>" not in second
    assert "Newest entries" in second


def test_the_old_address_leads_here(reviewer):
    answer = reviewer.get("/en/secretariat/ledger/?state=GHA&before=12&other=1")
    assert (answer.status_code, answer.location) == (301, f"{AUDIT}?state=GHA&before=12")


def test_reviewers_see_pledges_and_not_each_others_sign_ins(ada, make_client):
    making.submitted("GHA")
    making.person("drafter")
    reviewer = make_client()
    people.person("reviewer", "Rae")
    sign_in(reviewer, "rae@example.org")
    assert "Signed in</span>" in ada.get(AUDIT).text
    page = reviewer.get(AUDIT).text
    assert "Submitted" in page
    assert "Signed in</span>" not in page
    assert "Signed in</option>" not in page
    assert "Nothing here." in reviewer.get(f"{AUDIT}?event=user.signed_in").text
    assert "export/" not in page
    assert reviewer.post(EXPORT, data={}).status_code in (400, 403)


@pytest.mark.parametrize("role", ["press_officer", "focal_point", "translator"])
def test_the_audit_is_not_everybodys(campaign, client, role):
    making.sign_in(client, making.person(role, "TGO" if role == "focal_point" else None))
    assert client.get(AUDIT).status_code == 403


def test_every_look_at_a_letter_is_in_it(ada, make_client):
    version_id = making.submitted("GHA")
    letter = db.session.get_one(PledgeVersion, version_id).letters[0].id
    rae = making.person("reviewer")
    reviewer = making.sign_in(make_client(), rae)
    for _ in range(2):
        picture = f"/en/secretariat/cases/{version_id}/letters/{letter}/1.png"
        assert reviewer.get(picture).status_code == 200
    page = ada.get(f"{AUDIT}?event=letter.viewed&person={rae.user_id}&state=GHA").text
    assert page.count('<td data-label="When">') == 2


def test_sign_ins_and_what_failed_of_them_are_in_it(ada, make_client, clock):
    visitor = make_client()
    for email in ("ada@example.org", "nobody@example.org", "nobody@example.org"):
        assert give_password(visitor, email, "not the password").status_code == 422
    give_password(visitor, "bo@example.org")
    assert post(visitor, "/en/account/second-factor/", code="000000").status_code == 422
    assert "sign_in.failed" not in {each.event for each in queries.latest()}
    clock.forward(minutes=16)
    drain([FAILURES])
    found = {each.event: each for each in queries.latest()}
    assert found["sign_in.failed"].facts["count"] == 3
    assert found["user.second_factor_failed"].subject.startswith("user:")
    drain([FAILURES])
    clock.forward(minutes=16)
    drain([FAILURES])
    assert len(audit.page(audit.Wanted(event="sign_in.failed"))) == 1
    sign_in(ada, "ada@example.org")
    page = ada.get(AUDIT).text
    assert "Sign-ins that failed, counted" in page
    assert "count 3" in page


def test_a_sheet_holds_all_that_is_asked_for_and_is_an_entry_itself(ada):
    making.submitted("GHA")
    making.submitted("TGO")
    answer = post(ada, EXPORT, AUDIT, state="GHA", event="", person="", since="", until="")
    rows = sheet(answer)
    assert {row["state"] for row in rows} == {"GHA"}
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "private, no-store"
    taken = queries.latest(limit=1)[0]
    assert (taken.event, taken.facts) == ("audit.exported", {"of_state": "GHA"})
    everything = sheet(post(ada, EXPORT, AUDIT))
    assert [int(row["number"]) for row in everything] == list(range(taken.seq, 0, -1))
    assert everything[0]["event"] == "audit.exported"
    assert everything[0]["actor"] == "Ada"


def test_a_sheet_goes_through_many_in_steps(ada, monkeypatch):
    monkeypatch.setattr(audit, "_STEP", 7)
    making.deposited("GHA")
    rows = sheet(post(ada, EXPORT, AUDIT))
    numbers = [int(row["number"]) for row in rows]
    assert numbers == list(range(numbers[0], 0, -1))


def test_a_name_that_a_spreadsheet_would_run_is_escaped(ada):
    person = people.person("drafter", "Eve")
    with write():
        db.session.merge(person).name = "=HYPERLINK(1)"
        ledger.record("user.signed_in", at=time.now(), actor=person.id, subject=f"user:{person.id}")
    rows = sheet(post(ada, EXPORT, AUDIT, person=str(person.id)))
    assert {row["actor"] for row in rows if row["actor"]} == {"'=HYPERLINK(1)"}


def test_what_cannot_be_asked_takes_no_sheet(ada):
    assert post(ada, EXPORT, AUDIT, since="soon").status_code == 400
    assert "audit.exported" not in {each.event for each in queries.latest()}


def test_whatever_is_recorded_has_its_words_and_can_be_asked_for():
    called = re.compile(r'\brecord\(\s*"([a-z_]+\.[a-z_]+)"')
    recorded = {
        name
        for path in (ROOT / "pledge_site").rglob("*.py")
        for name in called.findall(path.read_text(encoding="utf-8"))
    }
    # One step takes the event of what was cleared.
    recorded |= {step.event for step in workflow.TRANSITIONS.values() if "." in step.event}
    assert len(recorded) > 30
    assert recorded - set(EVENTS) == set()


@pytest.mark.parametrize("lang", CODES)
def test_the_page_stands_in_every_language(ada, lang):
    making.deposited("GHA")
    page = ada.get(f"/{lang}/secretariat/audit/?since={date(2020, 1, 1)}")
    assert page.status_code == 200
