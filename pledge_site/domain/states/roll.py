"""Reads ``member-states.csv`` once. What a State pledged is not here."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pledge_site.kernel.languages import CODES, N_

_FILE = Path(__file__).with_name("member-states.csv")

GROUPS: dict[str, str] = {
    "african": N_("African States"),
    "asia-pacific": N_("Asia-Pacific States"),
    "eastern-european": N_("Eastern European States"),
    "latin-american-and-caribbean": N_("Latin American and Caribbean States"),
    "western-european-and-others": N_("Western European and other States"),
}

SUBREGIONS: dict[str, str] = {
    "Australia and New Zealand": N_("Australia and New Zealand"),
    "Caribbean": N_("the Caribbean"),
    "Central America": N_("Central America"),
    "Central Asia": N_("Central Asia"),
    "Eastern Africa": N_("Eastern Africa"),
    "Eastern Asia": N_("Eastern Asia"),
    "Eastern Europe": N_("Eastern Europe"),
    "Melanesia": N_("Melanesia"),
    "Micronesia": N_("Micronesia"),
    "Middle Africa": N_("Middle Africa"),
    "Northern Africa": N_("Northern Africa"),
    "Northern America": N_("Northern America"),
    "Northern Europe": N_("Northern Europe"),
    "Polynesia": N_("Polynesia"),
    "South America": N_("South America"),
    "South-eastern Asia": N_("South-eastern Asia"),
    "Southern Africa": N_("Southern Africa"),
    "Southern Asia": N_("Southern Asia"),
    "Southern Europe": N_("Southern Europe"),
    "Western Africa": N_("Western Africa"),
    "Western Asia": N_("Western Asia"),
    "Western Europe": N_("Western Europe"),
}


@dataclass(frozen=True, slots=True)
class State:
    """One State as the United Nations names it. `lat` and `lon` are label points in degrees."""

    iso3: str
    iso2: str
    m49: str
    status: str
    group: str
    region: str
    subregion: str
    lat: float
    lon: float
    names: dict[str, str]
    formal_en: str
    note: str

    @property
    def is_member(self) -> bool:
        return self.status == "member"

    def name(self, language: str) -> str:
        """Return the official short name in one of the six languages."""
        return self.names[language]


def _row(row: dict[str, str]) -> State:
    return State(
        names={code: row[f"name_{code}"] for code in CODES},
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        **{
            key: row[key]
            for key in (
                *("iso3", "iso2", "m49", "status"),
                *("group", "region", "subregion", "formal_en", "note"),
            )
        },
    )


@cache
def _roll() -> dict[str, State]:
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return {row["iso3"]: _row(row) for row in csv.DictReader(lines)}


def all_states() -> tuple[State, ...]:
    """Return the 195, by ISO 3166 code."""
    return tuple(_roll().values())


def members() -> tuple[State, ...]:
    """Return the 193 Member States, by ISO 3166 code."""
    return tuple(state for state in all_states() if state.is_member)


def exists(iso3: str) -> bool:
    """Say whether a code is on the list."""
    return iso3 in _roll()


def find(iso3: str) -> State | None:
    """Return a State by its three-letter code, or None."""
    return _roll().get(iso3)
