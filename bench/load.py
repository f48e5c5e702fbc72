"""Fills an empty register with very many rows: pledge versions and a ledger whose chain holds.

``.venv/bin/python -m bench.load [VERSIONS] [ENTRIES]`` (100000, 1000000) fills the database that
the settings name, after ``flask db upgrade``. Each State gets the same number of published
versions, each in the place of the one before and with one commitment; the last has answers too.
"""

import sys
import time
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import func, insert, select

from pledge_site.app import create_app
from pledge_site.db import db, write
from pledge_site.domain import ledger
from pledge_site.domain.accounts.models import User
from pledge_site.domain.campaigns import seeds
from pledge_site.domain.campaigns.models import Campaign
from pledge_site.domain.commitments.models import Commitment
from pledge_site.domain.ledger.chain import Row, entry_hash
from pledge_site.domain.ledger.models import Entry, Follower
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


def fill(versions: int, entries: int, *, states: int = 100) -> None:
    """Fill an empty, migrated register, publish a snapshot of it and make it searchable."""
    now = clock.now()
    with write() as session:
        campaign = seeds.plant(True, at=now)
        text = texts.publish(campaign.id, TEXT, at=now, actor=None)
        by = User(
            email="load@example.org", name="Load", language="en", password_hash="none",  # noqa: S106
            uniquifier="load", created_at=now,
        )  # fmt: skip
        session.add(by)
        session.flush()
        codes = [state.iso3 for state in all_states() if state.is_member][:states]
        _pledges(campaign, text, by.id, _shares(versions, codes))
        _insert(Entry, _entries(entries, by.id, now))
        ledger.record(
            "pledge.deposited", at=now, actor=by.id, subject="pledge:1", facts={"state": codes[0]}
        )
        for follower in FOLLOWERS:
            if follower not in (SNAPSHOTS, SEARCH):
                session.merge(Follower(name=follower.name, position=entries + 1, failures=0))
    drain([SNAPSHOTS, SEARCH])


def _shares(versions: int, codes: list[str]) -> dict[str, int]:
    """Return how many versions each State has."""
    each, rest = divmod(versions, len(codes))
    return {code: each + (place < rest) for place, code in enumerate(codes)}


def _pledges(campaign: Campaign, text: TextVersion, by: int, shares: dict[str, int]) -> None:
    pledges = [
        {
            "id": place, "campaign_id": campaign.id, "kind": "own", "state": code,
            "reference": f"GP-SID27-{code}",
        }
        for place, code in enumerate(shares, 1)
    ]  # fmt: skip
    _insert(Pledge, pledges)
    _insert(PledgeVersion, _versions(text, by, shares))
    ids = range(1, sum(shares.values()) + 1)
    _insert(Commitment, (_commitment(each) for each in ids))
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


def _versions(text: TextVersion, by: int, shares: dict[str, int]) -> Iterator[dict[str, Any]]:
    now, made = clock.now(), 0
    for place, (code, share) in enumerate(shares.items(), 1):
        for number in range(1, share + 1):
            made += 1
            at = now - timedelta(minutes=share - number + 1)
            last = number == share
            yield {
                "id": made, "pledge_id": place, "number": number, "public_number": number,
                "standing": "deposited" if last else "superseded", "text_version_id": text.id,
                "edit": 1, "created_at": at, "created_by": by, "language": "en",
                "message": f"We promise children a safer country, for the {number}th time.",
                "child_readable": f"{code} promises.", "amendment_reason": "We went further.",
                "withdrawal_reason": "", "hold_reason": "", "instrument_kind": "note_verbale",
                "instrument_reference": str(number), "instrument_on": at.date(),
                "instrument_place": "Accra", "instrument_link": "", "signatory_name": "N. N.",
                "signatory_office": "Minister", "deposit_instrument": {}, "announced_at": at,
                "deposited_at": at, "ended_at": None if last else at, "salt": "0" * 32,
                "content_hash": "0" * 64,
            }  # fmt: skip


def _commitment(version_id: int) -> dict[str, Any]:
    empty = (
        "problem", "lead_ministry", "partners", "indicator", "baseline_value", "baseline_source",
        "target_value", "budget", "restates",
    )  # fmt: skip
    return dict.fromkeys(empty, "") | {
        "version_id": version_id, "position": 1, "title": f"Safe schools, step {version_id}",
        "action": "Every school has a trusted adult.", "firmness": "intention",
        "outcomes": [], "capabilities": [], "domains": [],
    }  # fmt: skip


def _entries(most: int, by: int, now: datetime) -> Iterator[dict[str, Any]]:
    """Make entries that follow those that stand, each with the hash of the one before."""
    seq, prev = db.session.execute(
        select(Entry.seq, Entry.hash).order_by(Entry.seq.desc()).limit(1)
    ).one()
    for number in range(seq + 1, most + 1):
        row = Row(number, now, by, _NOTED, f"pledge:{number % 193 + 1}", {"edit": number}, prev)
        prev = entry_hash(row)
        yield {**row._asdict(), "hash": prev}


def _insert(model: Any, rows: Iterable[dict[str, Any]]) -> None:
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
