"""The letter of an instrument: what kind of file it is, and the pictures that reviewers see of it.

The original stays private. Nothing here knows where files lie.
"""

import io
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from pledge_site.db import db
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.pledges.document import current_letter
from pledge_site.domain.pledges.models import Letter, PledgeVersion
from pledge_site.kernel.refusals import Refused

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 10 * 1024 * 1024
MOST_PAGES = 40
MOST_PIXELS = 40_000_000
_PICTURE_WIDTH = 1400
_MARKS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}
MARK_BYTES = 8


class LetterFile(NamedTuple):
    """A letter that has been looked at and stored: what it is and where it lies."""

    kind: str
    name: str
    size: int
    pages: int
    sha256: str
    key: str


def kind_of(start: bytes) -> str:
    """Name the kind of a file by its first `MARK_BYTES` bytes, before the rest is read.

    :raises Refused: ``letter.kind``.
    """
    for mark, kind in _MARKS.items():
        if start.startswith(mark):
            return kind
    raise Refused("letter.kind")


def count_pages(data: bytes) -> int:
    """Read a whole letter and return its number of pages (1 for a picture).

    :raises Refused: ``letter.too_large``, ``letter.kind``, ``letter.unreadable``, ``letter.pages``.
    """
    if len(data) > MOST_BYTES:
        raise Refused("letter.too_large", most=MOST_BYTES // (1024 * 1024))
    kind = kind_of(data[:MARK_BYTES])
    if kind != "pdf":
        _picture(data)
        return 1
    pages = len(_pdf(data))
    if not 1 <= pages <= MOST_PAGES:
        raise Refused("letter.pages", most=MOST_PAGES)
    return pages


def render_page(data: bytes, page: int) -> bytes:
    """Draw one page (from 1) onto a fresh canvas and return it as PNG: no metadata, no script.

    :raises Refused: ``letter.unreadable``, or ``not_found`` for a page that there is not.
    """
    import PIL.Image  # heavy: only where a letter is looked at

    if kind_of(data[:MARK_BYTES]) != "pdf":
        picture = _picture(data)
    else:
        document = _pdf(data)
        if not 1 <= page <= len(document):
            raise Refused("not_found")
        sheet = document[page - 1]
        scale = min(_PICTURE_WIDTH / max(sheet.get_width(), 1), 4)
        picture = sheet.render(scale=scale).to_pil()
    picture.thumbnail((_PICTURE_WIDTH, _PICTURE_WIDTH * 3))
    canvas = PIL.Image.new("RGB", picture.size, "white")
    canvas.paste(picture.convert("RGB"))
    out = io.BytesIO()
    canvas.save(out, "PNG")
    return out.getvalue()


def _picture(data: bytes) -> "Image":
    import PIL.Image  # heavy: only where a letter is looked at

    try:
        picture = PIL.Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
        if picture.width * picture.height > MOST_PIXELS:
            raise Refused("letter.too_large", most=MOST_BYTES // (1024 * 1024))
        picture.load()
    except (OSError, SyntaxError, ValueError, PIL.Image.DecompressionBombError):
        # What it can't tell for a picture is an OSError too.
        raise Refused("letter.unreadable") from None
    return picture


def _pdf(data: bytes):  # type: ignore[no-untyped-def]  # noqa: ANN202
    import pypdfium2  # heavy: only where a letter is looked at

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise Refused("letter.unreadable") from None


def attach(
    version: PledgeVersion, file: LetterFile, actor: Actor, at: datetime, *, for_deposit: bool
) -> None:
    """Put a letter in the place of the one before, which is kept for the record."""
    before = current_letter(version, for_deposit=for_deposit)
    if before is not None:
        before.replaced_at = at
    db.session.add(
        Letter(
            version_id=version.id,
            uploaded_by=actor.user_id,
            uploaded_at=at,
            for_deposit=for_deposit,
            **file._asdict(),
        )
    )
    db.session.flush()
    db.session.expire(version, ["letters"])
