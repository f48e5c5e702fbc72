"""The table of the ledger, what keeps it append-only, and how far its followers have read.

The hashing is in `chain.py`, what the followers do in `jobs`.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import DDL, BigInteger, CheckConstraint, Computed, Index, Integer, String, event
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.functions import FunctionElement

from pledge_site.db import db


class _StateOfFacts(FunctionElement[str]):
    """The State that an entry speaks of, read from its facts by the database itself."""

    inherit_cache = True


@compiles(_StateOfFacts, "sqlite")  # type: ignore[no-untyped-call,untyped-decorator]
def _on_sqlite(*_: Any, **__: Any) -> str:
    return "CASE WHEN json_valid(facts) THEN json_extract(facts, '$.state') END"


@compiles(_StateOfFacts, "postgresql")  # type: ignore[no-untyped-call,untyped-decorator]
def _on_postgresql(*_: Any, **__: Any) -> str:
    return "facts ->> 'state'"


class Entry(db.Model):  # type: ignore[name-defined]
    """One thing that happened: who, when, what, to what. No names, no free text."""

    __tablename__ = "ledger_entries"
    __table_args__ = (
        CheckConstraint("length(hash) = 64", name="hash_length"),
        CheckConstraint("length(prev) = 64", name="prev_length"),
        # Each page of the audit is a walk down one of these.
        Index("ix_ledger_entries_event_seq", "event", "seq"),
        Index("ix_ledger_entries_actor_id_seq", "actor_id", "seq"),
        Index("ix_ledger_entries_state_seq", "state", "seq"),
    )

    seq: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    at: Mapped[datetime] = mapped_column(index=True)
    actor_id: Mapped[int | None]
    event: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(80), index=True)
    facts: Mapped[dict[str, Any]]
    prev: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    # Of the facts, not beside them: nothing under the hash, and nothing that could differ from it.
    state: Mapped[str | None] = mapped_column(String(8), Computed(_StateOfFacts(), persisted=True))


class Follower(db.Model):  # type: ignore[name-defined]
    """How far a follower of the ledger has come, and when it tries again after a failure.

    What a position counts is the follower's own matter: entries, for most.
    """

    __tablename__ = "followers"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(default=0)
    retry_at: Mapped[datetime | None]


def append_only(table: str) -> dict[str, list[str]]:
    """Return, per dialect, the statements that forbid changing or deleting rows of a table."""
    sqlite = [
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for verb in ("update", "delete")
    ]
    postgresql = [
        f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$",
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_append_only()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()",
    ]
    return {"sqlite": sqlite, "postgresql": postgresql}


for _dialect, _statements in append_only("ledger_entries").items():
    for _statement in _statements:
        event.listen(
            Entry.__table__,
            "after_create",
            DDL(_statement.replace("%", "%%")).execute_if(dialect=_dialect),
        )
