"""Brings a facilitator's pages together: import `blueprint` from here to register them all."""

from pledge_site.web.workshops import adding, codes, mine, sheets, taking_back
from pledge_site.web.workshops.blueprint import blueprint

__all__ = ["adding", "blueprint", "codes", "mine", "sheets", "taking_back"]
