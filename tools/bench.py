"""`make bench`: runs every script of bench/ in turn and writes what it measured into the docs.

A script prints its figures, each beside the reference that it measured in the same run, as
``what | measured | reference | goal | met`` (the last two where there is a goal), and ends with 0
when it could measure. One that fails or takes too long keeps the rows that it printed, gets one
that says so, and stops no other. The table goes between the marks in docs/performance.md.
"""

import os
import platform
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from threading import Timer

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"
LONGEST = 300
COLUMNS = ("figure", "measured", "reference in the same run", "goal", "")
# In this order, each with the seconds that it may take; what takes longest comes last.
# bench/load.py fills a database and measures nothing.
SCRIPTS = {
    "pages": 180,
    "nginx": 60,
    "first": 90,
    "kit": 90,
    "submissions": 200,
    "setup": 240,
    "slow": 150,
    "search": 60,
    "live": 180,
    "growth": 300,
}


def measure(script: str) -> tuple[list[list[str]], bool]:
    """Run a script and show what it prints; return its rows, and whether it came to its end."""
    command = [sys.executable, "-W", "ignore", "-m", f"bench.{script}"]
    lines = []
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as run:
        # Its servers too: all that it started is of its group.
        limit = Timer(SCRIPTS.get(script, LONGEST), os.killpg, (run.pid, signal.SIGKILL))
        limit.start()
        for line in run.stdout or ():
            print(line, end="", flush=True)
            lines.append(line)
        run.wait()
        limit.cancel()
    found = [line.strip().split(" | ") for line in lines if " | " in line]
    rows = [(row + [""] * len(COLUMNS))[: len(COLUMNS)] for row in found]
    return rows, run.returncode == 0


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
        found[script], is_whole = measure(script)
        if not is_whole:
            failed.append(script)
            found[script].append(
                [f"bench/{script}.py", "failed", "", "", "not measured to its end"]
            )
            print(" | ".join(found[script][-1]), flush=True)
    if failed:
        print(f"make bench: {', '.join(failed)} could not measure")
    if not sys.argv[1:]:
        write(table(found))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
