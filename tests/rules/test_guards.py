"""Every route is either listed as public or says which permission it needs; no route is both."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from pledge_site.web.edge.routes import PUBLIC

pytestmark = pytest.mark.database("sqlite")
_NOT_LET_IN = {301, 302, 303, 308, 400, 401, 403, 404, 405}


def needed(app: Flask, endpoint: str) -> object | None:
    """Return the permission that a view needs, if it says so."""
    view = app.view_functions[endpoint]
    return getattr(view, "needs", None) or getattr(getattr(view, "view_class", None), "needs", None)


def test_every_route_is_public_or_guarded(app):
    loose = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in PUBLIC and not needed(app, rule.endpoint)
    }
    assert loose == set()


def test_no_route_is_public_and_guarded(app):
    both = {name for name in PUBLIC if name in app.view_functions and needed(app, name)}
    assert both == set()


def test_every_public_route_exists(app):
    assert set(PUBLIC) - {rule.endpoint for rule in app.url_map.iter_rules()} == set()


def guarded(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Yield each guarded rule with a path that it matches."""
    stand_ins = {"lang": "en", "language": "en", "iso3": "GHA", "slug": "sid-2027"}
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if needed(app, rule.endpoint):
            values = {
                name: stand_ins.get(name, 1 if "Int" in type(kind).__name__ else "x")
                for name, kind in rule._converters.items()
            }
            yield rule, adapter.build(rule.endpoint, {**(rule.defaults or {}), **values})


def test_nobody_gets_past_a_guard_without_signing_in(app, client):
    client.checks = False
    let_in = []
    for rule, path in guarded(app):
        for method in sorted(rule.methods - {"OPTIONS"}):
            answer = client.open(path, method=method)
            if answer.status_code not in _NOT_LET_IN:
                let_in.append(f"{method} {path}: {answer.status_code}")
    assert let_in == []
