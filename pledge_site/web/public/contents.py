"""Which public pages there are: the content pages by name, and the list that the site map gives."""

from collections.abc import Iterator
from typing import Any

from pledge_site.domain.snapshots.standing import pledges_in
from pledge_site.domain.states import all_states
from pledge_site.web.edge.current import SnapshotView

# The name in the address, and the template in templates/public/pages/.
PAGES: dict[str, str] = {
    "help": "help",
    "about": "about",
    "how-to-pledge": "how_to_pledge",
    "children": "children",
    "parents": "parents",
    "privacy": "privacy",
    "accessibility": "accessibility",
    "terms": "terms",
    "contact": "contact",
}
# The sheets for the field, as `web/workshops/leaflets.py` has them.
PACKS = ("guide", "worksheet-10-12", "worksheet-13-17", "consent", "next", "record")


def public_addresses(snapshot: SnapshotView | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield endpoint and values of every public page that stands by itself."""
    for endpoint in (
        "home", "explorer", "board", "states", "pledges", "commitments", "text", "press",
    ):  # fmt: skip
        yield f"public.{endpoint}", {}
    yield "form.sheet", {}
    yield "data.page", {}
    yield "public.glossary", {}
    yield "packs.index", {}
    for pack in PACKS:
        yield "packs.sheet", {"pack": pack}
    for name in PAGES:
        yield "public.page", {"name": name}
    for state in all_states():
        yield "public.state", {"iso3": state.iso3}
    if snapshot is None:
        return
    yield from _of_text(snapshot.campaign())
    for slug, campaign in snapshot.document["campaigns"].items():
        if slug != snapshot.document["current"]:
            yield "public.campaign", {"slug": slug}
        for reference in pledges_in(campaign):
            yield "public.pledge", {"reference": reference}


def _of_text(campaign: dict[str, Any] | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the versions of a campaign's text, and the clauses of the newest."""
    if campaign and campaign["text"]:
        for number in range(1, campaign["text"]["number"] + 1):
            yield "public.text_version", {"number": number}
        for key in campaign["clauses"]:
            yield "public.clause", {"clause_id": key}
