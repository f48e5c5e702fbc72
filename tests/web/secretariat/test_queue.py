"""The queue: what waits, since when, and for whose hands."""

import re
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, select

from pledge_site.db import db, write
from pledge_site.domain.pledges.case_models import Submission
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.reviewing import review
from pledge_site.kernel import clock as clock_room
from tests import making

QUEUE = "/en/secretariat/"


@pytest.fixture
def campaign(app):
    return making.campaign()


@pytest.fixture
def reviewer(campaign, client):
    actor = making.person("reviewer")
    making.sign_in(client, actor)
    return actor


def row(client, state, path=QUEUE):
    """Return the words of a State's line in the queue."""
    rows = re.findall(r"<tr>.*?</tr>", client.get(path).text, re.DOTALL)
    found = [re.sub(r"<[^>]+>|\s+", " ", each) for each in rows if state in each]
    return " ".join(found[0].split()) if found else None


def test_an_empty_queue_says_so(reviewer, client):
    assert "Nothing here." in client.get(QUEUE).text


def test_a_submitted_pledge_waits_for_its_check(reviewer, client):
    making.submitted("GHA")
    found = row(client, "Ghana")
    assert "Check the instrument" in found
    assert "You can take this on." in found
    assert "Submitted" in found


def test_what_nobody_submitted_is_not_the_secretariats(reviewer, client):
    making.draft(making.focal_point("GHA"), making.campaign_id())
    assert row(client, "Ghana") is None


def test_whoever_checked_is_told_that_another_publishes(reviewer, client):
    making.accepted("GHA", checker=reviewer)
    making.accepted("TGO")
    assert "A second person has to do this" in row(client, "Ghana")
    assert "You can take this on." in row(client, "Togo")


def test_a_former_focal_point_is_told_to_leave_it_to_others(campaign, client):
    focal_point = making.focal_point("GHA")
    making.submitted("GHA", by=focal_point)
    making.sign_in(client, making.change_role(focal_point, "reviewer"))
    assert "A second person has to do this" in row(client, "Ghana")


def test_an_announced_pledge_waits_for_its_letter_and_then_for_its_deposit(reviewer, client):
    ghana = making.focal_point("GHA")
    version_id = making.announced("GHA", by=ghana)
    found = row(client, "Ghana")
    assert "Waits for the signed document" in found
    assert "You can take this on." not in found
    making.stored_letter(ghana, version_id)
    assert "The signed document has come: deposit" in row(client, "Ghana")


def at_time(version_id, **moments):
    """Let a version have been submitted at another time, with the promise of that time."""
    with write() as session:
        version = session.get_one(PledgeVersion, version_id)
        version.submitted_at = moments["submitted"]
        made = session.scalars(select(Submission).where(Submission.version_id == version_id)).one()
        made.at, made.due_at = moments["submitted"], moments.get("due")


def test_what_is_due_comes_first_and_then_the_longest_waiting(reviewer, client):
    first, second, held = making.submitted("TGO"), making.submitted("GHA"), making.deposited("KEN")
    with write():
        review.hold(making.person("reviewer"), held, reason="A doubt", at=making.NOW)
    at_time(first, submitted=making.NOW + timedelta(hours=2))
    page = client.get(QUEUE).text
    places = [page.index(f"cases/{each}/") for each in (second, first, held)]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("submitted", "promised", "said"),
    [
        ("2026-11-20T10:00", None, "27 November 2026, 10:00 UTC"),
        ("2026-11-10T10:00", None, "Overdue since 17 November 2026, 10:00 UTC"),
        # The event was put off since: what was promised then holds.
        ("2026-11-20T10:00", "2026-11-25T10:00", "25 November 2026, 10:00 UTC"),
        ("2026-11-20T10:00", "2026-12-25T10:00", "27 November 2026, 10:00 UTC"),
    ],
)
def test_the_queue_says_when_an_answer_is_due(reviewer, client, clock, submitted, promised, said):
    clock.set(making.NOW + timedelta(hours=3))
    version_id = making.submitted("GHA")
    at_time(version_id, submitted=utc(submitted), due=promised and utc(promised))
    assert said in row(client, "Ghana")
    overdue = said.startswith("Overdue")
    assert bool(row(client, "Ghana", f"{QUEUE}?overdue=1")) is overdue


def utc(text):
    return datetime.fromisoformat(f"{text}+00:00")


