"""Who was heard, at a glance: what waits for a fate, clauses without children, who is missing.

Numbers beside names, never names alone: a silence is told as well as a voice.
"""

from collections import Counter
from collections.abc import Container, Sequence
from typing import NamedTuple

from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.states import all_states
from pledge_site.domain.texts.models import ClauseVersion
from pledge_site.domain.workshops import bands, desk
from pledge_site.kernel.languages import CODES


class Coverage(NamedTuple):
    """What of a campaign was heard, and went into its draft.

    :ivar regions: contributions by region of the world; `ages`, `languages` likewise. Nought is
        there too; a language outside the six is counted under its own code.
    :ivar without_children: the clauses that no live contribution is linked to.
    """

    contributions: int
    groups: int
    without_fate: int
    countries: int
    regions: dict[str, int]
    ages: dict[str, int]
    languages: dict[str, int]
    without_children: tuple[ClauseVersion, ...]


def of(
    actor: Actor, campaign_id: int, clauses: Sequence[ClauseVersion], linked: Container[int]
) -> Coverage:
    """Return the coverage of a campaign, and of the clauses of its draft; two queries.

    :param linked: the ids of the clauses that a live contribution is linked to.
    """
    counts = desk.counts(actor, campaign_id)
    by_country = counts.of("country")
    languages = counts.of("language")
    return Coverage(
        contributions=counts.all,
        groups=desk.groups(actor, campaign_id),
        without_fate=counts.of("fate")[desk.NONE],
        countries=len(by_country),
        regions=_by_region(by_country),
        ages={age: counts.of("age")[age] for age in bands.AGES},
        languages={code: languages[code] for code in (*CODES, *sorted(set(languages) - {*CODES}))},
        without_children=tuple(each for each in clauses if each.id not in linked),
    )


def _by_region(by_country: Counter[str]) -> dict[str, int]:
    found = dict.fromkeys(sorted({state.region for state in all_states()}), 0)
    for state in all_states():
        found[state.region] += by_country[state.iso3]
    return found
