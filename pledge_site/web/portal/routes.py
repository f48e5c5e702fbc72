"""Brings the portal together: import `blueprint` from here to register all its routes."""

from pledge_site.web.portal import (
    check,
    clauses,
    commitments,
    ending,
    home,
    instrument,
    letter,
    message,
    printing,
    version,
)
from pledge_site.web.portal.blueprint import blueprint

__all__ = [
    "blueprint", "check", "clauses", "commitments", "ending", "home", "instrument", "letter",
    "message", "printing", "version",
]  # fmt: skip
