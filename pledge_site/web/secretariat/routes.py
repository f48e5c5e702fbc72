"""Brings the desk together: import `blueprint` from here to register all its routes."""

from pledge_site.web.secretariat import (
    audit,
    campaigns,
    cases,
    certificates,
    checking,
    clearing,
    contacts,
    decisions,
    letters,
    mails,
    noting,
    organisations,
    proposals,
    queue,
    record,
    run_of_show,
    safeguarding,
    statements,
    switches,
    translations,
)
from pledge_site.web.secretariat.blueprint import blueprint

__all__ = [
    "audit", "blueprint", "campaigns", "cases", "certificates", "checking", "clearing", "contacts",
    "decisions", "letters", "mails", "noting", "organisations", "proposals", "queue", "record",
    "run_of_show", "safeguarding", "statements", "switches", "translations",
]  # fmt: skip
