"""Says how good the detector is: recall and precision on texts with known answers. Pure.

The texts themselves, written for this and nobody's, are the tests'.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from pledge_site.domain.workshops.detecting.marking import Mark

ALL = "all"


class Case(NamedTuple):
    """A text, what should be found in it, and whether the rules were written without it."""

    language: str
    text: str
    wanted: tuple[Mark, ...]
    held_out: bool


class Outcome(NamedTuple):
    """What of a case was missed, and what was marked that shouldn't be."""

    case: Case
    marked: tuple[Mark, ...]
    missed: tuple[Mark, ...]
    wrong: tuple[Mark, ...]


class Figures(NamedTuple):
    """Counts of one kind in one language; `ALL` stands for every one."""

    language: str
    kind: str
    wanted: int
    found: int
    marked: int
    right: int

    @property
    def recall(self) -> float:
        return self.found / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.marked if self.marked else 1.0


def read_cases(folder: Path, languages: Iterable[str]) -> list[Case]:
    """Read the texts of these languages; each span is told by its very words."""
    cases = []
    for language in languages:
        for row in json.loads((folder / f"{language}.json").read_text("utf-8")):
            wanted = []
            places: Counter[str] = Counter()
            for kind, said in row["marks"]:
                start = row["text"].index(said, places[said])
                places[said] = start + len(said)
                wanted.append(Mark(kind, start, start + len(said)))
            cases.append(Case(language, row["text"], tuple(wanted), row.get("held_out", False)))
    return cases


def _overlap(one: Mark, other: Mark) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _found(wanted: Mark, marked: tuple[Mark, ...]) -> bool:
    """Tell whether nothing of a span is left bare, and its kind was seen."""
    covered = sum(_overlap(wanted, mark) for mark in marked)
    seen = any(mark.kind == wanted.kind and _overlap(wanted, mark) for mark in marked)
    return seen and covered >= wanted.end - wanted.start


def _right(mark: Mark, wanted: tuple[Mark, ...]) -> bool:
    """Tell whether a mark is of the kind that stands there, and most of it belongs there."""
    inside = sum(_overlap(mark, span) for span in wanted)
    seen = any(span.kind == mark.kind and _overlap(mark, span) for span in wanted)
    return seen and 2 * inside >= mark.end - mark.start


def outcomes(cases: Iterable[Case], marks: Callable[[str, str], tuple[Mark, ...]]) -> list[Outcome]:
    """Try a detector on the texts."""
    tried = []
    for case in cases:
        marked = marks(case.text, case.language)
        missed = tuple(span for span in case.wanted if not _found(span, marked))
        wrong = tuple(mark for mark in marked if not _right(mark, case.wanted))
        tried.append(Outcome(case, marked, missed, wrong))
    return tried


def figures(tried: Iterable[Outcome]) -> list[Figures]:
    """Count by language and kind, by kind in all languages, by language, and all together."""
    counts: dict[tuple[str, str], list[int]] = {}
    for outcome in tried:
        rows = (
            (outcome.case.wanted, 0),
            (tuple(set(outcome.case.wanted) - set(outcome.missed)), 1),
            (outcome.marked, 2),
            (tuple(set(outcome.marked) - set(outcome.wrong)), 3),
        )
        for spans, column in rows:
            for mark in spans:
                _count(counts, outcome.case.language, mark.kind, column)
    return [Figures(*key, *counted) for key, counted in sorted(counts.items())]


def _count(counts: dict[tuple[str, str], list[int]], language: str, kind: str, column: int) -> None:
    for key in ((language, kind), (ALL, kind), (language, ALL), (ALL, ALL)):
        counts.setdefault(key, [0, 0, 0, 0])[column] += 1
