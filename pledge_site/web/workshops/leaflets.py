"""The words of the printable packs: documents in six languages, read as parts that can be set.

They stand in `templates/workshops/packs/<language>/`, in the same parts in each language. A part is
a list: its kind, its words, and what else its kind asks for. How it looks is for the templates and
the layout `pack` to say.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from flask import url_for

from pledge_site.settings import ROOT
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.proxy import absolute_url

KINDS = ("guide", "worksheet-10-12", "worksheet-13-17", "consent", "next", "record")
_FOLDER = Path(ROOT, "templates/workshops/packs")
# What a sheet leads to.
_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "contact": ("public.page", {"name": "contact"}),
    "glossary": ("public.glossary", {}),
    "help": ("public.page", {"name": "help"}),
    "receipt": ("group.receipt", {}),
    "withdraw": ("group.withdrawal_form", {}),
}


class Part(NamedTuple):
    """A part of a sheet.

    `kind` is heading, text, note, code, list, steps, ticks, line, box, plan, sheet, codes, filled
    (a code that is given), address or turn. An item of a list is its term, or nothing, and its
    words.
    """

    kind: str
    words: str = ""
    items: tuple[tuple[str, ...], ...] = ()
    head: tuple[str, ...] = ()
    size: str = ""
    rows: int = 0
    url: str = ""


class Leaflet(NamedTuple):
    """A sheet in one language."""

    kind: str
    title: str
    lead: str
    parts: tuple[Part, ...]


def leaflet(kind: str) -> Leaflet:
    """Return a sheet in the language of the request."""
    words = written(language().code, kind)
    parts = tuple(part(each) for each in words["parts"])
    return Leaflet(kind, words["title"], words["lead"], parts)


def part(line: list[Any], code: str = "") -> Part:
    """Read a part as it is written.

    :param code: the language that addresses lead to; that of the request unless given.
    """
    match line:
        case ["heading" | "text" | "note" | "code" | "line" as kind, words]:
            return Part(kind, words)
        case ["list" | "steps" as kind, items]:
            return Part(kind, items=tuple(_item(each) for each in items))
        case ["ticks" as kind, words, choices]:
            return Part(kind, words, items=tuple((each,) for each in choices))
        case ["box" as kind, words, size]:
            return Part(kind, words, size=size)
        case ["plan" as kind, head, rows]:
            return Part(kind, head=tuple(head), items=tuple(tuple(each) for each in rows))
        case ["sheet" as kind, head, count]:
            return Part(kind, head=tuple(head), rows=count)
        case ["codes" as kind, words, letter]:
            return Part(kind, words, size=letter)
        case ["address" as kind, words, name]:
            shown, url = _address(name, code or language().code)
            return Part(kind, words, size=shown, url=url)
    return Part("turn")


@cache
def written(code: str, kind: str) -> dict[str, Any]:
    """Return what is written in a language: a sheet, or `index`, which tells of them all."""
    found: dict[str, Any] = json.loads((_FOLDER / code / f"{kind}.json").read_text("utf-8"))
    return found


def _item(item: str | list[str]) -> tuple[str, ...]:
    if isinstance(item, str):
        return "", item
    term, words = item
    # Chinese signs have their space in them.
    return term if term.endswith(("：", "。")) else f"{term} ", words


def _address(name: str, code: str) -> tuple[str, str]:
    """Return an address in a language as it is printed, and the link to it."""
    endpoint, values = _PAGES[name]
    values = {**values, "lang": code}
    return absolute_url(endpoint, **values), url_for(endpoint, **values)
