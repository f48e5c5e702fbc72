"""The tables of contacts and of what they object to."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pledge_site.db import db


class Contact(db.Model):  # type: ignore[name-defined]
    """An office of a State: its name, address and call-back number. A record, not an account.

    What one administrator writes, another confirms, and so for its end: else one alone could set
    the number that is called back. A change is a new row, which replaces the old one.
    """

    __tablename__ = "contacts"
    __table_args__ = (
        CheckConstraint(
            "confirmed_by IS NULL OR confirmed_by <> added_by", name="confirmed_by_another"
        ),
        CheckConstraint(
            "confirmed_at IS NULL OR ended_at IS NULL"
            " OR (ending_by IS NOT NULL AND ended_by <> ending_by)",
            name="ended_by_another",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(3), index=True)
    office: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254))
    phone: Mapped[str] = mapped_column(String(40), default="")
    language: Mapped[str] = mapped_column(String(2))
    added_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    added_at: Mapped[datetime]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"))
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    confirmed_at: Mapped[datetime | None]
    ending_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    ending_at: Mapped[datetime | None]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    ended_at: Mapped[datetime | None]


class Objection(db.Model):  # type: ignore[name-defined]
    """That a contact objected to a version within its 24 hours: the pledge is held from then on.

    `round` counts how often the doubt about the version had been settled before: once in each.
    """

    __tablename__ = "objections"
    __table_args__ = (UniqueConstraint("version_id", "contact_id", "round"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("pledge_versions.id"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"))
    round: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[datetime]
