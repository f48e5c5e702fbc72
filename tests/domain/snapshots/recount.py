"""Counts what is public by another road than the program: plain SQL, no code of the snapshots."""

from collections import Counter

from sqlalchemy import text

from pledge_site.db import db
from pledge_site.domain.states import all_states

_STANDINGS = text(
    "SELECT p.state, v.standing FROM pledges p JOIN pledge_versions v ON v.pledge_id = p.id "
    "JOIN campaigns c ON c.id = p.campaign_id WHERE c.slug = :slug "
    "AND v.standing IN ('deposited', 'announced', 'on_hold', 'withdrawn') "
    "UNION ALL SELECT n.state, CASE WHEN n.left_at IS NULL THEN v.standing ELSE 'withdrawn' END "
    "FROM pledge_partners n JOIN pledge_versions v ON v.pledge_id = n.pledge_id "
    "JOIN pledges p ON p.id = n.pledge_id JOIN campaigns c ON c.id = p.campaign_id "
    "WHERE c.slug = :slug AND n.confirmed_at IS NOT NULL "
    "AND v.standing IN ('deposited', 'announced', 'on_hold', 'withdrawn')"
)
_ORDER = ("withdrawn", "on_hold", "announced", "deposited")


def standings(slug: str = "sid-2027") -> dict[str, str]:
    """Return the standing of each State that has one."""
    found: dict[str, str] = {}
    for state, standing in db.session.execute(_STANDINGS, {"slug": slug}):
        found[state] = max(found.get(state, "withdrawn"), standing, key=_ORDER.index)
    db.session.rollback()
    return found


def counts(found: dict[str, str], *, members: bool) -> dict[str, int]:
    """Count the States of a kind by standing."""
    counted = Counter(
        found.get(state.iso3, "nothing") for state in all_states() if state.is_member is members
    )
    return {name: counted[name] for name in (*_ORDER, "nothing")}
