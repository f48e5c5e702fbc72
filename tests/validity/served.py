"""Finds all that the public side serves, from the map of addresses; what it must be is beside.

A new address is in it from its first day: a part of it that nothing is known for is a failure.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from flask import Flask, Response
from werkzeug.routing import AnyConverter, Rule

from pledge_site.kernel.languages import CODES
from pledge_site.web.edge.routes import PUBLIC
from pledge_site.web.public.charts import NAMES
from tests.checking_client import CheckingClient

LONG = os.environ.get("A11Y") == "long"
# What stands for the parts of an address: each makes a page that differs from the others.
WITH: dict[str, tuple[object, ...]] = {
    "campaign": ("sid-2027",),
    "clause_id": ("c5",),
    "filename": ("sid-2027.zip",),
    # Deposited, nothing yet, withdrawn, under verification, in small letters, and not a State.
    "iso3": ("CHL", "AND", "FJI", "SVN", "chl", "XXX"),
    "kit": ("sid-2027",),
    "name": NAMES,
    "number": (2, 1),
    "reference": ("GP-SID27-CHL", "GP-SID27-FJI", "GP-SID27-SVN"),
    "slug": ("bogota-2024",),
    "token": ("none",),
}
# What may be asked of a page besides: what it then shows is made by other parts of a template.
ASKED: dict[str, tuple[str, ...]] = {
    "public.commitments": ("?q=law&firmness=law", "?q=zzzz", "?page=2"),
    "public.explorer": (
        "?colour=clause:c5", "?colour=capability:helpline&group=african", "?colour=outcome",
        "?colour=region", "?campaign=bogota-2024", "?as_of=2026-01-01", "?colour=nothing",
    ),
    "public.home": ("?campaign=bogota-2024", "?as_of=2026-01-01"),
    "public.pledges": ("?q=law&standing=deposited&capability=legislation", "?q=zzzz", "?page=2"),
    "public.states": ("?group=african", "?campaign=bogota-2024"),
}  # fmt: skip
# A stream has no end; whoever is on the way in is seen with those who are in.
NOT_READ = ("live.stream",)


@dataclass(frozen=True, slots=True)
class Served:
    """What was answered at an address that is open to everyone."""

    endpoint: str
    address: str
    status: int
    kind: str
    headers: dict[str, str]
    body: bytes


def everything(app: Flask) -> Iterator[Served]:
    """Ask for all that is public: each kind of page in two languages that take turns, or in all."""
    client = CheckingClient(app, Response, use_cookies=True)
    client.checks = False
    known = {code: addresses(app, code) for code in CODES}
    turn = count()
    for endpoint, paths in known["en"].items():
        for place in range(len(paths)):
            asked = {known[code][endpoint][place]: None for code in _languages(turn)}
            for address in asked:
                yield _fetch(client, endpoint, address)


def addresses(app: Flask, language: str) -> dict[str, list[str]]:
    """Return the addresses of each open endpoint in a language, in the same order in each."""
    adapter = app.url_map.bind("localhost")
    found: dict[str, list[str]] = {}
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in PUBLIC or "GET" not in rule.methods or rule.endpoint in NOT_READ:
            continue
        spoken = {"lang": language} if "lang" in rule.arguments else {}
        paths = [adapter.build(rule.endpoint, each | spoken) for each in _values(rule)]
        further = [paths[0] + each for each in ASKED.get(rule.endpoint, ())]
        found.setdefault(rule.endpoint, []).extend([*paths, *further])
    return found


def _values(rule: Rule) -> list[dict[str, object]]:
    """Fill the parts of an address, each kind of each part once."""
    kinds = {name: _kinds(rule, name) for name in rule.arguments - {"lang"}}
    most = max(map(len, kinds.values()), default=1)
    return [
        {name: each[place % len(each)] for name, each in kinds.items()} for place in range(most)
    ]


def _kinds(rule: Rule, name: str) -> tuple[object, ...]:
    converter = rule._converters[name]
    if isinstance(converter, AnyConverter):
        return tuple(sorted(converter.items))
    assert name in WITH, f"say in {__name__} what stands for {name} in {rule.rule}"
    return WITH[name]


def _languages(turn: Iterator[int]) -> tuple[str, ...]:
    if LONG:
        return tuple(CODES)
    place = next(turn)
    return tuple(tuple(CODES)[(place + step) % len(CODES)] for step in (0, 3))


def _fetch(client: CheckingClient, endpoint: str, address: str) -> Served:
    with client.get(address) as answer:
        kind, headers = answer.mimetype, dict(answer.headers)
        return Served(endpoint, address, answer.status_code, kind, headers, answer.data)
