"""The routes of the public pages. What a page shows is made in the modules beside this one."""

from flask import Blueprint, abort, render_template

from pledge_site.web.edge.pages import public_page
from pledge_site.web.public.contents import PAGES

blueprint = Blueprint("public", __name__, url_prefix="/<lang>")


@blueprint.get("/")
@public_page(("campaign",))
def home() -> str:
    """The number, the map, the countdown, the latest."""
    return render_template("public/pages/about.html")


@blueprint.get("/states/")
@public_page(("campaign", "group", "standing", "q"))
def states() -> str:
    return render_template("public/pages/about.html")


@blueprint.get("/states/<iso3>/")
@public_page(("campaign",))
def state(iso3: str) -> str:
    return render_template("public/pages/about.html")


@blueprint.get("/pledges/")
@public_page(("campaign", "group", "standing", "q"))
def pledges() -> str:
    return render_template("public/pages/about.html")


@blueprint.get("/pledges/<reference>/")
@public_page()
def pledge(reference: str) -> str:
    return render_template("public/pages/about.html")


@blueprint.get("/pledges/<reference>/v<int:number>/")
@public_page()
def pledge_version(reference: str, number: int) -> str:
    return render_template("public/pages/about.html")


@blueprint.get("/text/")
@public_page(("campaign",))
def text() -> str:
    return render_template("public/pages/about.html")


@blueprint.get("/text/clauses/<clause_id>/")
@public_page()
def clause(clause_id: str) -> str:
    return render_template("public/pages/about.html")


@blueprint.get("/text/v<int:number>/")
@public_page()
def text_version(number: int) -> str:
    return render_template("public/pages/about.html")


@blueprint.get("/press/")
@public_page(lasts=5)
def press() -> str:
    return render_template("public/pages/about.html")


@blueprint.get("/press/<kit>/")
@public_page(lasts=5)
def kit(kit: str) -> str:
    return render_template("public/pages/about.html")


@blueprint.get("/campaigns/<slug>/")
@public_page()
def campaign(slug: str) -> str:
    return render_template("public/pages/about.html")


@blueprint.get("/<name>/")
@public_page()
def page(name: str) -> str:
    """A content page: words alone."""
    if name not in PAGES:
        abort(404)
    return render_template(f"public/pages/{PAGES[name]}.html")
