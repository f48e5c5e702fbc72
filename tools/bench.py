"""`make bench`: runs every script of bench/ in turn and prints what each measured.

A script prints its figures, each beside the reference that it measured in the same run, and ends
with 0 when it could measure. Whether a figure is good is for a person to say.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run all scripts; return 1 if one could not measure."""
    scripts = sorted((ROOT / "bench").glob("[!_]*.py"))
    if not scripts:
        print("bench/ holds no script yet")
    failed = []
    for script in scripts:
        print(f"== {script.stem}", flush=True)
        command = [sys.executable, "-m", f"bench.{script.stem}"]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            failed.append(script.stem)
    if failed:
        print(f"make bench: {', '.join(failed)} could not measure")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
