"""The tables around a text that is being drafted: rounds, comments, the state of translations."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pledge_site.db import db


class Round(db.Model):  # type: ignore[name-defined]
    """A round of drafting: open for what groups say, then frozen while it is consolidated."""

    __tablename__ = "drafting_rounds"
    __table_args__ = (UniqueConstraint("text_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("texts.id"))
    number: Mapped[int]
    opened_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    opened_at: Mapped[datetime]
    frozen_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    frozen_at: Mapped[datetime | None]
    # When the version that came of it was published.
    closed_at: Mapped[datetime | None]


class DraftingComment(db.Model):  # type: ignore[name-defined]
    """What one drafter says to the others about a draft or one of its clauses: it never leaves."""

    __tablename__ = "drafting_comments"

    id: Mapped[int] = mapped_column(primary_key=True)
    text_version_id: Mapped[int] = mapped_column(ForeignKey("text_versions.id"), index=True)
    clause_id: Mapped[int | None] = mapped_column(ForeignKey("clauses.id"))
    body: Mapped[str] = mapped_column(Text)
    written_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    written_at: Mapped[datetime]
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    settled_at: Mapped[datetime | None]


class TextTranslation(db.Model):  # type: ignore[name-defined]
    """How far the words of a version in a language are to be trusted."""

    __tablename__ = "text_translations"
    __table_args__ = (
        CheckConstraint("status IN ('unreviewed', 'reviewed', 'authentic')", name="status"),
    )

    text_version_id: Mapped[int] = mapped_column(ForeignKey("text_versions.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    status: Mapped[str] = mapped_column(String(10))
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    changed_at: Mapped[datetime]
