"""The demonstration: what is laid out, whole, once, and never in a real register."""

import io
import json
from collections import Counter
from datetime import UTC, datetime, timedelta

import pypdfium2
import pytest
from sqlalchemy import func, select

from pledge_site.db import db, write
from pledge_site.domain.accounts.keys import Keys
from pledge_site.domain.accounts.models import User
from pledge_site.domain.campaigns import queries, seeds
from pledge_site.domain.contacts import queries as contacts
from pledge_site.domain.demonstration import letter, load, people, voices
from pledge_site.domain.demonstration.play import Moment
from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.ledger.models import Follower
from pledge_site.domain.ledger.service import head
from pledge_site.domain.pledges.models import Pledge, PledgeVersion
from pledge_site.domain.pledges.partners import joint_lists
from pledge_site.domain.snapshots import queries as snapshots
from pledge_site.domain.texts import markup, service
from pledge_site.domain.texts import queries as texts
from pledge_site.domain.workshops import showing
from pledge_site.kernel.languages import CODES
from pledge_site.kernel.refusals import Refused

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
KEYS = Keys("a secret that only the tests know about", "another secret that only tests know")


def loaded(kept=None):
    files = {} if kept is None else kept
    return load.load(at=NOW, keys=KEYS, keep=files.__setitem__)


class Worded(voices.Voices):
    """The text as adults have worded it, at once: for tests that don't ask who was heard."""

    def moments(self, now):
        def publish(at):
            service.publish(self.campaign_id, self.document, at=at, actor=None)

        return [Moment(now - timedelta(days=76), publish, True)]


@pytest.fixture
def spoken(monkeypatch):
    """Load no pledge: the text alone, and what the groups said."""
    monkeypatch.setattr(load, "scripts_of_pledges", list)
    monkeypatch.setattr(load, "scripts_of_joint_pledges", list)
    _without_hashing(monkeypatch)


@pytest.fixture
def quick(monkeypatch):
    """Load the first pledges and one of each standing alone."""
    monkeypatch.setattr(load, "Voices", Worded)
    scripts = load.scripts_of_pledges()
    few = {script["standing"]: script for script in scripts}
    monkeypatch.setattr(load, "scripts_of_pledges", lambda: list(few.values()))
    monkeypatch.setattr(load, "scripts_of_joint_pledges", list)
    _without_hashing(monkeypatch)
    return few


def _without_hashing(monkeypatch):
    monkeypatch.setattr(load, "hash_of", lambda _: "!")
    monkeypatch.setattr(
        load.accounts, "prepare", lambda persona, _: load.accounts.Sealed(persona, "!", "!")
    )


def test_everything_is_laid_out_and_stands_as_scripted(app):
    files = {}
    outcome = loaded(files)
    scripts = load.scripts_of_pledges()
    together = load.scripts_of_joint_pledges()
    pledges = len(scripts) + len(together)
    assert outcome == load.Loaded(people=len(people.PEOPLE), pledges=pledges)
    document = snapshots.latest().document
    shown = document["campaigns"]["sid-2027"]["states"]
    assert {state: each["standing"] for state, each in shown.items()} == {
        script["state"]: script["standing"] for script in scripts
    }
    assert document["demonstration"]
    assert document["campaigns"]["sid-2027"]["text"]["number"] == 2
    assert len(document["campaigns"]["bogota-2024"]["states"]) == 46
    letters = [
        script
        for script in (*scripts, *together)
        if script["instrument"]["kind"] != "public_statement"
    ]
    translated = {state: set(each.get("translations", ())) for state, each in shown.items()}
    assert {state: languages for state, languages in translated.items() if languages} == {
        script["state"]: {row["language"] for row in script["translations"] if not row["waiting"]}
        for script in scripts
        if not all(row["waiting"] for row in script.get("translations", ()))
    }
    assert len(files) == len(letters)
    assert all(key.startswith("letters/") for key in files)
    assert ledger.verify() is None
    entries = ledger.after(0, limit=5000)
    assert [each.at for each in entries] == sorted(each.at for each in entries)
    assert entries[-1].at <= NOW


def test_a_joint_pledge_is_public_and_a_state_has_yet_to_answer(app, monkeypatch):
    ghana = people.find("focal.gha@example.org").state
    monkeypatch.setattr(load, "scripts_of_pledges", list)
    monkeypatch.setattr(load, "Voices", Worded)
    loaded()
    shown = snapshots.latest().document["campaigns"]["sid-2027"]["states"]
    assert set(shown) == {"KEN", "UGA", "RWA", "SYC"}
    pledge = db.session.scalars(select(Pledge)).one()
    assert pledge.reference == "GP-SID27-J1"
    answers = {each.state: joint_lists.answer(pledge, each) for each in pledge.partners}
    assert answers == {**dict.fromkeys(("UGA", "RWA", "SYC"), "confirmed"), ghana: "asked"}
    assert [each.email for each in contacts.of(ghana)] == ["office.gha@example.org"]


