"""Brings the drafting desk together: import `blueprint` from here to register all its routes."""

from pledge_site.web.secretariat.drafting import (
    clauses,
    comments,
    contributions,
    fates,
    head,
    overview,
    publishing,
    translating,
)
from pledge_site.web.secretariat.drafting.blueprint import blueprint

__all__ = [
    "blueprint", "clauses", "comments", "contributions", "fates", "head", "overview", "publishing",
    "translating",
]  # fmt: skip
