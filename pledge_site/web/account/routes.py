"""Brings the account's pages together: import `blueprint` from here to register them all."""

from pledge_site.web.account import home, invitation, second_factor, sign_in
from pledge_site.web.account.blueprint import blueprint

# Nobody is signed in yet where these are used; each looks after itself.
PUBLIC: frozenset[str] = frozenset(
    {
        "account.sign_in",
        "account.enter",
        "account.sign_out",
        "account.second_factor",
        "account.pass_second_factor",
        "account.set_up",
        "account.finish_set_up",
        "account.invitation",
        "account.accept_invitation",
    }
)

__all__ = ["PUBLIC", "blueprint", "home", "invitation", "second_factor", "sign_in"]
