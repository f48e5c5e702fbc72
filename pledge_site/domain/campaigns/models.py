"""Campaigns, the endorsements of earlier ones, and whether this database is a demonstration."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pledge_site.db import db

KINDS = ("pledge", "endorsement")


class Installation(db.Model):  # type: ignore[name-defined]
    """One row: a database is a demonstration or real from its first row, and can't change sides."""

    __tablename__ = "installation"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    demonstration: Mapped[bool]
    created_at: Mapped[datetime]


class Campaign(db.Model):  # type: ignore[name-defined]
    """One campaign: what it is called, when its event is, how many States it hopes for."""

    __tablename__ = "campaigns"
    __table_args__ = (CheckConstraint("kind IN ('pledge', 'endorsement')", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    kind: Mapped[str] = mapped_column(String(12))
    reference_stem: Mapped[str] = mapped_column(String(12), default="")
    titles: Mapped[dict[str, str]]
    event_names: Mapped[dict[str, str]]
    event_on: Mapped[date]
    target: Mapped[int | None]
    demonstration: Mapped[bool] = mapped_column(default=False)
    current: Mapped[bool] = mapped_column(default=False)
    edit: Mapped[int] = mapped_column(default=1)

    endorsements: Mapped[list["Endorsement"]] = relationship(back_populates="campaign")


class Endorsement(db.Model):  # type: ignore[name-defined]
    """What one State did in an earlier campaign, as a source says: outside the workflow."""

    __tablename__ = "endorsements"
    __table_args__ = (
        UniqueConstraint("campaign_id", "state"),
        CheckConstraint("standing IN ('announced', 'deposited')", name="standing"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    state: Mapped[str] = mapped_column(String(3), index=True)
    standing: Mapped[str] = mapped_column(String(12))
    on: Mapped[date] = mapped_column("on_date")
    title: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)

    campaign: Mapped[Campaign] = relationship(back_populates="endorsements")
