"""Fills an empty register with very many rows: pledge versions and a ledger whose chain holds.

``.venv/bin/python -m bench.load [VERSIONS] [ENTRIES]`` (100000, 1000000) fills the database that
the settings name, after ``flask db upgrade``. Each State gets the same number of published
versions, each in the place of the one before and with one commitment; the last has answers too.
"""

import json
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import islice
from typing import Any

from sqlalchemy import func, insert, select

from pledge_site.app import create_app
from pledge_site.db import db, write
from pledge_site.domain.accounts.models import User
from pledge_site.domain.campaigns import seeds
from pledge_site.domain.campaigns.models import Campaign
from pledge_site.domain.commitments.models import FIELDS, Commitment
from pledge_site.domain.ledger import service as ledger
from pledge_site.domain.ledger.chain import Row, entry_hash
from pledge_site.domain.ledger.models import Entry, Follower
from pledge_site.domain.pledges.document import INSTRUMENT_FIELDS
from pledge_site.domain.pledges.models import ClauseAnswer, Pledge, PledgeVersion
from pledge_site.domain.states import all_states
from pledge_site.domain.texts import service as texts
from pledge_site.domain.texts.models import TextVersion
from pledge_site.jobs.roster import FOLLOWERS
from pledge_site.jobs.search import SEARCH
from pledge_site.jobs.snapshots import SNAPSHOTS
from pledge_site.jobs.worker import drain
from pledge_site.kernel import clock
from tests.web.public.making import TEXT

_AT_ONCE = 20_000
_NOTED = "pledge.edited"
_CACHE_KB, _SQLITE_MOMENT = 400_000, "%Y-%m-%d %H:%M:%S.%f"
_SALT = "0" * 32

Facts = dict[str, Any]
# An entry as it is written: its facts as JSON, its hash last.
Line = tuple[int, datetime, int, str, str, str, str, str]


def fill(versions: int, entries: int, *, states: int = 100) -> None:
    """Fill an empty, migrated register, publish a snapshot of it and make it searchable."""
    now = clock.now()
    with write() as session:
        unhurried()
        campaign = seeds.plant(True, at=now)
        text = texts.publish(campaign.id, TEXT, at=now, actor=None)
        by = User(
            email="load@example.org", name="Load", language="en", password_hash="none",  # noqa: S106
            uniquifier="load", created_at=now,
        )  # fmt: skip
        session.add(by)
        session.flush()
        codes = [state.iso3 for state in all_states() if state.is_member][:states]
        hashes = _pledges(campaign, text, by.id, _shares(versions, codes))
        _pour(_entries(_last(), max(entries, versions), by.id, now, hashes))
        ledger.record(
            "pledge.deposited", at=now, actor=by.id, subject="pledge:1", facts={"state": codes[0]}
        )
        for follower in FOLLOWERS:
            if follower not in (SNAPSHOTS, SEARCH):
                session.merge(Follower(name=follower.name, position=ledger.head(), failures=0))
    drain([SNAPSHOTS, SEARCH])


