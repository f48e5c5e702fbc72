"""The tables of the search: what can be found, what it can be filtered by, and the full text.

On SQLite the full text is a table of FTS5 over the tokens, on PostgreSQL an index on them. Neither
cuts words: that is done in `tokens.py`, so that both find the same. Nothing private is in here.
"""

from typing import Any

from sqlalchemy import (
    DDL,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    event,
)
from sqlalchemy.orm import Mapped, mapped_column

from pledge_site.db import db

PLEDGE, COMMITMENT = "pledge", "commitment"
# The same order on both databases, whatever the language of the server.
_PLACE = String(60).with_variant(String(60, collation="C"), "postgresql")
FULL_TEXT = "array_to_tsvector(string_to_array(tokens, ' '))"
# Not among what the models declare: the full text of SQLite, with what it makes for itself, and the
# index of PostgreSQL.
WORDS = "search_words"
_INDEX = "ix_search_entries_words"


class SearchEntry(db.Model):  # type: ignore[name-defined]
    """A pledge or one of its commitments, as the snapshot shows it.

    `place` sorts: the latest day first, then by reference. `mark` is the hash of what the entry
    was made from; `said` the public words that excerpts and sheets are taken from.
    """

    __tablename__ = "search_entries"
    __table_args__ = (
        CheckConstraint("kind IN ('pledge', 'commitment')", name="kind"),
        UniqueConstraint("reference", "position"),
        Index("ix_search_entries_listed", "campaign", "kind", "place"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    campaign: Mapped[str] = mapped_column(String(40))
    reference: Mapped[str] = mapped_column(String(40))
    # 0 is the pledge itself.
    position: Mapped[int]
    day: Mapped[str] = mapped_column(String(10))
    place: Mapped[str] = mapped_column(_PLACE)
    mark: Mapped[str] = mapped_column(String(64))
    said: Mapped[dict[str, Any]]
    tokens: Mapped[str] = mapped_column(Text)


class SearchTag(db.Model):  # type: ignore[name-defined]
    """What an entry can be filtered by: one row for each facet and value."""

    __tablename__ = "search_tags"
    __table_args__ = (Index("ix_search_tags_found", "facet", "value", "entry_id"),)

    entry_id: Mapped[int] = mapped_column(
        ForeignKey("search_entries.id", ondelete="CASCADE"), primary_key=True
    )
    facet: Mapped[str] = mapped_column(String(12), primary_key=True)
    value: Mapped[str] = mapped_column(String(40), primary_key=True)


def full_text() -> list[str]:
    """Return the statements that make the full text on SQLite and keep it in step."""
    come = f"INSERT INTO {WORDS} (rowid, tokens) VALUES (new.id, new.tokens)"  # noqa: S608
    go = f"INSERT INTO {WORDS} ({WORDS}, rowid, tokens) VALUES ('delete', old.id, old.tokens)"  # noqa: S608
    return [
        f"CREATE VIRTUAL TABLE {WORDS} USING fts5(tokens, content='search_entries', "
        "content_rowid='id', tokenize='ascii', detail='none')",
        f"CREATE TRIGGER {WORDS}_come AFTER INSERT ON search_entries BEGIN {come}; END",
        f"CREATE TRIGGER {WORDS}_go AFTER DELETE ON search_entries BEGIN {go}; END",
        f"CREATE TRIGGER {WORDS}_change BEFORE UPDATE OF id, tokens ON search_entries "
        "BEGIN SELECT RAISE(ABORT, 'an entry is replaced, never changed'); END",
    ]


def is_ours(name: str | None, kind: str, _parents: Any = None) -> bool:
    """Say whether a table or index is one of the models: for who compares them with a database."""
    return name is None or kind not in ("table", "index") or not name.startswith((WORDS, _INDEX))


for _statement in full_text():
    event.listen(
        SearchEntry.__table__, "after_create", DDL(_statement).execute_if(dialect="sqlite")
    )
event.listen(
    SearchEntry.__table__,
    "after_create",
    DDL(f"CREATE INDEX {_INDEX} ON search_entries USING gin ({FULL_TEXT})").execute_if(
        dialect="postgresql"
    ),
)
event.listen(
    SearchEntry.__table__,
    "before_drop",
    DDL(f"DROP TABLE IF EXISTS {WORDS}").execute_if(dialect="sqlite"),
)
