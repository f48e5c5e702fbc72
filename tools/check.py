"""`make check`: runs every check that needs no database and no browser, and sums up what failed."""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
_PYTHON = (sys.executable, "-m")
# The catalogues have a line of their own.
_ONCE = ("--deselect", "tests/rules/test_catalogues.py::test_all_catalogues_are_complete")
CHECKS: tuple[tuple[str, tuple[str | Path, ...]], ...] = (
    ("format", (BIN / "ruff", "format", "--check", "--quiet", ".")),
    ("lint", (BIN / "ruff", "check", "--quiet", ".")),
    ("types", (BIN / "mypy", "--no-error-summary")),
    ("imports", (BIN / "lint-imports", "--no-cache")),
    ("style sheets", (*_PYTHON, "tools.css", "--check")),
    ("translations", (*_PYTHON, "tools.messages", "--check")),
    ("rules", (*_PYTHON, "pytest", "-q", "--no-header", "--tb=short", *_ONCE, "tests/rules")),
)


def main() -> int:
    """Run all checks, show what the failing ones say, and return 1 if there are any."""
    failed = []
    for name, command in CHECKS:
        began = time.monotonic()
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        passed = done.returncode == 0
        took = time.monotonic() - began
        print(f"{'ok  ' if passed else 'FAIL'} {name} ({took:.1f} s)", flush=True)
        if not passed:
            failed.append(name)
            print((done.stdout + done.stderr).rstrip() + "\n", flush=True)
    print(f"make check: {', '.join(failed)} failed" if failed else "make check: all passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
