"""Writes docs/workflow.md, the table of how a pledge moves, from the table that the program uses.

`python -m tools.workflow` brings it up to date; a test compares.
"""

from pathlib import Path

from pledge_site.domain.pledges import workflow

PAGE = Path(__file__).resolve().parent.parent / "docs" / "workflow.md"
_HEAD = """# How a pledge moves

Standing belongs to a version of a pledge. This is the whole table; what is not in it is refused.
`python -m tools.workflow` writes this page from `pledge_site/domain/pledges/workflow.py`, and a
test compares the two. Why some rows are as they are is in [ADR 2](adr/0002-workflow.md).

| from | action | by | confirmed by | to | event |
|---|---|---|---|---|---|
"""
_TAIL = """
*None* is before there is a version. *As it was* is the standing that a version had before it was
put on hold. *As cleared* is what the second reviewer decided at the clearing, to announce or to
deposit ([ADR 9](adr/0009-release.md)). *Confirmed by* names the second person where one proposes
and another settles. No reviewer who wrote, edited or submitted a version may check, publish, clear,
propose or settle.

Open, seen by its State and the secretariat alone: {open}. Public: {public}.
"""


def written() -> str:
    """Return the page as it should be."""
    rows = "".join(
        f"| {_word(standing)} | {_word(action)} | {_word(step.by)} | {_word(step.confirmed_by)} "
        f"| {_word(step.to)} | {_event(step.event)} |\n"
        for (standing, action), step in workflow.TRANSITIONS.items()
    )
    return _HEAD + rows + _TAIL.format(open=_list(workflow.OPEN), public=_list(workflow.PUBLIC))


def _list(standings: frozenset[str]) -> str:
    return ", ".join(_word(each) for each in workflow.STANDINGS if each in standings)


def _event(event: str) -> str:
    return _word(event) if event == workflow.AS_CLEARED else f"`{event}`"


def _word(code: str | None) -> str:
    return (code or "").replace("_", " ")


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8")
