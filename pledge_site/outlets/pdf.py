"""Sets documents of ours as PDF, tagged, in any of the six languages, in either direction.

It is PDF/UA-1, unless a text holds a sign that none of the fonts has, such as an emoji.

What stands in a document is its room's business; here is only how it is set. The layout itself is
in `document.typ`. Text is handed over as data and never read as markup.
"""

import json
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from pledge_site.settings import ROOT

_LAYOUT = Path(ROOT, "pledge_site/outlets/document.typ")
_FONTS = ("fontpkg_noto_sans", "fontpkg_amiri", "pylopdf_fonts_zh_cn")


def pdf(document: dict[str, Any], *, at: datetime) -> bytes:
    """Set a document: `lang`, `rtl`, `title`, `lines`, `mark`, `footer` and `sections`.

    A section has a `heading`, a `text` and `questions`; a question has a `label`, a `why`,
    `choices` (word, is chosen), an `answer`, the answer's `lang`, and `rows` of room to write.
    The same document and time give the same bytes.
    """
    import typst  # heavy: only where a PDF is made

    def compiled(standards: list[Any]) -> bytes:
        made: bytes = typst.compile(  # type: ignore[misc]
            _LAYOUT.read_bytes(),
            font_paths=_font_folders(),
            ignore_system_fonts=True,
            sys_inputs={"document": json.dumps(document, ensure_ascii=False)},
            pdf_standards=standards,
            timestamp=at.replace(microsecond=0),
        )
        return made

    try:
        return compiled(["ua-1"])
    except typst.TypstError as fault:
        if "could not be displayed" not in fault.message:
            raise
        # A sign that no font has, such as an emoji, stands as a box and can't be copied out.
        return compiled([])


def _font_folders() -> list[str]:
    """Find the folders of the fonts; packages hold them beside their code or in `files`."""
    folders = []
    for name in _FONTS:
        place = Path(str(files(name)))
        folders.append(str(place / "files" if (place / "files").is_dir() else place))
    return folders
