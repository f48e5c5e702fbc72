"""What the sheet of figures says, as values: from the document of a snapshot, in one language.

Pure. The words around them are in ``templates/press/kit/``.
"""

from typing import Any, NamedTuple

from pledge_site.domain import states
from pledge_site.kernel.languages import N_
from pledge_site.kernel.text import fold

STANDINGS: dict[str, str] = {
    "deposited": N_("Deposited"),
    "announced": N_("Announced"),
    "on_hold": N_("Under verification"),
    "withdrawn": N_("Withdrawn"),
    "nothing": N_("No pledge yet"),
}
_LISTED = ("deposited", "announced", "on_hold", "withdrawn")


class Line(NamedTuple):
    """One State on the sheet. `since` is a day, `reference` may be empty."""

    name: str
    is_observer: bool
    since: str
    reference: str


class Figures(NamedTuple):
    """All that a sheet says of a campaign."""

    counts: dict[str, int]
    observers: dict[str, int]
    groups: list[tuple[str, dict[str, int]]]
    lists: list[tuple[str, list[Line]]]


def figures(campaign: dict[str, Any], language: str) -> Figures:
    """Return the figures of a campaign; States by name, groups by their English words."""
    return Figures(
        counts=campaign["counts"],
        observers=campaign["observers"],
        groups=[(words, campaign["groups"][code]) for code, words in states.GROUPS.items()],
        lists=[(standing, _lines(campaign, standing, language)) for standing in _LISTED],
    )


def _lines(campaign: dict[str, Any], standing: str, language: str) -> list[Line]:
    lines = []
    for iso3, stands in campaign["states"].items():
        state = states.find(iso3)
        if state is None or stands["standing"] != standing:
            continue
        lines.append(
            Line(
                state.name(language),
                not state.is_member,
                stands["since"][:10],
                stands.get("reference") or "",
            )
        )
    return sorted(lines, key=lambda line: _sort_key(line.name, language))


def _sort_key(name: str, language: str) -> bytes:
    # The national standard's order follows the sound of all but rare characters.
    if language == "zh":
        return name.encode("gb18030")
    return fold(name.removeprefix("ال") if language == "ar" else name).encode()
