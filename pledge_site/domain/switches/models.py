"""The table of switches. What each one does stands where it is asked."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from pledge_site.db import db


class Switch(db.Model):  # type: ignore[name-defined]
    """One switch: on or off, with a text per language where it shows one."""

    __tablename__ = "switches"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    on: Mapped[bool] = mapped_column("is_on", default=False)
    texts: Mapped[dict[str, str]] = mapped_column(default=dict)
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    changed_at: Mapped[datetime]
