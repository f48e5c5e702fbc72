"""The table of press kits as built. The files themselves lie in the file store."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pledge_site.db import db


class KitBuild(db.Model):  # type: ignore[name-defined]
    """One build of a kit from one snapshot: which files it has, and where its zip lies."""

    __tablename__ = "kit_builds"
    __table_args__ = (UniqueConstraint("kit", "snapshot_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kit: Mapped[str] = mapped_column(String(40))
    snapshot_number: Mapped[int] = mapped_column(ForeignKey("snapshots.number"))
    built_at: Mapped[datetime]
    key: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    files: Mapped[list[Any]]
