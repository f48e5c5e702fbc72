"""The table of snapshots. What is in one and how it is built is in `builder.py`."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from pledge_site.db import db


class Snapshot(db.Model):  # type: ignore[name-defined]
    """One set of numbers that every surface reads. `number` counts public changes only."""

    __tablename__ = "snapshots"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    as_of: Mapped[datetime]
    ledger_seq: Mapped[int]
    document: Mapped[dict[str, Any]]
    change: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(String(64))
