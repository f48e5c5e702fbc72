"""What is coloured on the map: from a campaign's document to one class for each State. Pure.

The words for classes, titles and sentences are the caller's; how a look is drawn is in
:mod:`pledge_site.domain.atlas.svg` and ``map.css``.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pledge_site.domain.commitments.codes import CAPABILITIES, DOMAINS, OUTCOMES
from pledge_site.domain.states import GROUPS, State, all_states

Document = dict[str, Any]
NOTHING = "nothing"
TAGS: Mapping[str, Mapping[str, str]] = {
    "outcome": OUTCOMES,
    "capability": CAPABILITIES,
    "domain": DOMAINS,
}
"""The lists that a commitment is tagged from, by the kind of colouring."""

# A standing that counts for nothing keeps its own class whatever is asked.
_ASIDE = ("on_hold", "withdrawn", NOTHING)
# The classes of each kind, in the order of the legend, each with its look.
_LOOKS: Mapping[str, Mapping[str, str]] = {
    "standing": {"deposited": "deposited", "announced": "announced"},
    "region": {
        **{group: f"group-{place}" for place, group in enumerate(GROUPS, 1)},
        "no_group": NOTHING,
    },
    "tag": {"has": "deposited", "has_announced": "announced", "without": "without"},
    "clause": {
        "adopt": "deposited",
        "adopt_with_statement": "statement",
        "not_yet": "without",
        "announced": "announced",
    },
}
CLASSES = frozenset({*_ASIDE, *(code for looks in _LOOKS.values() for code in looks)})
"""The classes of all colourings."""
_ANSWERS = ("adopt", "adopt_with_statement", "not_yet")


@dataclass(frozen=True, slots=True)
class Colour:
    """What the map is to be coloured by: a kind, and for tags and clauses the code of one."""

    kind: str
    code: str = ""

    @property
    def value(self) -> str:
        """What the address carries."""
        return f"{self.kind}:{self.code}" if self.code else self.kind

    @property
    def looks(self) -> Mapping[str, str]:
        """The look of each class, in the order of the legend."""
        own = _LOOKS["tag" if self.kind in TAGS else self.kind]
        return own if self.kind == "region" else {**own, **{code: code for code in _ASIDE}}


STANDING = Colour("standing")


@dataclass(frozen=True, slots=True)
class Row:
    """A class of States: its code, its look, the States in it by code, how many are members."""

    code: str
    look: str
    states: tuple[str, ...]
    members: int


def read(text: str, clauses: Collection[str]) -> Colour | None:
    """Return what an address asks for; None when there is no such colouring.

    :param clauses: the clauses of the campaign's text, by their lasting ids.
    """
    if text in ("", "standing"):
        return STANDING
    if text == "region":
        return Colour("region")
    kind, _, code = text.partition(":")
    known = clauses if kind == "clause" else TAGS.get(kind, ())
    return Colour(kind, code) if code in known else None


def versions_of(campaign: Document) -> dict[str, list[tuple[str, int]]]:
    """Return the announced and deposited versions of each State: standing and id, by code."""
    found: dict[str, list[tuple[str, int]]] = {}
    for pledge in campaign.get("pledges", {}).values():
        if pledge["standing"] in ("deposited", "announced"):
            for code in pledge["states"]:
                found.setdefault(code, []).append((pledge["standing"], pledge["version_id"]))
    return found


def colour(
    campaign: Document, wanted: Colour, marks: Mapping[int, str] | None = None
) -> dict[str, str]:
    """Return the class of each of the 195, by code.

    :param marks: by a version's id, what it answers to the clause, or anything when it has a
        commitment of the kind asked for.
    """
    versions = {} if wanted.kind in ("standing", "region") else versions_of(campaign)
    classes = {}
    for state in all_states():
        code = state.iso3
        standing = campaign["states"].get(code, {}).get("standing", NOTHING)
        if wanted.kind == "region":
            classes[code] = state.group if state.group in GROUPS else "no_group"
        elif wanted.kind == "standing" or standing in _ASIDE:
            classes[code] = standing
        elif wanted.kind == "clause":
            classes[code] = _answer(standing, versions.get(code, ()), marks or {})
        else:
            classes[code] = _tagged(versions.get(code, ()), marks or {})
    return classes


def _answer(standing: str, versions: Sequence[tuple[str, int]], marks: Mapping[int, str]) -> str:
    if standing != "deposited":
        return standing
    given = {marks.get(version) for kind, version in versions if kind == "deposited"}
    return next((answer for answer in _ANSWERS if answer in given), "not_yet")


def _tagged(versions: Sequence[tuple[str, int]], marks: Mapping[int, str]) -> str:
    kinds = {kind for kind, version in versions if version in marks}
    if "deposited" in kinds:
        return "has"
    return "has_announced" if kinds else "without"


def rows(classes: Mapping[str, str], wanted: Colour) -> list[Row]:
    """Return the classes in the order of the legend, each with its States; empty ones too."""
    members = {state.iso3 for state in all_states() if state.is_member}
    found: dict[str, list[str]] = {code: [] for code in wanted.looks}
    for iso3, code in sorted(classes.items()):
        found[code].append(iso3)
    return [
        Row(code, look, tuple(found[code]), len(members.intersection(found[code])))
        for code, look in wanted.looks.items()
    ]


def keeps(state: State, group: str) -> bool:
    """Say whether a State is in a regional group; every one is when none is asked for."""
    return group in ("", state.group)


def looks(
    classes: Mapping[str, str], wanted: Colour, *, group: str = "", only: str = ""
) -> dict[str, str]:
    """Return the look of each State that has one; who is not asked for steps back."""
    drawn = {}
    for state in all_states():
        code = classes[state.iso3]
        asked_for = keeps(state, group) and only in ("", code)
        look = wanted.looks[code] if asked_for else "off"
        if look != NOTHING:
            drawn[state.iso3] = look
    return drawn
