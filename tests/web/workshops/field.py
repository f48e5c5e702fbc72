"""What a facilitator types in, for tests of these pages."""

import os
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from pledge_site.kernel import clock

HOME = "/en/workshops/"


def day_in(days):
    return (clock.today() + timedelta(days=days)).isoformat()


def facts(**given):
    return {
        "country": "GHA", "month": day_in(0)[:7], "language": "Swahili",
        "age_band": "13-15", "size_band": "10-19", "method": "drawing", "partner": "gha-2",
        "may_website": ["y"], "may_translate": ["y"], "attested": ["y"],
        "consent_until": day_in(200), **given,
    }  # fmt: skip


def record(visitor, **given):
    """Record a workshop; return the page with its codes."""
    return visitor.send(visitor.get(f"{HOME}new/"), facts(**given))


def codes_of(sheet):
    """Return both codes as the page shows them."""
    shown = {each.get("data-code"): each.text for each in sheet.root.iter("bdi")}
    return shown["receipt"], shown["withdrawal"]


def row(place, words, **given):
    said = {"kind": "idea", "words": words} | given
    return {f"{name}_{place}": value for name, value in said.items()}


def contents_of(folder: Path) -> dict[Path, bytes]:
    """Read every file under a folder of a running browser; it deletes some meanwhile."""
    paths = [Path(place, name) for place, _, names in os.walk(folder) for name in names]
    found = {}
    for path in paths:
        with suppress(FileNotFoundError):
            # A link of the browser's leads to no file.
            found[path] = b"" if path.is_symlink() else path.read_bytes()
    return found
