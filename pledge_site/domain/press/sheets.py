"""Writes what a snapshot says as CSV. Pure: it is handed the document of a snapshot."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from pledge_site.domain import states
from pledge_site.kernel.languages import CODES
from pledge_site.kernel.text import csv_cell

COLUMNS = (
    "snapshot", "as_of", "demonstration", "campaign", "state", "name", "member", "group",
    "standing", "since", "reference", "version", "title", "source",
)  # fmt: skip

FIGURES = (
    "snapshot", "as_of", "demonstration", "campaign", "state", "member", "group",
    "standing", "since", "reference", *(f"name_{code}" for code in CODES),
)  # fmt: skip


def pledges_csv(document: dict[str, Any]) -> str:
    """Return a line for each State with something public, by campaign and code, ending in CRLF."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([csv_cell(cell) for cell in row] for row in rows(document))
    return out.getvalue()


def figures_csv(document: dict[str, Any], slug: str) -> bytes:
    """Return one line for each of the 195 in a campaign, as UTF-8 with a mark, for spreadsheets."""
    campaign = document["campaigns"][slug]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(FIGURES)
    for state in states.all_states():
        stands = campaign["states"].get(state.iso3, {})
        cells = (
            document["number"],
            document["as_of"],
            _said(campaign["demonstration"]),
            slug,
            state.iso3,
            _said(state.is_member),
            state.group,
            stands.get("standing", "nothing"),
            stands.get("since", ""),
            stands.get("reference") or "",
            *(state.name(code) for code in CODES),
        )
        writer.writerow([csv_cell(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def rows(document: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Yield the cells of each line, in the order of `COLUMNS`."""
    for slug, campaign in sorted(document["campaigns"].items()):
        for iso3, stands in sorted(campaign["states"].items()):
            state = states.find(iso3)
            if state is None:
                continue
            yield (
                document["number"],
                document["as_of"],
                _said(campaign["demonstration"]),
                slug,
                iso3,
                state.name("en"),
                _said(state.is_member),
                state.group,
                stands["standing"],
                stands["since"],
                stands.get("reference", ""),
                stands.get("version", ""),
                stands.get("title", ""),
                stands.get("source", ""),
            )


def _said(value: bool) -> str:
    """Write a yes or no as the API's sheets do."""
    return "true" if value else "false"
