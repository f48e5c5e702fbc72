"""Brings the desk together: import `blueprint` from here to register all its routes."""

from pledge_site.web.secretariat import (
    campaigns,
    cases,
    contacts,
    decisions,
    letters,
    mails,
    proposals,
    queue,
    record,
    statements,
    switches,
)
from pledge_site.web.secretariat.blueprint import blueprint

__all__ = [
    "blueprint", "campaigns", "cases", "contacts", "decisions", "letters", "mails", "proposals",
    "queue", "record", "statements", "switches",
]  # fmt: skip
