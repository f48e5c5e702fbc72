"""The words for what is done to children online, explained for children and for adults.

They stand in `templates/public/glossary/`, one file a language. A word keeps its `id`: other pages
lead to it by `#id`.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from flask import render_template

from pledge_site.settings import ROOT
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.pages import public_page
from pledge_site.web.public.blueprint import blueprint

FOLDER = Path(ROOT, "templates/public/glossary")


@blueprint.get("/glossary/")
@public_page()
def glossary() -> str:
    """Show what the words mean."""
    return render_template("public/glossary.html", glossary=written(language().code))


@cache
def written(code: str) -> dict[str, Any]:
    """Return the words in a language."""
    found: dict[str, Any] = json.loads((FOLDER / f"{code}.json").read_text("utf-8"))
    return found
