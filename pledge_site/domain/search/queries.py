"""The search itself: words and filters in, one page of entries and the counts beside filters out.

Two queries, whatever is asked. A page begins where the one before it ended, so that the hundredth
costs what the first does. What differs between the databases is `_has_words` alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    text,
)

from pledge_site.db import db
from pledge_site.domain.search.entries import ALL
from pledge_site.domain.search.models import FULL_TEXT, WORDS, SearchEntry, SearchTag
from pledge_site.domain.search.tokens import Term, terms

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. `tags` holds one value for a facet; days are ISO dates or empty."""

    kind: str
    campaign: str
    words: str = ""
    tags: dict[str, str] = field(default_factory=dict)
    since: str = ""
    until: str = ""

    @property
    def terms(self) -> list[Term]:
        return terms(self.words)


class Found(NamedTuple):
    """An entry as the list shows it."""

    reference: str
    position: int
    day: str
    place: str
    said: Document


class Page(NamedTuple):
    """Some entries in their order; `after` asks for the next ones, and is empty at the end."""

    entries: list[Found]
    after: str


def search(wanted: Wanted, *, after: str = "", limit: int = 25) -> Page:
    """Return the entries that have all the words and tags, behind the place of another one."""
    columns = [getattr(SearchEntry, name) for name in Found._fields]
    rows = select(*columns).where(_within(wanted), *(_tagged(*tag) for tag in wanted.tags.items()))
    if after:
        rows = rows.where(SearchEntry.place > after)
    found = db.session.execute(rows.order_by(SearchEntry.place).limit(limit + 1)).all()
    entries = [Found(*row) for row in found[:limit]]
    return Page(entries, entries[-1].place if len(found) > limit else "")


def counts(wanted: Wanted) -> dict[str, dict[str, int]]:
    """Count the entries by facet and value, each facet as if it were not chosen from itself.

    Under `ALL` and an empty value stands how many there are with everything that is asked.
    """
    chosen = list(wanted.tags.items())
    misses = [
        case((_tagged(*tag), 0), else_=1).label(f"misses_{place}")
        for place, tag in enumerate(chosen)
    ]
    asked = select(SearchEntry.id, *misses).where(_within(wanted)).subquery()
    missed = [asked.c[each.name] for each in misses]
    total = sum(missed, start=literal(0))
    shown = [
        total == 0,
        *(
            and_(total == 1, column == 1, SearchTag.facet == facet)
            for column, (facet, _) in zip(missed, chosen, strict=True)
        ),
    ]
    rows = (
        select(SearchTag.facet, SearchTag.value, func.count().label("total"))
        .join(asked, asked.c.id == SearchTag.entry_id)
        .where(or_(*shown))
        .group_by(SearchTag.facet, SearchTag.value)
    )
    found: dict[str, dict[str, int]] = {ALL: {"": 0}}
    for facet, value, number in db.session.execute(rows):
        found.setdefault(facet, {})[value] = number
    return found


def _within(wanted: Wanted) -> ColumnElement[bool]:
    """Return what holds for every entry that is counted at all: not the tags."""
    campaign: ColumnElement[Any] = SearchEntry.campaign  # type: ignore[assignment]
    if wanted.words and not _on_postgresql():
        # SQLite keeps no statistics: it has to be kept from walking the whole list for a rare word.
        campaign = func.coalesce(campaign, "")
    kept: list[ColumnElement[bool]] = [
        campaign == wanted.campaign,
        SearchEntry.kind == wanted.kind,
    ]
    if wanted.since:
        kept.append(SearchEntry.day >= wanted.since)
    if wanted.until:
        kept.append(SearchEntry.day <= wanted.until)
    if wanted.words:
        kept.append(_has_words(wanted.terms))
    return and_(*kept)


def _tagged(facet: str, value: str) -> ColumnElement[bool]:
    return exists().where(
        SearchTag.entry_id == SearchEntry.id, SearchTag.facet == facet, SearchTag.value == value
    )


def _has_words(wanted: Sequence[Term]) -> ColumnElement[bool]:
    """Return the condition that an entry has all of the terms; none, if there are no terms."""
    if not wanted:
        return literal(1) == 0
    if _on_postgresql():
        # A token is letters and digits alone: nothing in it has to be quoted further.
        query = " & ".join(f"'{term.token}'{':*' if term.is_start else ''}" for term in wanted)
        said = text(f"{FULL_TEXT} @@ CAST(:words AS tsquery)")
        return said.bindparams(bindparam("words", query))  # type: ignore[return-value]
    query = " AND ".join(f'"{term.token}"{" *" if term.is_start else ""}' for term in wanted)
    rows = text(f"search_entries.id IN (SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH :words)")  # noqa: S608
    return rows.bindparams(bindparam("words", query))  # type: ignore[return-value]


def _on_postgresql() -> bool:
    return bool(db.session.get_bind().dialect.name == "postgresql")
