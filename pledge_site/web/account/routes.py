"""Brings the account's pages together: import `blueprint` from here to register them all."""

from pledge_site.web.account import home, invitation, notices, second_factor, sign_in
from pledge_site.web.account.blueprint import blueprint

__all__ = ["blueprint", "home", "invitation", "notices", "second_factor", "sign_in"]
