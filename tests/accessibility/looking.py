"""Looks at a page as axe does, and finds the pages of a room from link to link."""

import os
import re
from typing import Any
from urllib.parse import urljoin

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LONG = os.environ.get("A11Y") == "long"
_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    # Targets of 24 pixels (WCAG 2.2): off unless asked for.
    "rules": {"target-size": {"enabled": True}},
}
_LINKS = "[...document.querySelectorAll('main a[href], header a[href], nav a[href]')]"
_NUMBER = re.compile(r"\d+")
_axe = Axe()


def complaints(page: Page) -> list[str]:
    """Name everything that is wrong with an open page: what axe finds, what is too wide."""
    outcome: dict[str, Any] = _axe.run(page, options=_RULES).response
    found = [
        f"{page.url}: {each['id']}: {node['target']}: {node['failureSummary']}"
        for each in outcome["violations"]
        for node in each["nodes"][:2]
    ]
    assert outcome["passes"], "the checker looked at nothing"
    return [*found, *too_wide(page)]


def too_wide(page: Page) -> list[str]:
    """Say by how much an open page must be scrolled sideways to be read."""
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"{page.url}: {over} pixels too wide"] if over > 0 else []


def rooms_of(page: Page, start: str, inside: str, most: int) -> list[str]:
    """Return paths of different kinds that a room leads to, from its first page on.

    Two pages are of one kind when only numbers set them apart.
    """
    todo, found = [start], {_kind(start): start}
    while todo:
        page.goto(urljoin(page.url, todo.pop(0)))
        for href in page.evaluate(f"{_LINKS}.map(link => link.getAttribute('href'))"):
            path = href.partition("#")[0].partition("?")[0]
            if not re.match(inside, path) or _kind(path) in found or len(found) >= most:
                continue
            found[_kind(path)] = path
            todo.append(path)
    return list(found.values())


def _kind(path: str) -> str:
    return _NUMBER.sub("0", path)
