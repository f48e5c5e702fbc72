"""Puts the API into the application: its description, its routes, its page, its way to say no."""

import re
from collections.abc import Callable
from functools import partial
from threading import RLock
from typing import Any

from flask import Blueprint, Flask, current_app, g, render_template
from flask_smorest import Api

from pledge_site.domain.snapshots.standing import pledges_in
from pledge_site.web.api import files, routes, texts  # noqa: F401  (each adds its routes to v1)
from pledge_site.web.api.answers import new_shelf
from pledge_site.web.api.problems import PROBLEM, configure_problems
from pledge_site.web.api.schemas import Problem
from pledge_site.web.api.version_one import v1
from pledge_site.web.edge.current import SnapshotView
from pledge_site.web.edge.pages import public_page, shown_snapshot

blueprint = Blueprint("api_pages", __name__)

# One reader writes the description, the others wait; what writes it reads it too.
_WRITING = RLock()
_INFO = {
    "description": (
        "Which States have pledged what, where and since when. Read-only; no key is needed. "
        "Every answer names its snapshot: the same number means the same numbers on every page, "
        "in every file and here. Licence CC BY 4.0: credit the Global Pledge register, "
        "ChildFund Alliance."
    ),
    "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
}


class _Api(Api):
    """The description alone: the site answers its errors itself, as problems.

    It is written when somebody first reads it: most processes never do, and each would start later.
    """

    ERROR_SCHEMA = Problem
    # Every other answer names its own.
    DEFAULT_RESPONSE_CONTENT_TYPE = PROBLEM

    _unwritten: Callable[[], None] | None = None
    _spec: Any = None

    @property
    def spec(self) -> Any:
        """The description, whole."""
        with _WRITING:
            write, self._unwritten = self._unwritten, None
            if write is not None:
                write()
        return self._spec

    @spec.setter
    def spec(self, value: Any) -> None:
        self._spec = value

    def _register_error_handlers(self) -> None:
        pass

    def register_blueprint(self, blp: Any, *, parameters: Any = None, **options: Any) -> None:
        """Take the routes of a blueprint in, and its description once that is read."""
        self._app.extensions["flask-smorest"]["blp_name_to_api"][blp.name] = self
        self._app.register_blueprint(blp, **options)
        self._unwritten = partial(self._describe, blp, parameters)

    def _describe(self, blp: Any, parameters: Any) -> None:
        blp.register_views_in_doc(self, self._app, self._spec, name=blp.name, parameters=parameters)
        self._spec.tag({"name": blp.name, "description": blp.description})


@blueprint.get("/api/docs")
@public_page()
def docs() -> str:
    """Show the description as a page; in English, as the API is."""
    g.lang = "en"
    spec = current_app.extensions["api_description"].spec.to_dict()
    known = _examples(shown_snapshot())
    operations = [
        {
            **operation,
            "path": path,
            "parameters": _parameters(found, operation),
            "example": path.format(**known) if _names_in(path) <= set(known) else "",
        }
        for path, found in spec["paths"].items()
        for method, operation in found.items()
        if method == "get"
    ]
    return render_template("api/docs.html", operations=operations)


def _parameters(path: dict[str, Any], operation: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the parameters of an operation: name, description, and the values it takes."""
    declared = [*path.get("parameters", []), *operation.get("parameters", [])]
    return [
        {
            "name": each["name"],
            "description": each.get("description", ""),
            "values": each["schema"].get("enum", []),
        }
        for each in declared
        if isinstance(each, dict) and "name" in each
    ]


def _names_in(path: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", path))


def _examples(snapshot: SnapshotView | None) -> dict[str, str]:
    """Return what can stand in an address at the moment, by the name of the part."""
    known = {"iso3": "GHA"}
    campaign = snapshot.campaign() if snapshot else None
    if snapshot is None or campaign is None:
        return known
    known["reference"] = min(pledges_in(campaign), default="")
    if campaign["text"]:
        known["campaign"] = snapshot.document["current"]
        known["clause_id"] = next(iter(campaign["clauses"]), "")
    return {name: value for name, value in known.items() if value}


@blueprint.record_once
def _install(state: Any) -> None:
    app: Flask = state.app
    app.config.update(
        API_TITLE="Global Pledge register",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="openapi.json",
    )
    app.extensions["api_shelf"] = new_shelf()
    configure_problems(app)
    api = _Api(app, spec_kwargs={"info": _INFO})
    api.register_blueprint(v1)
    app.extensions["api_description"] = api
