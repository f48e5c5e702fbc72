"""Brings a group's two pages together: import `blueprint` from here to register their routes."""

from pledge_site.web.public import receipts, withdrawals
from pledge_site.web.public.group import blueprint

__all__ = ["blueprint", "receipts", "withdrawals"]
