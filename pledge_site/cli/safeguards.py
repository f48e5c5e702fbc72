"""The command that says how well personal data is found in children's words."""

from pathlib import Path

import click
from flask.cli import AppGroup

from pledge_site.domain.workshops.detecting.marking import KINDS, Mark
from pledge_site.domain.workshops.detecting.measuring import (
    ALL,
    Figures,
    Outcome,
    figures,
    outcomes,
    read_cases,
)
from pledge_site.domain.workshops.safeguards import marks
from pledge_site.kernel.languages import CODES

_CORPUS = Path(__file__).parents[2] / "tests" / "domain" / "workshops" / "corpus"

safeguards = AppGroup("safeguards", help="What is looked for in children's words.")


@safeguards.command("measure")
@click.option("--language", type=click.Choice(CODES), help="One language; else all six.")
@click.option("--held-out", is_flag=True, help="Only texts that the rules were written without.")
@click.option("--misses", is_flag=True, help="List what was missed and what was marked wrongly.")
@click.option("--corpus", type=click.Path(exists=True, path_type=Path), default=_CORPUS)
def measure(language: str | None, held_out: bool, misses: bool, corpus: Path) -> None:
    """Print recall and precision by kind and language, on texts with known answers."""
    cases = read_cases(corpus, [language] if language else CODES)
    tried = outcomes((case for case in cases if case.held_out or not held_out), marks)
    _print_table(figures(tried), [language] if language else [*CODES, ALL])
    print(f"\n{len(tried)} texts, {sum(not o.case.wanted for o in tried)} with nothing to find")
    if misses:
        for outcome in tried:
            _print_misses(outcome)


def _print_table(counted: list[Figures], languages: list[str]) -> None:
    rows = {(row.language, row.kind): row for row in counted}
    print("recall / precision".ljust(20) + "".join(code.rjust(13) for code in languages))
    for kind in (*KINDS, ALL):
        cells = [rows.get((code, kind)) for code in languages]
        print(kind.ljust(20) + "".join(_cell(row).rjust(13) for row in cells))


def _cell(row: Figures | None) -> str:
    return f"{row.recall:.2f} / {row.precision:.2f}" if row else "-"


def _print_misses(outcome: Outcome) -> None:
    for sort, found in (("missed", outcome.missed), ("wrong", outcome.wrong)):
        for mark in found:
            print(_line(sort, outcome, mark))


def _line(sort: str, outcome: Outcome, mark: Mark) -> str:
    said = outcome.case.text[mark.start : mark.end]
    return f"{sort} {mark.kind} [{outcome.case.language}] {said!r} in: {outcome.case.text}"
