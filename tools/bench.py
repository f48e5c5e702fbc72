"""`make bench`: runs every script of bench/ in turn and writes what it measured into the docs.

A script prints its figures, each beside the reference that it measured in the same run, as
``what | measured | reference | goal | met`` (the last two where there is a goal), and ends with 0
when it could measure. The table goes between the marks in docs/performance.md.
"""

import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"
COLUMNS = ("figure", "measured", "reference in the same run", "goal", "")
# In this order; what takes longest comes last. bench/load.py fills a database and measures nothing.
SCRIPTS = ("pages", "slow", "live", "growth")


def measure(script: str) -> list[list[str]] | None:
    """Run a script, show what it prints, and return its rows; None: it could not measure."""
    command = [sys.executable, "-W", "ignore", "-m", f"bench.{script}"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as run:
        lines = []
        for line in run.stdout or ():
            print(line, end="", flush=True)
            lines.append(line)
    if run.returncode:
        return None
    found = [line.strip().split(" | ") for line in lines if " | " in line]
    return [(row + [""] * len(COLUMNS))[: len(COLUMNS)] for row in found]


def table(found: dict[str, list[list[str]]]) -> str:
    """Write the rows of all scripts as a table, with when and where they were measured."""
    when = f"{datetime.now(UTC):%Y-%m-%d}"
    lines = [
        f"Measured on {when}, {os.cpu_count()} processors, Python {platform.python_version()}.",
        "",
        "| " + " | ".join(COLUMNS) + " |",
        "|" + "---|" * len(COLUMNS),
    ]
    lines += ["| " + " | ".join(row) + " |" for rows in found.values() for row in rows]
    return "\n".join(lines)


def write(text: str) -> None:
    """Put the table between the marks of the page."""
    page = PAGE.read_text()
    head, _, rest = page.partition(BEGIN)
    PAGE.write_text(f"{head}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}")


def main() -> int:
    """Run the scripts that are named, or all; the table is written when all have measured."""
    found, failed = {}, []
    for script in sys.argv[1:] or SCRIPTS:
        print(f"== {script}", flush=True)
        rows = measure(script)
        if rows is None:
            failed.append(script)
        else:
            found[script] = rows
    if failed:
        print(f"make bench: {', '.join(failed)} could not measure")
    if not sys.argv[1:]:
        write(table(found))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
