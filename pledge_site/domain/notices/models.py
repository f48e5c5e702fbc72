"""The table of what has to be told to whom."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pledge_site.db import db


class Mail(db.Model):  # type: ignore[name-defined]
    """One mail that is due: to whom, about what, in which language. Its words are made when sent.

    `about` and `recipient` with the template make it unique, so that a follower read twice writes
    once; `message_id` is fixed, so that a mail sent twice is one to the reader.
    """

    __tablename__ = "mails"
    __table_args__ = (UniqueConstraint("template", "about", "user_id", "address"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    template: Mapped[str] = mapped_column(String(40))
    about: Mapped[str] = mapped_column(String(80))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    address: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    facts: Mapped[dict[str, Any]]
    message_id: Mapped[str] = mapped_column(String(100), unique=True)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(Text, default="")
    # The same notice on the reader's pages.
    read_at: Mapped[datetime | None]


class Reminder(db.Model):  # type: ignore[name-defined]
    """That a draft left lying was reminded of, so many days before the event: once each."""

    __tablename__ = "reminders"

    version_id: Mapped[int] = mapped_column(ForeignKey("pledge_versions.id"), primary_key=True)
    days: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