def unhurried() -> None:
    """Let PostgreSQL take its time in this transaction."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.set_config("statement_timeout", "0", True)))


def _shares(versions: int, codes: list[str]) -> dict[str, int]:
    """Return how many versions each State has."""
    each, rest = divmod(versions, len(codes))
    return {code: each + (place < rest) for place, code in enumerate(codes)}


def _pledges(campaign: Campaign, text: TextVersion, by: int, shares: dict[str, int]) -> list[str]:
    """Write the pledges with all that they say; return the hash of each version, by its id."""
    pledges = [
        {
            "id": place, "campaign_id": campaign.id, "kind": "own", "state": code,
            "reference": f"GP-SID27-{code}",
        }
        for place, code in enumerate(shares, 1)
    ]  # fmt: skip
    _insert(Pledge, pledges)
    hashes: list[str] = []
    _insert(PledgeVersion, _versions(campaign, text, by, shares, hashes))
    _insert(Commitment, (_commitment(each) for each in range(1, len(hashes) + 1)))
    last, answered = 0, []
    for share in shares.values():
        last += share
        answered += [
            {"version_id": last, "clause_id": each.clause_id, "answer": "adopt", "statement": ""}
            for each in text.clauses
        ]
    _insert(ClauseAnswer, answered)
    if db.engine.dialect.name == "postgresql":
        for model in (Pledge, PledgeVersion, Commitment):
            name = model.__tablename__
            top = select(func.max(model.id)).scalar_subquery()
            db.session.execute(select(func.setval(func.pg_get_serial_sequence(name, "id"), top)))
    return hashes


def _versions(
    campaign: Campaign, text: TextVersion, by: int, shares: dict[str, int], hashes: list[str]
) -> Iterator[Facts]:
    """Make versions, each a day after the one before, and add the hash of each to a list."""
    now = clock.now()
    keys = [each.clause.key for each in sorted(text.clauses, key=lambda each: each.clause_id)]
    adopted = [{"clause": key, "answer": "adopt", "statement": ""} for key in keys]
    fixed = {"campaign": campaign.slug, "text_version": text.number}
    for place, (code, share) in enumerate(shares.items(), 1):
        for number in range(1, share + 1):
            at, last = now - timedelta(days=share - number, minutes=1), number == share
            made = _version(code, number, at)
            said = fixed | {"state": code, "answers": adopted if last else []}
            hashes.append(_hash(said, made, _commitment(len(hashes) + 1)))
            yield made | {
                "id": len(hashes), "pledge_id": place, "number": number, "public_number": number,
                "standing": "deposited" if last else "superseded", "text_version_id": text.id,
                "edit": 1, "created_at": at, "created_by": by, "withdrawal_reason": "",
                "hold_reason": "", "deposit_instrument": {}, "announced_at": at,
                "deposited_at": at, "ended_at": None if last else at + timedelta(days=1),
                "salt": _SALT, "content_hash": hashes[-1],
            }  # fmt: skip


def _version(code: str, number: int, at: datetime) -> Facts:
    """Return the words of a version."""
    return {
        "language": "en", "message": f"We promise children safety, for the {number}th time.",
        "child_readable": f"{code} promises.", "amendment_reason": "We went further.",
        "instrument_kind": "note_verbale", "instrument_reference": str(number),
        "instrument_on": at.date(), "instrument_place": "Accra", "instrument_link": "",
        "signatory_name": "N. N.", "signatory_office": "Minister",
    }  # fmt: skip


def _hash(said: Facts, version: Facts, commitment: Facts) -> str:
    """Return what `document.content_hash` does, of plain rows; a test holds the two together."""
    words = ("language", "message", "child_readable", "amendment_reason")
    instrument = {name: str(version.get(name, version.get(f"instrument_{name}")))
                  for name in INSTRUMENT_FIELDS}  # fmt: skip
    promised = [{name: commitment.get(name) for name in FIELDS}]
    content = said | {name: version[name] for name in words}
    content |= {"commitments": promised, "instrument": instrument}
    whole = {"content": content, "letter": None, "salt": _SALT}
    # Plain words and whole numbers: what Python writes is canonical, and much sooner there.
    written = json.dumps(whole, sort_keys=True, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()


def _commitment(version_id: int) -> Facts:
    empty = (
        "problem", "lead_ministry", "partners", "indicator", "baseline_value", "baseline_source",
        "target_value", "budget", "restates",
    )  # fmt: skip
    return dict.fromkeys(empty, "") | {
        "version_id": version_id, "position": 1, "title": f"Safe schools, step {version_id}",
        "action": "Every school has a trusted adult.", "firmness": "intention",
        "outcomes": [], "capabilities": [], "domains": [],
    }  # fmt: skip


def _last() -> tuple[int, str]:
    found = select(Entry.seq, Entry.hash).order_by(Entry.seq.desc()).limit(1)
    seq, hashed = db.session.execute(found).one()
    return seq, hashed


def _entries(
    last: tuple[int, str], most: int, by: int, now: datetime, hashes: list[str]
) -> Iterator[Line]:
    """Make entries behind the last one, each with the hash of the one before.

    The first of them say what each version was when it was handed in.
    """
    seq, prev = last
    at = now.isoformat(timespec="microseconds")
    for number in range(seq + 1, most + seq + 1):
        subject, place = f"pledge:{number % 193 + 1}", number - seq
        facts: Facts = {"edit": number}
        if place <= len(hashes):
            facts = {"content": hashes[place - 1], "version": place}
        # The canonical JSON of an entry, written by hand: that of a million takes minutes.
        said = (
            f'{{"actor_id":{by},"at":"{at}","event":"{_NOTED}",'
            f'"facts":{json.dumps(facts, separators=(",", ":"))},"prev":"{prev}",'
            f'"seq":{number},"subject":"{subject}"}}'
        )
        hashed = sha256(said.encode()).hexdigest()
        if place == 1:
            row = Row(number, now, by, _NOTED, subject, facts, prev)
            assert hashed == entry_hash(row), "an entry is hashed in another way now"
        yield number, now, by, _NOTED, subject, json.dumps(facts), prev, hashed
        prev = hashed


def _pour(lines: Iterator[Line]) -> None:
    """Write entries past SQLAlchemy, as each driver takes very many."""
    connection = db.session.connection()
    driver: Any = connection.connection.driver_connection
    names = ", ".join((*Row._fields, "hash"))
    if connection.dialect.name == "postgresql":
        with driver.cursor().copy(f"COPY ledger_entries ({names}) FROM STDIN") as copy:
            for line in lines:
                copy.write_row(line)
        return
    driver.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    marks = ", ".join("?" * (len(Row._fields) + 1))
    driver.executemany(
        f"INSERT INTO ledger_entries ({names}) VALUES ({marks})",  # noqa: S608
        ((line[0], f"{line[1]:{_SQLITE_MOMENT}}", *line[2:]) for line in lines),
    )


def _insert(model: Any, rows: Iterable[Facts]) -> None:
    waiting = iter(rows)
    while some := list(islice(waiting, _AT_ONCE)):
        db.session.execute(insert(model.__table__), some)


def main() -> int:
    """Fill the register that the settings name, and say how long it took."""
    versions, entries = [*map(int, sys.argv[1:3]), 100_000, 1_000_000][:2]
    began = time.perf_counter()
    app = create_app()
    with app.app_context():
        fill(versions, entries, states=193)
    print(f"{versions} versions, {entries} entries: {time.perf_counter() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
