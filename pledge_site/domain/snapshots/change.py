"""What differs between two snapshots, as the stream tells it. Pure."""

from typing import Any

from pledge_site.domain.snapshots.counting import NOTHING

Document = dict[str, Any]
TOLD = 5


def between(before: Document | None, after: Document) -> Document:
    """Return what changed in the current campaign; `before` is None for the first snapshot."""
    slug = after["current"]
    now = after["campaigns"].get(slug) or {}
    then = ((before or {}).get("campaigns") or {}).get(slug) or {}
    return {
        "snapshot": after["number"],
        "as_of": after["as_of"],
        "campaign": slug,
        "counts": now.get("counts", {}),
        "observers": now.get("observers", {}),
        "states": _moved(then.get("states", {}), now.get("states", {})),
        "latest": now.get("latest", [])[:TOLD],
    }


def _moved(then: Document, now: Document) -> Document:
    moved = {code: _seen(now.get(code)) for code in sorted({*then, *now})}
    return {code: seen for code, seen in moved.items() if seen != _seen(then.get(code))}


def _seen(state: Document | None) -> Document:
    state = state or {}
    return {"standing": state.get("standing", NOTHING), "reference": state.get("reference")}


def same(before: Document | None, after: Document) -> bool:
    """Say whether two documents tell the same, their number and time aside."""
    return before is not None and _told(before) == _told(after)


def _told(document: Document) -> Document:
    return {key: value for key, value in document.items() if key not in ("number", "as_of")}
