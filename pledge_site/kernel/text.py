"""What text is allowed to be: NFC, without NUL, lone surrogates or direction overrides."""

import re
import unicodedata

# NUL and other control characters, except tab and line ends.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
# Embeddings, overrides and isolates can make one thing read as another.
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_SPREADSHEET = ("=", "+", "-", "@", "\t", "\r")


def fault(value: str) -> str | None:
    """Name what is wrong with a text: ``text.control``, ``.surrogate``, ``.bidi``, or None."""
    for code, pattern in (
        ("text.surrogate", _SURROGATE),
        ("text.control", _CONTROL),
        ("text.bidi", _BIDI),
    ):
        if pattern.search(value):
            return code
    return None


def clean(value: str) -> str:
    """Bring a text to NFC with ``\\n`` line ends and no space around it."""
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).strip()


def fold(value: str) -> str:
    """Reduce a text to what search compares: no case, no accents."""
    decomposed = unicodedata.normalize("NFKD", value.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def csv_cell(value: object) -> object:
    """Escape a cell that a spreadsheet would run as a formula, by an apostrophe before it."""
    if isinstance(value, str) and value.startswith(_SPREADSHEET):
        return "'" + value
    return value
