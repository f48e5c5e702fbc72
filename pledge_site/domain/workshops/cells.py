"""What is told of a group: its cell, coarsened until no group stands alone in one. Pure.

A label stands for at least two workshops or ten children, or is made coarser: month to quarter to
year, then all ages together, then country to region; what fits nowhere gets no label. Groups that
were shown more finely don't count for a coarser label, or the difference would name the one left.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from pledge_site.domain.workshops.bands import AT_LEAST

FEWEST_WORKSHOPS = 2
FEWEST_CHILDREN = 10


class Group(Protocol):
    """What of a workshop matters here."""

    key: str
    country: str
    month: str
    language: str
    age_band: str
    size_band: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A label that may be published. What is not told is empty.

    `time` is ``2026-09``, ``2026-Q3`` or ``2026``; `country` an ISO code, or else `region` one of
    the regions of the list of Member States.
    """

    time: str = ""
    language: str = ""
    age_band: str = ""
    country: str = ""
    region: str = ""


def _quarter(month: str) -> str:
    return f"{month[:4]}-Q{(int(month[5:7]) + 2) // 3}"


# From the finest to the coarsest: what is told of a group at each level.
_LEVELS: tuple[Callable[[Group, str], Cell], ...] = (
    lambda g, _region: Cell(g.month, g.language, g.age_band, g.country),
    lambda g, _region: Cell(_quarter(g.month), g.language, g.age_band, g.country),
    lambda g, _region: Cell(g.month[:4], g.language, g.age_band, g.country),
    lambda g, _region: Cell(g.month[:4], g.language, "", g.country),
    lambda g, region: Cell(g.month[:4], g.language, "", "", region),
)
NOWHERE = Cell()


def published(groups: Iterable[Group], regions: Mapping[str, str]) -> dict[str, Cell]:
    """Return the cell of each group by its key, each as fine as may be told.

    :param regions: the region of each country.
    """
    left = list(groups)
    found: dict[str, Cell] = {}
    for level in _LEVELS:
        labelled: dict[Cell, list[Group]] = defaultdict(list)
        for group in left:
            labelled[level(group, regions.get(group.country, ""))].append(group)
        for cell, together in labelled.items():
            if may_stand(together):
                found |= {group.key: cell for group in together}
        left = [group for group in left if group.key not in found]
    return found | {group.key: NOWHERE for group in left}


def may_stand(together: Iterable[Group]) -> bool:
    """Say whether groups that share a label are enough for it."""
    sizes = [AT_LEAST[group.size_band] for group in together]
    return len(sizes) >= FEWEST_WORKSHOPS or sum(sizes) >= FEWEST_CHILDREN
