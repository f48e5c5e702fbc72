"""Writes what a snapshot says as CSV. Pure: it is handed the document of a snapshot."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from pledge_site.domain import states
from pledge_site.kernel.text import csv_cell

COLUMNS = (
    "snapshot", "as_of", "demonstration", "campaign", "state", "name", "member", "group",
    "standing", "since", "reference", "version", "title", "source",
)  # fmt: skip


def pledges_csv(document: dict[str, Any]) -> str:
    """Return a line for each State with something public, by campaign and code, ending in CRLF."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([csv_cell(cell) for cell in row] for row in rows(document))
    return out.getvalue()


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
                "yes" if campaign["demonstration"] else "no",
                slug,
                iso3,
                state.name("en"),
                "yes" if state.is_member else "no",
                state.group,
                stands["standing"],
                stands["since"],
                stands.get("reference", ""),
                stands.get("version", ""),
                stands.get("title", ""),
                stands.get("source", ""),
            )
