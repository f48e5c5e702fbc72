"""Draws the card that stands for a page where someone shares it: a PNG of 1,200 by 630.

What is on a card is its room's business. Words are handed over as data and never read as markup;
how they are set, in any of the six languages, is in ``layouts/card.typ``.
"""

import json
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from pledge_site.outlets import glyphs, pdf
from pledge_site.settings import ROOT

WIDTH, HEIGHT = 1200, 630
_LAYOUTS = Path(ROOT, "pledge_site/outlets/layouts")
# Points are pixels at this density.
_DENSITY = 72.0
# One at a time a process: whoever shares can wait, whoever reads a page shouldn't.
_PEN = BoundedSemaphore(1)
# Seconds that a caller waits for it; one card takes a twentieth of one.
_PATIENCE = 5.0


def png(document: dict[str, Any]) -> bytes | None:
    """Draw a card; the same document gives the same bytes. None: too many wait already.

    What the layout asks for stands at its top.
    """
    import typst  # heavy: only where something is set

    words, _ = glyphs.shown({**document, "lost": ""})
    if not _PEN.acquire(timeout=_PATIENCE):
        return None
    try:
        made: bytes = typst.compile(
            _LAYOUTS / "card.typ",
            root=_LAYOUTS,
            font_paths=pdf.fonts(),
            sys_inputs={"document": json.dumps(words, ensure_ascii=False)},
            format="png",
            ppi=_DENSITY,
        )
    finally:
        _PEN.release()
    return made
