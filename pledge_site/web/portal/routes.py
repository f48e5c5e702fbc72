"""Brings the portal together: import `blueprint` from here to register all its routes."""

from pledge_site.web.portal import (
    certificates,
    check,
    child_readable,
    clauses,
    commitments,
    company,
    condition,
    ending,
    home,
    instrument,
    joining,
    joint,
    letter,
    message,
    previews,
    printing,
    receipts,
    translations,
    version,
)
from pledge_site.web.portal.blueprint import blueprint

__all__ = [
    "blueprint", "certificates", "check", "child_readable", "clauses", "commitments",
    "company", "condition", "ending", "home", "instrument", "joining", "joint", "letter", "message",
    "previews", "printing", "receipts", "translations", "version",
]  # fmt: skip
