"""How a document goes out as a PDF: set once for the same words, kept a while, sent to be saved.

Setting one takes a tenth of a second; nothing is held in the database meanwhile. What stands in a
document is made in its room, how it is laid out is in `outlets/layouts`.
"""

import hashlib
import json
import unicodedata
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Response, current_app, request
from flask_babel import gettext

from pledge_site.db import db
from pledge_site.kernel.canonical import digest
from pledge_site.outlets.pdf import pdf
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.packed import PUBLIC
from pledge_site.web.edge.pages import shown_snapshot
from pledge_site.web.edge.shelf import Shelf

# Bytes: some two hundred documents.
_ROOM = 16 * 1024 * 1024
_NAME = "paper_shelf"
_POLICY = "default-src 'none'; sandbox"


@dataclass(frozen=True, slots=True)
class _Set:
    data: bytes
    mark: str

    @property
    def size(self) -> int:
        return len(self.data) + 200


def frame(title: str, footer: str, *, is_demonstration: bool) -> dict[str, Any]:
    """Return what every document has, in the language of the page."""
    reader = language()
    return {
        "lang": reader.code,
        "rtl": reader.direction == "rtl",
        "title": title,
        "footer": footer,
        "mark": demonstration_mark() if is_demonstration else "",
        "lost": lost_signs(),
    }


def lost_signs() -> str:
    """Return what a document says where a sign had to be replaced."""
    return gettext(
        "Some characters stand here as \ufffd, because no font of this document has them. The"
        " page on the site shows them as they were written."
    )


def demonstration_mark() -> str:
    """Return what a document of a demonstration says on each page."""
    return gettext("A demonstration: no State has made these pledges.")


def set_lines(words: str) -> list[tuple[str, bool]]:
    """Cut words into lines, each with whether it runs from right to left, by its first letter."""
    return [(line, _is_rtl(line)) for line in words.splitlines() if line.strip()]


def isolated(words: str) -> str:
    """Keep words in their own direction inside of a line of another."""
    return f"\u2068{words}\u2069"


def paper(
    layout: str,
    document: dict[str, Any],
    *,
    at: datetime,
    name: str,
    attached: dict[str, Any] | None = None,
) -> Response:
    """Send a document as a PDF under a name, to whoever may have it.

    :param at: the moment that its words are of; the same words and moment give the same bytes.
    :param attached: the same as data, kept in the PDF as a file.
    """
    # All is read; no transaction stays open while the document is set.
    db.session.rollback()
    data = json.dumps(attached, ensure_ascii=False, indent=1) if attached else ""
    key = digest({"layout": layout, "document": document, "at": at.isoformat(), "data": data})
    return _sent(_kept(key, lambda: pdf(layout, document, at=at, attached=data)), name)


def public_paper(
    layout: str, make: Callable[[], tuple[dict[str, Any], datetime]], *, name: str
) -> Response:
    """Send a document that everyone may have and keep; made once for a language and snapshot.

    :param make: returns the document and the moment that its words are of.
    """
    snapshot = shown_snapshot()

    def made() -> bytes:
        document, at = make()
        db.session.rollback()
        return pdf(layout, document, at=at)

    key = (layout, name, language().code, snapshot.number if snapshot else 0)
    kept = _kept(key, made)
    response = _sent(kept, name)
    response.headers["Cache-Control"] = PUBLIC
    response.set_etag(kept.mark)
    return response.make_conditional(  # type: ignore[return-value]
        request, accept_ranges=True, complete_length=len(kept.data)
    )


def _kept(key: Hashable, make: Callable[[], bytes]) -> _Set:
    def made() -> _Set:
        data = make()
        return _Set(data, hashlib.sha256(data).hexdigest()[:24])

    return _shelf().find_or_make(key, made) or made()


def _sent(kept: _Set, name: str) -> Response:
    response = Response(kept.data, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Security-Policy"] = _POLICY
    return response


def _shelf() -> Shelf[_Set]:
    shelf: Shelf[_Set] = current_app.extensions.setdefault(_NAME, Shelf(_ROOM))
    return shelf


def _is_rtl(line: str) -> bool:
    kinds = (unicodedata.bidirectional(char) for char in line)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"
