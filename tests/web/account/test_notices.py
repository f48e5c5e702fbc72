"""Notices on a person's own pages: in the language of the page, new ones marked, marked as read."""

import pytest
from sqlalchemy import event, select

from pledge_site.db import db, write
from pledge_site.domain.notices.models import Mail
from pledge_site.domain.pledges.reviewing import review
from pledge_site.jobs.mail import MAIL
from pledge_site.jobs.worker import drain
from tests import making
from tests.domain.pledges.making import MESSAGE
from tests.making import post, sign_in

PAGE = "/en/account/notices/"


@pytest.fixture
def official(app, client):
    ghana = making.focal_point("GHA")
    making.campaign()
    number = making.submitted("GHA", by=ghana)
    with write():
        review.ask_changes(
            making.person("reviewer"), number, {"message": "A private note"}, at=making.NOW
        )
    drain((MAIL,))
    sign_in(client, ghana)
    return ghana


def unread():
    db.session.expire_all()
    return db.session.scalars(select(Mail.id).where(Mail.read_at.is_(None))).all()


def test_what_was_mailed_is_listed_with_where_it_leads(client, official):
    text = client.get(PAGE).text
    assert "Changes are asked for in the pledge of Ghana" in text
    assert "Received: the pledge of Ghana" in text
    assert 'href="/en/portal/"' in text
    assert "Notices (2 new)" in text
    assert text.index("Changes are asked for") < text.index("Received:")
    for private in ("A private note", MESSAGE["message"]):
        assert private not in text


def test_it_is_in_the_language_of_the_page(client, official):
    text = client.get("/fr/account/notices/").text
    assert "Received: the pledge" not in text
    assert 'href="/fr/portal/"' in text


def test_a_look_marks_nothing_and_the_button_one(client, official):
    before = len(unread())
    client.get(PAGE)
    assert len(unread()) == before
    mine = db.session.scalars(select(Mail.id).where(Mail.user_id == official.user_id)).all()
    answer = post(client, PAGE, f"{PAGE}read/", number=str(mine[0]))
    assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)
    assert len(unread()) == before - 1
    assert "Notices (1 new)" in client.get(PAGE).text


def test_all_that_was_shown_can_be_marked_and_nobody_elses(client, official):
    newest = max(unread())
    others = [
        each for each in unread() if db.session.get_one(Mail, each).user_id != official.user_id
    ]
    assert others
    post(client, PAGE, f"{PAGE}read/", up_to=str(newest))
    assert unread() == others
    post(client, PAGE.replace("notices/", ""), f"{PAGE}read/", number=str(others[0]))
    assert unread() == others
    text = client.get(PAGE).text
    assert "new)" not in text
    assert "Mark all as read" not in text


@pytest.mark.parametrize("value", ["x", "-1", "1" * 12, "٣"])
def test_a_number_that_is_none_is_refused(client, official, value):
    assert client.get(f"{PAGE}?before={value}").status_code == 400
    assert post(client, PAGE, f"{PAGE}read/", number=value).status_code == 400


def test_older_ones_are_on_the_next_page(client, official):
    with write():
        for number in range(40):
            db.session.add(
                Mail(
                    template="password_changed", about=f"entry:{number}", address="",
                    user_id=official.user_id, language="en", facts={},
                    message_id=f"<{number}@x>", created_at=making.NOW, due_at=making.NOW,
                )
            )  # fmt: skip
    first = client.get(PAGE).text
    assert first.count("Your password was changed") >= 30
    assert "Received: the pledge of Ghana" not in first
    older = first.partition("notices/?before=")[2].partition('"')[0]
    second = client.get(f"{PAGE}?before={older}").text
    assert "Received: the pledge of Ghana" in second
    assert "Older notices" not in second


def test_the_count_costs_each_page_one_query(client, official):
    asked = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    client.get("/en/account/")
    assert sum("count(mails.id)" in each for each in asked) == 1


def test_more_notices_cost_no_more_queries(client, official):
    def cost():
        asked = []

        def hear(*args):
            asked.append(args[2])

        event.listen(db.engine, "before_cursor_execute", hear)
        client.get(PAGE)
        event.remove(db.engine, "before_cursor_execute", hear)
        return len(asked)

    before = cost()
    with write():
        first = db.session.scalars(select(Mail).where(Mail.user_id == official.user_id)).first()
        for number in range(20):
            db.session.add(
                Mail(
                    template="receipt", about=f"added:{number}", address="", facts=first.facts,
                    user_id=official.user_id, language="en",
                    message_id=f"<{number}@x>", created_at=making.NOW, due_at=making.NOW,
                )
            )  # fmt: skip
    assert cost() <= before


def test_what_has_moved_on_stays_told(client, official):
    with write():
        row = db.session.scalars(select(Mail).where(Mail.user_id == official.user_id)).first()
        row.template, row.facts = "deadline", {**row.facts, "days": 7}
        version = row.facts["version"]
    with write():
        review.queries.case(version).standing = "submitted"
    assert "7 days left: the pledge of Ghana" in client.get(PAGE).text
