"""Bundle the style sheets: five layers in order, comments and spaces taken out.

Reads static/css/<layer>/*.css and writes static/css/public.css (every public
page), static/css/desk.css (signed-in pages: public and the desk's blocks) and
static/css/board.css (the board: public and its block, dark whatever is asked).
With --check nothing is written; the exit code is 1 when a bundle is stale or
the public one has outgrown its limit. What a rule looks like lives in static/css.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import brotli

STYLES = Path(__file__).resolve().parent.parent / "static" / "css"
LAYERS = ("1-settings", "2-base", "3-layout", "4-blocks", "5-utilities")
DESK_BLOCKS = frozenset(
    {
        "actions", "asked-here", "case", "checklist", "clause-answer", "columns", "commitment-list",
        "desk", "errors", "fingerprint", "letter", "mark", "merge", "receipt", "said-row", "sift",
        "tasks", "told", "typed",
    }
)  # fmt: skip
BOARD_BLOCKS = frozenset({"board"})
PUBLIC_LIMIT = 9_000

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DARK = "@media screen and (prefers-color-scheme: dark)"
_STRING = re.compile(r"""("[^"]*"|'[^']*')""")


def minify(css: str) -> str:
    """Return the style sheet without comments and needless spaces; strings stay as they are."""
    parts = _STRING.split(_COMMENT.sub("", css))
    for place in range(0, len(parts), 2):
        part = re.sub(r"\s+", " ", parts[place])
        part = re.sub(r"\s*([{};,>])\s*", r"\1", part)
        part = re.sub(r":\s+", ":", part)
        parts[place] = part.replace(";}", "}")
    return "".join(parts).strip() + "\n"


def sheets(*, more: frozenset[str] = frozenset()) -> list[Path]:
    """List the files of a bundle in the order of the cascade: what is public, and more blocks."""
    left_out = (DESK_BLOCKS | BOARD_BLOCKS) - more
    found: list[Path] = []
    for layer in LAYERS:
        for path in sorted((STYLES / layer).glob("*.css")):
            if layer != "4-blocks" or path.stem not in left_out:
                found.append(path)
    return found


def bundle(*, more: frozenset[str] = frozenset(), dark: bool = False) -> str:
    """Return one minified style sheet; dark: in the dark scheme, whatever the reader's is."""
    text = "\n".join(path.read_text("utf-8") for path in sheets(more=more))
    return minify(text.replace(_DARK, "@media screen") if dark else text)


def main(arguments: list[str]) -> int:
    """Write the bundles, or with --check compare them with what is written."""
    bundles = {
        "public.css": bundle(),
        "desk.css": bundle(more=DESK_BLOCKS),
        "board.css": bundle(more=BOARD_BLOCKS, dark=True),
    }
    faults: list[str] = []
    for name, text in bundles.items():
        path = STYLES / name
        size = len(brotli.compress(text.encode(), quality=11))
        print(f"static/css/{name}: {len(text.encode()):,} bytes, {size:,} in brotli")
        if name == "public.css" and size > PUBLIC_LIMIT:
            faults.append(f"{name} is {size:,} bytes in brotli, more than {PUBLIC_LIMIT:,}")
        if "--check" not in arguments:
            path.write_text(text, "utf-8")
        elif not path.exists() or path.read_text("utf-8") != text:
            faults.append(f"{name} is stale: run python tools/css.py")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