def test_one_of_each_standing_on_both_databases(app, quick):
    loaded()
    rows = db.session.scalars(select(PledgeVersion.standing)).all()
    assert sorted(rows) == sorted(quick)
    assert snapshots.latest().as_of <= NOW
    version = db.session.scalars(select(PledgeVersion)).first()
    assert len({version.submitted_by, version.checked_by, version.published_by}) == 3
    assert version.created_at < version.submitted_at < version.checked_at


@pytest.mark.database("sqlite")
def test_the_text_is_made_of_what_invented_groups_said(app, spoken):
    loaded()
    campaign_id = queries.current().id
    said = showing.of_campaign(campaign_id, NOW.date())
    assert {each.language for each in said} >= {*CODES, "sw", "hi", "pt"}
    assert {each.fate for each in said} == {"word_for_word", "idea", "merged"}
    assert {each.clause for each in said} == {f"c{place}" for place in range(1, 10)} - {"c3"}
    # As they are told: whole, coarsened to a region, or as a group of which nothing is said.
    assert {bool(each.cell.country) for each in said} == {True, False}
    assert {each.partner for each in said} == {"", voices.script()["title_of_partner"]}
    first, second = (showing.live_spans(campaign_id, number, NOW.date()) for number in (1, 2))
    assert second == {**first, "c8": {"k7", "k9"}}
    # The group that took its words back is counted nowhere; its words in the clause stay.
    assert "k6" not in first["c6"]
    bodies = {
        each.clause.key: each.bodies["en"]
        for each in texts.clauses(texts.current_version(campaign_id).id)
    }
    assert "No one may collect these in secret" in bodies["c6"]
    sample = json.loads(load.TEXT.read_text(encoding="utf-8"))["clauses"]
    plain = {key: markup.plain(body) for key, body in bodies.items()}
    assert {part["id"] for part in sample if plain[part["id"]] != part["body"]["en"]} == {"c8"}


def test_ghana_is_left_for_the_visitor_to_play(app, quick):
    loaded()
    assert not db.session.scalars(select(Pledge).where(Pledge.state == "GHA")).all()
    assert "GHA" not in {script["state"] for script in load.scripts_of_pledges()}
    assert people.find(" Focal.GHA@example.org ").state == "GHA"


def test_nobody_is_written_to_about_what_was_before(app, quick):
    loaded()
    assert db.session.get(Follower, "mail").position == head()


def test_loading_twice_is_refused(app, quick):
    loaded()
    with pytest.raises(Refused, match="not_empty"):
        loaded()
    assert not load.is_empty()


def test_a_real_register_takes_no_demonstration(app, quick):
    with write():
        seeds.plant(False, at=NOW)
    with pytest.raises(Refused, match="other_side"):
        loaded()
    assert load.is_empty()


def test_a_load_that_breaks_leaves_nothing_behind(app, quick, monkeypatch):
    def broken(*_):
        raise RuntimeError

    monkeypatch.setattr(load, "_perform", broken)
    with pytest.raises(RuntimeError):
        loaded()
    assert queries.installation() is None
    assert load.is_empty()
    assert head() == 0


def test_every_person_is_marked_and_the_spare_one_cannot_sign_in(app, quick):
    loaded()
    users = db.session.scalars(select(User)).all()
    assert all(user.email.endswith("@example.org") for user in users)
    assert all("(demonstration)" in user.name for user in users)
    closed = [user for user in users if not user.active]
    assert len(closed) == 1
    assert not closed[0].grants
    assert db.session.scalar(select(func.count()).select_from(User)) == len(people.PEOPLE) + 1


def test_every_role_and_language_has_somebody():
    roles = Counter(each.role for each in people.PEOPLE)
    assert roles["administrator"] == 2
    assert roles["reviewer"] == 3
    assert roles["press_officer"] == roles["translator"] == 1
    assert {each.state for each in people.PEOPLE} >= {"GHA", "FRA", "EGY", "MEX"}
    assert {each.language for each in people.PEOPLE} == {"ar", "en", "es", "fr", "ru", "zh"}
    assert len({each.totp_secret for each in people.PEOPLE}) == len(people.PEOPLE)


def test_the_invented_letter_is_a_pdf_that_says_so():
    data = letter.written("Côte d’Ivoire (demo)", "DEMO/1")
    page = pypdfium2.PdfDocument(io.BytesIO(data))[0]
    text = page.get_textpage().get_text_range()
    assert "DEMONSTRATION" in text
    assert "Côte d?Ivoire (demo)" in text
    assert page.render(scale=0.3).to_pil().getextrema() != ((255, 255),) * 3


def test_all_scripts_happened_before_now():
    for script in (*load.scripts_of_pledges(), *load.scripts_of_joint_pledges()):
        assert script["demonstration"]
        ago = timedelta(days=script.get("days_ago", 0), minutes=script.get("minutes_ago", 0))
        assert timedelta() < ago < timedelta(days=70)
