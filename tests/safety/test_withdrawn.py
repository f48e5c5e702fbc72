"""Words taken back leave no trace: in no page, feed, API answer, kit or file, nor in a table.

What went into a clause word for word is the campaign's text and stays, but nothing says any more
that children said it. Caches are left as they are: a page from before has to vanish by itself.
"""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import select

from pledge_site.db import db, write
from pledge_site.domain.workshops import fates, withdrawal
from pledge_site.domain.workshops.facts import Said
from pledge_site.domain.workshops.models import PartnerOrganisation
from pledge_site.jobs import kit_contents
from pledge_site.jobs.erasing import ERASING
from pledge_site.jobs.kits import KITS
from pledge_site.jobs.mail import MAIL, POST
from pledge_site.jobs.search import SEARCH
from pledge_site.jobs.snapshots import SNAPSHOTS
from pledge_site.jobs.suppressions import SUPPRESSIONS
from pledge_site.jobs.worker import drain
from pledge_site.kernel.languages import CODES
from pledge_site.outlets.files import store
from pledge_site.outlets.mail import NullMailer
from pledge_site.web.edge.current import refresh
from tests.domain.pledges.making import NOW
from tests.domain.workshops.team import Team
from tests.safety.crawling import Crawl

pytestmark = pytest.mark.database("sqlite")
# What became of the clause; what has to be nowhere afterwards.
IN_TEXT = "Qzxinthetext before you decide."
GONE = {
    "idea": "qzxidea", "translation": "qzxtranslation", "of the clause": "qzxofclause",
    "reason": "qzxreason", "partner": "qzxpartner", "unused": "qzxunused",
}  # fmt: skip
PAGES = tuple(
    f"/{code}/text/{page}"
    for code in ("en", "ar")
    for page in ("", "v1/", "v2/", "clauses/c1/", "clauses/c2/")
)
MOST = 2


@pytest.fixture
def codes(app, clock, monkeypatch):
    """The codes of a group that stands in a published clause, word for word and as an idea."""
    monkeypatch.setattr(kit_contents, "_picture", lambda *_: b"a picture")
    app.extensions["mail"] = NullMailer()
    clock.set(NOW)
    team = Team()
    said = (IN_TEXT, Said("idea", "es", GONE["idea"]), GONE["unused"])
    recorded = team.record(*said, partner="QZX-1")
    with write() as session:
        partner = session.scalars(select(PartnerOrganisation)).one()
        partner.name, partner.named_at = GONE["partner"], NOW
    first, second, third = recorded.workshop.contributions
    draft_id = team.open()
    team.let_pass(first, IN_TEXT, ar=GONE["of the clause"])
    team.let_pass(second, GONE["idea"], ar=GONE["translation"])
    team.let_pass(third, GONE["unused"])
    why = dict.fromkeys(CODES, GONE["reason"])
    clause = team.clause(draft_id)
    team.mark(clause, words=IN_TEXT)
    team.decide(first, "word_for_word", fates.Place(clause.id, "k1"), reasons=why)
    team.decide(second, "idea", fates.Place(team.clause(draft_id, 1).id), reasons=why)
    team.decide(third, "not_used", reasons=why)
    team.publish(draft_id)
    work()
    yield recorded.codes
    app.extensions.pop("mail")


def work():
    """Let the worker do all its work."""
    drain((ERASING, SNAPSHOTS, SUPPRESSIONS, SEARCH, KITS, MAIL, POST))
    refresh()


def found(app, client):
    """Return which canaries stand where in all that is public."""
    walk = Crawl(app, client, languages=("en", "ar"), each=MOST, also=PAGES).walk()
    return {
        (name, address)
        for address, answer in walk.items()
        for name, word in GONE.items()
        if any(word in text for text in (*answer.texts, str(answer.headers)))
    }


def everything_kept():
    """Return what stands in tables and files, by the name of the table or file."""
    with db.engine.connect() as connection:
        kept = {
            table.name: str(connection.execute(table.select()).all())
            for table in db.metadata.sorted_tables
        }
    for key in store().listing():
        data = store().read(key)
        if key.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                data = b"".join(archive.read(name) for name in archive.namelist())
        kept[key] = data.decode("utf-8", "replace")
    return kept


def take_back(client, codes):
    ours = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    sent = {"code": codes.withdrawal, "sure": "yes"}
    assert client.post("/en/text/withdraw/", data=sent, headers=ours).status_code == 200


def test_a_walk_finds_them_before_and_nothing_of_them_afterwards(app, client, codes):
    before = found(app, client)
    assert {name for name, _ in before} >= {"idea", "translation", "reason"}
    assert "unused" not in {name for name, _ in before}
    assert marked(client)
    take_back(client, codes)
    # The worker has done nothing yet, and no cache was emptied.
    for _, address in before:
        page = client.get(address).text
        assert not any(word in page for word in GONE.values()), address
    work()
    assert found(app, client) == set()
    assert IN_TEXT in client.get("/en/text/").text
    assert not marked(client)


def marked(client):
    """Say whether the page of the text marks the words in the clause as a group's own."""
    own = rf"<mark[^>]*>(?:(?!</mark>).)*{re.escape(IN_TEXT)}"
    return re.search(own, client.get("/en/text/").text, re.DOTALL)


def test_no_kit_mail_snapshot_or_ledger_entry_ever_held_them(client, codes):
    own = {
        "contributions", "contribution_translations", "partner_organisations",
    }  # fmt: skip
    before = everything_kept()
    for name, kept in before.items():
        assert name in own or not any(word in kept for word in GONE.values()), name
    assert any(name.endswith(".zip") and IN_TEXT in kept for name, kept in before.items())
    take_back(client, codes)
    work()
    assert "words_withdrawn" in everything_kept()["mails"]


def test_after_seven_days_no_table_holds_them(client, codes, clock):
    take_back(client, codes)
    clock.set(NOW + withdrawal.REVIEW + timedelta(minutes=1))
    work()
    kept = everything_kept()
    assert GONE["partner"] in kept.pop("partner_organisations")
    for name, each in kept.items():
        assert not any(word in each for word in GONE.values()), name
    # The clause is the campaign's text; what was said is gone.
    assert IN_TEXT not in kept["contributions"]
