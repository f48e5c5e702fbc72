"""`make routes`: writes docs/routes.md, the list of every route and who may use it."""

from pathlib import Path

from flask import Flask

from pledge_site.app import create_app
from pledge_site.web.edge.routes import PUBLIC

PAGE = Path(__file__).resolve().parent.parent / "docs" / "routes.md"
_HEAD = """# The routes

Every address that the program answers, in alphabetical order. `make routes` writes this page, and a
test compares it with the program. *Public* needs nobody signed in; the others name the permission.

| address | methods | endpoint | who |
|---|---|---|---|
"""


def written(app: Flask) -> str:
    """Return the page as it should be."""
    rows = sorted(
        (
            rule.rule.replace("|", "\\|"),
            ", ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})),
            rule.endpoint,
            _who(app, rule.endpoint),
        )
        for rule in app.url_map.iter_rules()
    )
    lines = [f"| `{path}` | {methods} | `{name}` | {who} |\n" for path, methods, name, who in rows]
    return _HEAD + "".join(lines)


def _who(app: Flask, endpoint: str) -> str:
    if endpoint in PUBLIC:
        return "public"
    needs = getattr(app.view_functions[endpoint], "needs", None)
    return f"`{getattr(needs, 'value', needs)}`" if needs else "**nobody has said**"


if __name__ == "__main__":
    PAGE.write_text(written(create_app()), encoding="utf-8")
