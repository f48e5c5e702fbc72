"""What stands in the way of publishing a draft, each gap by name. With one it is not published."""

from collections import defaultdict
from typing import NamedTuple

from pledge_site.domain.texts import markup, queries, rounds
from pledge_site.domain.texts.models import ClauseVersion, TextVersion
from pledge_site.domain.workshops import queries as workshops
from pledge_site.kernel.languages import CODES


class Gap(NamedTuple):
    """Something that is missing.

    :ivar code: such as ``gap.no_fate``; the edge has a sentence for each.
    :ivar where: a clause's key, a language, or empty for the whole text.
    :ivar many: how many, where it is a number.
    """

    code: str
    where: str = ""
    many: int = 0


def gaps(draft: TextVersion) -> list[Gap]:
    """Return all that is missing, the whole text's first, then clause by clause."""
    clauses = queries.clauses(draft.id)
    campaign_id = draft.text.campaign_id
    found = _of_rounds(campaign_id, [each.id for each in clauses])
    found += [Gap("gap.no_clause")] if not clauses else []
    for part, values in (("title", draft.titles), ("preamble", draft.preambles)):
        found += [Gap(f"gap.{part}", code) for code in CODES if not values.get(code, "").strip()]
    linked: dict[int, set[str]] = defaultdict(set)
    for link in workshops.links_of(each.id for each in clauses):
        linked[link.clause_version_id].add(link.span)
    for clause in clauses:
        found += _of_clause(clause, draft.drafted_in, linked[clause.id])
    return found


def _of_rounds(campaign_id: int, clause_version_ids: list[int]) -> list[Gap]:
    every = rounds.every(campaign_id)
    found = []
    if every and every[-1].closed_at is None and every[-1].frozen_at is None:
        found.append(Gap("gap.round_open"))
    without = workshops.without_fate(campaign_id, in_rounds=[each.id for each in every])
    if without:
        found.append(Gap("gap.no_fate", many=without))
    lost = workshops.word_for_word_without_span(campaign_id, clause_version_ids)
    if lost:
        found.append(Gap("gap.no_longer_word_for_word", many=lost))
    return found


def _of_clause(clause: ClauseVersion, drafted_in: str, linked: set[str]) -> list[Gap]:
    key, found = clause.clause.key, []
    for part, values in (("heading", clause.headings), ("body", clause.bodies)):
        found += [
            Gap(f"gap.{part}", f"{key}.{code}")
            for code in CODES
            if not values.get(code, "").strip()
        ]
    by_adults = any(words.strip() for words in clause.adults_reasons.values())
    if not linked and not by_adults:
        found.append(Gap("gap.no_source", key))
    marked = set(markup.spans(clause.bodies.get(drafted_in, "")))
    if marked - linked:
        found.append(Gap("gap.span_of_nobody", key, len(marked - linked)))
    for code, body in clause.bodies.items():
        if set(markup.spans(body)) - marked:
            found.append(Gap("gap.span_in_translation_only", f"{key}.{code}"))
    return found