def test_what_is_answered_is_due_no_more(reviewer, client):
    making.deposited("GHA")
    making.announced("TGO")
    for state, standing in (("Ghana", "deposited"), ("Togo", "announced")):
        assert "UTC" not in row(client, state, f"{QUEUE}?standing={standing}")


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("state=GHA", {"Ghana"}),
        ("group=african", {"Ghana", "Togo"}),
        ("group=asia-pacific", {"Japan"}),
        ("campaign=sid-2027", {"Ghana", "Togo", "Japan"}),
        ("hands=mine", {"Ghana", "Japan"}),
        ("hands=others", {"Togo"}),
        ("joint=1", {"Japan"}),
        ("amendment=1", {"Togo"}),
        ("standing=accepted", {"Togo"}),
        ("standing=accepted&hands=mine", set()),
        ("state=&group=&hands=", {"Ghana", "Togo", "Japan"}),
    ],
)
def test_the_queue_is_sifted_by_its_address(reviewer, client, asked, shown):
    making.submitted("GHA")
    making.accepted("TGO", checker=reviewer)
    making.submitted("JPN")
    with write() as session:
        for version in session.scalars(select(PledgeVersion)):
            version.pledge.kind = "joint" if version.pledge.state == "JPN" else "own"
            version.amendment_reason = "A law" if version.pledge.state == "TGO" else ""
    table = client.get(f"{QUEUE}?{asked}").text.partition("<tbody>")[2]
    assert {name for name in ("Ghana", "Togo", "Japan") if name in table} == shown


@pytest.mark.parametrize("asked", ["state=XXX", "group=x", "campaign=x", "hands=x", "standing=x"])
def test_what_cannot_be_asked_for_is_unknown(reviewer, client, asked):
    making.submitted("GHA")
    assert client.get(f"{QUEUE}?{asked}").status_code == 404


def test_what_is_cleared_for_a_release_waits_apart(reviewer, client):
    version_id = making.accepted("GHA")
    with write() as session:
        version = session.get_one(PledgeVersion, version_id)
        version.cleared_action, version.cleared_at = "deposit", making.NOW
    assert row(client, "Ghana") is None
    assert "Waits for its release" in row(client, "Ghana", f"{QUEUE}?standing=cleared")


def test_a_long_queue_is_turned_page_by_page(reviewer, client, monkeypatch):
    monkeypatch.setattr("pledge_site.web.secretariat.queue._ON_A_PAGE", 2)
    for state in ("GHA", "TGO", "KEN"):
        making.submitted(state)
    pages = [client.get(f"{QUEUE}?page={number}").text for number in (1, 2)]
    assert [page.count("/cases/") for page in pages] == [2, 1]
    assert "Page 1 of 2" in pages[0]


def test_filters_are_links_with_their_numbers(reviewer, client):
    making.submitted("GHA")
    making.deposited("TGO")
    page = client.get(f"{QUEUE}?standing=deposited").text
    assert "Togo" in page
    assert "Ghana" not in page
    assert re.search(r'standing=submitted">Submitted <span[^>]*>1</span>', page)
    assert client.get(f"{QUEUE}?standing=lost").status_code == 404


def test_a_proposal_waits_for_another_than_its_maker(reviewer, client, make_client):
    version_id = making.submitted("GHA")
    with write():
        review.propose(reviewer, version_id, "decline", reason="Not signed", at=clock_room.now())
    assert "You proposed it; someone else confirms." in client.get(QUEUE).text
    second = making.sign_in(make_client(), making.person("reviewer"))
    assert "You can confirm or refuse." in second.get(QUEUE).text


@pytest.mark.parametrize("role", ["administrator", "press_officer", "translator"])
def test_those_who_do_not_review_see_no_pledge(campaign, client, role):
    making.submitted("GHA")
    making.sign_in(client, making.person(role))
    page = client.get(QUEUE).text
    assert "These rooms are open to you" in page
    assert "Ghana" not in page


def test_a_focal_point_has_no_business_here(campaign, client):
    making.sign_in(client, making.focal_point("GHA"))
    assert client.get(QUEUE).status_code == 403


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_the_queue_speaks_the_language_of_its_address(reviewer, client, lang):
    making.submitted("GHA")
    assert client.get(f"/{lang}/secretariat/").status_code == 200


def test_the_queue_asks_no_more_of_the_database_when_it_grows(reviewer, client):
    def asked():
        seen = []

        def note(_connection, _cursor, statement, *_):
            seen.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        assert client.get(QUEUE).status_code == 200
        event.remove(db.engine, "before_cursor_execute", note)
        return len(seen)

    making.submitted("GHA")
    asked()  # The first page of a program looks for the snapshot.
    first = asked()
    for state in ("TGO", "KEN", "PER"):
        making.submitted(state)
    assert asked() == first <= 12
