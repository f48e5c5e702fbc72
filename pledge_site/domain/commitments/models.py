"""The table of commitments: what a State will do, by when, measured how."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pledge_site.db import db


class Commitment(db.Model):  # type: ignore[name-defined]
    """One commitment of one version. Values are text as the State wrote them, with their units."""

    __tablename__ = "commitments"
    __table_args__ = (UniqueConstraint("version_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("pledge_versions.id"), index=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    problem: Mapped[str] = mapped_column(Text, default="")
    action: Mapped[str] = mapped_column(Text)
    lead_ministry: Mapped[str] = mapped_column(String(200), default="")
    partners: Mapped[str] = mapped_column(Text, default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    indicator: Mapped[str] = mapped_column(Text, default="")
    baseline_value: Mapped[str] = mapped_column(String(100), default="")
    baseline_year: Mapped[int | None]
    baseline_source: Mapped[str] = mapped_column(Text, default="")
    target_value: Mapped[str] = mapped_column(String(100), default="")
    target_year: Mapped[int | None]
    budget: Mapped[str] = mapped_column(String(200), default="")
    firmness: Mapped[str] = mapped_column(String(20), default="intention")
    restates: Mapped[str] = mapped_column(Text, default="")
    outcomes: Mapped[list[str]] = mapped_column(default=list)
    capabilities: Mapped[list[str]] = mapped_column(default=list)
    domains: Mapped[list[str]] = mapped_column(default=list)


# What an official fills in, in the order of the form; also what a version's document holds.
FIELDS: tuple[str, ...] = tuple(
    column.key
    for column in Commitment.__table__.columns
    if column.key not in ("id", "version_id", "position")
)
