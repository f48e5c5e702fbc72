"""How a letter comes in: looked at before it is read, read whole, and kept under a random key."""

import hashlib
import io
import os

from werkzeug.datastructures import FileStorage

from pledge_site.domain.pledges.writing import letters
from pledge_site.kernel import ids, text
from pledge_site.kernel.refusals import Refused
from pledge_site.outlets.files import store
from pledge_site.web.edge.current import shown_switches

# Bytes: a file that is somewhat too large still gets its form back, with all that was typed.
MOST_SENT = 2 * letters.MOST_BYTES
_LONGEST_NAME = 200


def receive(upload: FileStorage | None) -> letters.LetterFile | None:
    """Look at size and first bytes of a letter, then read it whole and keep it.

    :raises Refused: ``letter.kind``, ``letter.too_large``, ``letter.unreadable``,
        ``letter.pages``, ``uploads.off``.
    """
    if not upload:
        return None
    if shown_switches().uploads_off:
        raise Refused("uploads.off")
    size = upload.stream.seek(0, io.SEEK_END)
    if size > letters.MOST_BYTES:
        raise Refused("letter.too_large", most=letters.MOST_BYTES // (1024 * 1024))
    upload.stream.seek(0)
    kind = letters.kind_of(upload.stream.read(letters.MARK_BYTES))
    upload.stream.seek(0)
    data = upload.stream.read()
    pages = letters.count_pages(data)
    key = f"letters/{ids.public_id()}.{kind}"
    store().put(key, data)
    digest = hashlib.sha256(data).hexdigest()
    return letters.LetterFile(kind, _name(upload.filename or "", kind), size, pages, digest, key)


def drop(letter: letters.LetterFile) -> None:
    """Take a letter away again: what it belongs to was not saved."""
    store().delete(letter.key)


def _name(sent: str, kind: str) -> str:
    """Return the last part of a file's name, without what can't be shown."""
    plain = text.clean(sent.replace("\\", "/").rsplit("/", 1)[-1])
    if not plain or text.fault(plain):
        return f"letter.{kind}"
    stem, ending = os.path.splitext(plain)  # noqa: PTH122  (a name that someone sent, not a path)
    return stem[: _LONGEST_NAME - 10] + ending[:10]
