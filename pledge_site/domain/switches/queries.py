"""Reads of the switches: how they stand, and who turned them when."""

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain.switches.models import Switch
from pledge_site.domain.switches.position import BANNER, PLAIN, Position


def position() -> Position:
    """Say how all switches stand, in one query; one that was never turned is off."""
    found = db.session.execute(select(Switch.name, Switch.on, Switch.texts).where(Switch.on)).all()
    banner: dict[str, str] = next((row.texts for row in found if row.name == BANNER), {})
    return Position(banner=banner, **{row.name: True for row in found if row.name in PLAIN})


def switches() -> dict[str, Switch]:
    """Return the switches that were ever turned, by name."""
    return {row.name: row for row in db.session.scalars(select(Switch))}
