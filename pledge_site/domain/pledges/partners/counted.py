"""For which States a pledge counts: its own, and the partners that have confirmed. Pure.

Whether it counts at all is a matter of its standing, which is not looked at here.
"""

from pledge_site.domain.pledges.models import Partner, Pledge


def has_joined(partner: Partner) -> bool:
    """Say whether a partner has confirmed a joint pledge and has not left it."""
    return partner.confirmed_at is not None and partner.left_at is None


def joined_partners(pledge: Pledge) -> list[Partner]:
    """Return the partners of a pledge that have confirmed and not left, by their codes."""
    return [partner for partner in pledge.partners if has_joined(partner)]


def counted_states(pledge: Pledge) -> frozenset[str]:
    """Return the States that a published pledge counts for: each one once."""
    return frozenset({pledge.state, *(partner.state for partner in joined_partners(pledge))})
