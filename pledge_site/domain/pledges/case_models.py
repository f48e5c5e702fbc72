"""The tables around a pledge: who is at it, what reviewers note, previews, translations, keys."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pledge_site.db import db


class Presence(db.Model):  # type: ignore[name-defined]
    """Who was last seen at a version, and at which part: shown to colleagues for some minutes."""

    __tablename__ = "presences"

    version_id: Mapped[int] = mapped_column(ForeignKey("pledge_versions.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    part: Mapped[str] = mapped_column(String(40))
    seen_at: Mapped[datetime]


class CaseNote(db.Model):  # type: ignore[name-defined]
    """What a reviewer noted for the secretariat alone: it never leaves."""

    __tablename__ = "case_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("pledge_versions.id"), index=True)
    body: Mapped[str] = mapped_column(Text)
    written_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    written_at: Mapped[datetime]


class CaseCheck(db.Model):  # type: ignore[name-defined]
    """One answer on the checklist of a case: which question, what was found, by whom."""

    __tablename__ = "case_checks"
    __table_args__ = (CheckConstraint("answer IN ('yes', 'no', 'not_needed')", name="answer"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("pledge_versions.id"), primary_key=True)
    item: Mapped[str] = mapped_column(String(40), primary_key=True)
    answer: Mapped[str] = mapped_column(String(12))
    answered_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    answered_at: Mapped[datetime]


class PreviewLink(db.Model):  # type: ignore[name-defined]
    """A link to a draft for colleagues without an account; only the hash of its secret is kept."""

    __tablename__ = "preview_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("pledge_versions.id"), index=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    opened: Mapped[int] = mapped_column(default=0)
    last_opened_at: Mapped[datetime | None]


class Translation(db.Model):  # type: ignore[name-defined]
    """A State's words in another language, marked as its own or the secretariat's translation."""

    __tablename__ = "pledge_translations"
    __table_args__ = (
        UniqueConstraint("version_id", "language"),
        CheckConstraint("source IN ('state', 'secretariat')", name="source"),
        CheckConstraint("approved_by IS NULL OR approved_by <> made_by", name="two_people"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("pledge_versions.id"))
    language: Mapped[str] = mapped_column(String(2))
    message: Mapped[str] = mapped_column(Text)
    child_readable: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(String(12))
    made_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime]
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    approved_at: Mapped[datetime | None]


class Submission(db.Model):  # type: ignore[name-defined]
    """A submission: its idempotency key (the same key again gets the same answer), what it said.

    `content` is the document as it was handed in, by which a reviewer sees what changed since;
    `due_at` the promise of that moment. Both are empty for what came before they were kept.
    """

    __tablename__ = "submissions"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("pledge_versions.id"))
    receipt: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    content: Mapped[dict[str, Any] | None]
    due_at: Mapped[datetime | None]
