"""The append-only, hash-chained log of all that happened; also the outbox that followers read."""

from pledge_site.domain.ledger.service import record

__all__ = ["record"]
