"""Sets documents of ours as PDF/UA-1, tagged, in any of the six languages, in either direction.

What stands in a document is its room's business; here is only how it is set. The layouts are in
`layouts/`. Text is handed over as data and never read as markup.
"""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from pledge_site.outlets import glyphs
from pledge_site.outlets.copying import copied_right
from pledge_site.settings import ROOT

_LAYOUTS = Path(ROOT, "pledge_site/outlets/layouts")


def pdf(layout: str, document: dict[str, Any], *, at: datetime, attached: str = "") -> bytes:
    """Set a document by a layout; the same document and time give the same bytes.

    What a layout asks for stands at its top. All ask for `lang`, `rtl`, `title`, `mark` (what each
    page says of a demonstration, or nothing), `footer` and `lost`: the sentence that explains
    `glyphs.MISSING`, shown only where it is needed.

    :param attached: the same as JSON, kept in the PDF as a file; `attached_as` describes it.
    """
    import typst  # heavy: only where a PDF is made

    words, is_mended = glyphs.shown(document)
    words["lost"] = words["lost"] if is_mended else ""
    made: bytes = typst.compile(
        _LAYOUTS / f"{layout}.typ",
        root=_LAYOUTS,
        font_paths=fonts(),
        sys_inputs={"document": json.dumps(words, ensure_ascii=False), "attached": attached},
        pdf_standards=["ua-1"],
        timestamp=at.replace(microsecond=0),
    )
    # Written for a book's binding; Chrome reads and copies every Latin line backwards by it.
    return copied_right(made.replace(b"/Direction/R2L", b"/Direction/L2R"))


@cache
def fonts() -> Any:
    """Find the fonts of the packages, once; those of the machine are left alone."""
    import typst  # heavy: only where something is set

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=glyphs.folders()
    )
