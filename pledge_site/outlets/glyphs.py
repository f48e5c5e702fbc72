"""Which signs the fonts of our documents have, and what stands for those that none of them has.

Fonts come as packages; how they are used is in the layouts. A sign is what a reader takes for one:
a letter with its marks, an emoji of several parts. One font has to have all of it.
"""

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

# Visible, and known everywhere as "here was a sign that could not be shown".
MISSING = "\ufffd"
_PACKAGES = (
    "fontpkg_noto_sans", "fontpkg_noto_serif", "fontpkg_amiri", "pylopdf_fonts_zh_cn",
    "manimgx_fonts",
)  # fmt: skip
# What is copied out of it is scrambled; Amiri sets Arabic.
_NOT_USED = ("NotoSansArabic", "Italic")
# Joiners, marks of direction, variation selectors and the tags of flags have no glyph.
_UNSEEN = frozenset(
    {
        0xAD, 0x34F, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10), 0xFEFF, *range(0xE0020, 0xE0080),
    }
)  # fmt: skip
_AS_SPACE = str.maketrans("\t\v\f\x1c\x1d\x1e\x85\u2028\u2029", " " * 9)
_JOINER = "\u200d"
_SKIN = range(0x1F3FB, 0x1F400)
_FLAG = range(0x1F1E6, 0x1F200)


def folders() -> list[str]:
    """Find the folders of the fonts; packages hold them beside their code or in `files`."""
    places = [Path(str(files(name))) for name in _PACKAGES]
    return [str(each / "files" if (each / "files").is_dir() else each) for each in places]


def shown(document: Any) -> tuple[Any, bool]:
    """Put `MISSING` for each sign of a document's words that no font has; say if there was one."""
    lost = False

    def mend(value: Any) -> Any:
        nonlocal lost
        if isinstance(value, str):
            plain = value.translate(_AS_SPACE)
            mended = _mended(plain)
            lost = lost or mended != plain
            return mended
        if isinstance(value, dict):
            return {key: mend(each) for key, each in value.items()}
        return [mend(each) for each in value] if isinstance(value, list | tuple) else value

    return mend(document), lost


def signs(text: str) -> Iterator[str]:
    """Cut a text into what a reader takes for single signs."""
    held = ""
    for char in text:
        if held and not _goes_on(held, char):
            yield held
            held = ""
        held += char
    if held:
        yield held


def _goes_on(held: str, char: str) -> bool:
    code = ord(char)
    if code in _UNSEEN or code in _SKIN or unicodedata.category(char).startswith("M"):
        return True
    if code in _FLAG:
        return len(held) == 1 and ord(held) in _FLAG
    # Only emoji are joined into one; in Persian or Hindi a joiner stands between two letters.
    return held.endswith(_JOINER) and unicodedata.category(char) == "So"


def _mended(text: str) -> str:
    if text.isascii():
        return text
    return "".join(sign if sign == "\n" or _has(sign) else MISSING for sign in signs(text))


@lru_cache(maxsize=20_000)
def _has(sign: str) -> bool:
    """Say whether a font has a sign, written in one piece or in several."""
    forms = [
        {ord(char) for char in unicodedata.normalize(form, sign)} - _UNSEEN
        for form in ("NFC", "NFD")
    ]
    return any(needed <= coverage for coverage in _coverages() for needed in forms)


@cache
def _coverages() -> tuple[frozenset[int], ...]:
    """Return what each family has: a bold face may have less than its plain one."""
    found: dict[str, frozenset[int]] = {}
    for path in sorted(each for folder in folders() for each in Path(folder).glob("*.[ot]tf")):
        if any(part in path.name for part in _NOT_USED):
            continue
        family = path.name.partition("-")[0].partition("[")[0]
        found[family] = found.get(family, _coverage(path)) & _coverage(path)
    return tuple(found.values())


@cache
def _coverage(path: Path) -> frozenset[int]:
    """Read the table of a font that leads from code points to glyphs (OpenType, `cmap`)."""
    data = path.read_bytes()
    (tables,) = struct.unpack_from(">H", data, 4)
    entries = (struct.unpack_from(">4sIII", data, 12 + 16 * place) for place in range(tables))
    start = next(offset for tag, _, offset, _ in entries if tag == b"cmap")
    (count,) = struct.unpack_from(">H", data, start + 2)
    codes: set[int] = set()
    for place in range(count):
        (offset,) = struct.unpack_from(">I", data, start + 8 + 8 * place)
        for first, last in _ranges(data, start + offset):
            codes.update(range(first, last + 1))
    return frozenset(codes)


def _ranges(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    (kind,) = struct.unpack_from(">H", data, at)
    if kind == 4:
        (twice,) = struct.unpack_from(">H", data, at + 6)
        last = struct.unpack_from(f">{twice // 2}H", data, at + 14)
        first = struct.unpack_from(f">{twice // 2}H", data, at + 16 + twice)
        yield from ((a, b) for a, b in zip(first, last, strict=True) if a != 0xFFFF)
    elif kind == 12:
        (count,) = struct.unpack_from(">I", data, at + 12)
        for place in range(count):
            first_code, last_code, _ = struct.unpack_from(">III", data, at + 16 + 12 * place)
            yield first_code, last_code
