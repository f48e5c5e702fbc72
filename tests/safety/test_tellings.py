"""What children told of harm, and what nobody has let pass, is found nowhere but in its own rooms.

Every page of every role is asked for, and every other table, mail, file and line of the log read.
"""

import json

import pytest
from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain import tables
from pledge_site.domain.workshops.models import Contribution, ContributionTranslation, Disclosure
from pledge_site.jobs.mail import MAIL, POST
from pledge_site.jobs.safeguarding import SAFEGUARDING
from pledge_site.jobs.search import SEARCH
from pledge_site.jobs.snapshots import SNAPSHOTS
from pledge_site.jobs.worker import drain
from pledge_site.web.edge.routes import PUBLIC
from tests import making
from tests.safety import world as worlds
from tests.safety.children_world import RAW, TOLD, WAITING
from tests.safety.world import EVERY_ROLE, NOBODY, OWN

pytestmark = pytest.mark.database("sqlite")
# The only pages that may show one of them: which, and to whom.
ROOMS = {
    ("secretariat.telling", "administrator"): {TOLD},
    ("secretariat.telling", "safeguarding_officer"): {TOLD},
    ("secretariat.words_of", "drafter"): {WAITING},
    ("secretariat.words_of", "safeguarding_officer"): {WAITING},
}


def found_in(body):
    return {word for word in (TOLD, WAITING, RAW) if word in body}


@pytest.mark.parametrize("role", [NOBODY, *sorted(EVERY_ROLE)])
def test_no_page_of_anybody_else_shows_a_word(app, client, begin, role):
    world = begin(worlds.make)
    client.checks = False
    worlds.enter(app, client, world.people.get(role))
    shown = {}
    for rule in app.url_map.iter_rules():
        mine = rule.endpoint in PUBLIC if role == NOBODY else rule.endpoint not in PUBLIC
        if "GET" not in rule.methods or not mine:
            continue
        if role != NOBODY and role not in worlds.allowed(rule):
            continue
        path = worlds.addresses(app, world, rule)[OWN]
        with client.get(path) as answer:
            if answer.mimetype == "text/event-stream":
                continue
            if words := found_in(answer.data.decode("utf-8", "replace")):
                shown[rule.endpoint, role] = words
    assert shown == {room: words for room, words in ROOMS.items() if room[1] == role}


def test_no_other_table_mail_file_or_log_has_a_word(app, begin, folders, capsys):
    world = begin(worlds.make)
    drain((SAFEGUARDING, SNAPSHOTS, SEARCH, MAIL, POST))
    assert tables.ROOMS
    own = {each.__tablename__ for each in (Contribution, ContributionTranslation, Disclosure)}
    written = {
        table.name: json.dumps(
            [list(row) for row in db.session.execute(select(table))], default=str
        )
        for table in db.metadata.sorted_tables
        if table.name not in own
    }
    assert "disclosure.escalated" in written["ledger_entries"]
    assert "safeguarding_late" in written["mails"]
    written |= {
        str(path): path.read_bytes().decode("utf-8", "replace")
        for path in folders.rglob("*")
        if path.is_file()
    }
    assert any(name.endswith(".eml") for name in written)
    written["log"] = "".join(capsys.readouterr())
    assert {name for name, text in written.items() if found_in(text)} == set()
    assert world.people


def test_the_sheet_of_the_audit_has_no_word(app, client, begin):
    world = begin(worlds.make)
    making.sign_in(client, world.people["administrator"])
    page = "/en/secretariat/audit/"
    sheet = making.post(client, page, f"{page}export/").text
    assert "disclosure.reported" in sheet
    assert found_in(sheet) == set()
