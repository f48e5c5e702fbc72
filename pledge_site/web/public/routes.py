"""Brings the public room together: import `blueprint` from here to register all its routes."""

from pledge_site.web.public import finding, glossary, text_pages
from pledge_site.web.public.blueprint import blueprint

__all__ = ["blueprint", "finding", "glossary", "text_pages"]
