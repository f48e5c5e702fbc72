"""Takes a PDF that typst wrote apart into pages, glyphs and letters, and puts it together again.

It knows what typst writes and no other PDF: objects in order, one table of places at the end.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

_TOKEN = re.compile(
    rb"(?P<span>/Span<</ActualText(?:<FEFF(?P<says>[0-9A-F]+)>|\((?P<plain>(?:\\.|[^\\)])*)\))>>BDC)"
    rb"|(?P<opens>\bB[DM]C\b)|(?P<closes>\bEMC\b)"
    # The language of a piece is no text of it.
    rb"|/(?P<font>f\d+) [\d.]+ Tf|(?<!/Lang)\((?P<shown>(?:\\.|[^\\)])*)\)"
    rb"|(?<!<)<(?P<hex>[0-9A-F]+)>(?!>)",
    re.DOTALL,
)
# A mark, moved over its letter and back: a distance, the mark, the same distance, the letter.
_STRING = rb"(\((?:\\.|[^\\)])*\)|<[0-9A-F]+>)"
_MOVED = re.compile(
    rb"Tf 1 0 0 -1 ([-\d.]+) ([-\d.]+) Tm\[(\d[\d.]*)" + _STRING + rb"-\3" + _STRING + rb"\]TJ",
    re.DOTALL,
)
_SIZE = re.compile(rb"/f\d+ ([\d.]+) $")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_PLACE = re.compile(rb"(\d{10}) 00000 n\r\n")
_STREAM = re.compile(rb"/Length (\d+)([^\n]*?)>>\nstream\n")
_PAGE = re.compile(rb"/Type/Page/Resources (\d+) 0 R.*?/Contents (\d+) 0 R", re.DOTALL)
_FONT = re.compile(rb"/(f\d+) (\d+) 0 R")
_MAPPED = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n")
_WIDTHS = re.compile(rb"/W\[(.*?)\]\s*(?:/|>>)", re.DOTALL)
_WIDTH = re.compile(rb"(\d+) (\d+) ([\d.]+)|(\d+)\[([^\]]*)\]")

Glyph = tuple[int, int]
"""The object that maps a font's glyphs to letters, and the number of the glyph."""


class Shown(NamedTuple):
    """A glyph on a page. `alone` is what it says by itself, `says` what the span around it says.

    A mark takes no room of its own. `span` is where that span begins, if there is one.
    """

    glyph: Glyph
    is_mark: bool
    alone: str
    says: str
    span: int | None


class Page(NamedTuple):
    """The content of a page; each span by its beginning: where what is in it begins and ends."""

    number: int
    content: bytes
    shown: list[Shown]
    spans: dict[int, tuple[int, int, int]]


class _Font(NamedTuple):
    table: int
    letters: dict[int, str]
    wide: frozenset[int]


@dataclass
class Parts:
    """A PDF in pieces."""

    data: bytes
    objects: dict[int, bytes]
    pages: list[Page]

    def unwrap(self, page: Page, places: set[int]) -> None:
        """Take spans off what is in them."""
        content = page.content
        for begin in sorted(places, reverse=True):
            inside, end, after = page.spans[begin]
            content = content[:begin] + content[inside:end] + content[after:]
        self.objects[page.number] = _packed(self.objects[page.number], _parted(content))

    def tell(self, told: dict[Glyph, str]) -> None:
        """Write what each glyph says into the tables of letters."""
        for table in {table for table, _ in told}:
            self.objects[table] = _packed(self.objects[table], self._retold(table, told))

    def written(self) -> bytes:
        """Return the PDF: the objects in their order, with the table of where they stand."""
        written = bytearray(self.data[: self.data.index(b"1 0 obj\n")])
        places = []
        for number in sorted(self.objects):
            places.append(len(written))
            written += self.objects[number]
        start = b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(places) + 1)
        table = b"".join(b"%010d 00000 n\r\n" % place for place in places)
        trailer = self.data[self.data.rindex(b"trailer\n") : self.data.rindex(b"startxref\n")]
        return bytes(written) + start + table + trailer + b"startxref\n%d\n%%%%EOF" % len(written)

    def _retold(self, table: int, told: dict[Glyph, str]) -> bytes:
        def line(found: re.Match[bytes]) -> bytes:
            says = told.get((table, int(found[1], 16)))
            code = says.encode("utf-16-be").hex().upper().encode() if says else found[2]
            return b"<" + found[1] + b"> <" + code + b">\n"

        return _MAPPED.sub(line, _content(self.objects[table]))


def take_apart(data: bytes) -> Parts:
    """Take a PDF apart."""
    places = [int(place) for place in _PLACE.findall(data[data.rindex(b"\nxref\n") :])]
    starts = sorted(places)
    until = dict(zip(starts, [*starts[1:], data.rindex(b"xref\n0 ")], strict=True))
    objects = {number: data[at : until[at]] for number, at in enumerate(places, 1)}
    return Parts(data, objects, list(_pages(objects)))


def _pages(objects: dict[int, bytes]) -> Iterator[Page]:
    fonts: dict[int, _Font] = {}
    for each in objects.values():
        if found := _PAGE.search(each):
            named = {name: int(font) for name, font in _FONT.findall(objects[int(found[1])])}
            for number in set(named.values()) - set(fonts):
                fonts[number] = _font(objects, objects[number])
            number = int(found[2])
            content = _content(objects[number])
            shown, spans = _read(content, {name: fonts[font] for name, font in named.items()})
            yield Page(number, content, shown, spans)


def _read(
    content: bytes, fonts: dict[bytes, _Font]
) -> tuple[list[Shown], dict[int, tuple[int, int, int]]]:
    """Read a page: its glyphs in their order, and its spans of replacement text."""
    shown: list[Shown] = []
    spans: dict[int, tuple[int, int, int]] = {}
    opened: list[re.Match[bytes] | None] = []
    font = _Font(0, {}, frozenset())
    for token in _TOKEN.finditer(content):
        span = next((each for each in reversed(opened) if each), None)
        if token["span"] or token["opens"]:
            opened.append(token if token["span"] else None)
        elif token["closes"]:
            if (closed := opened.pop()) is not None:
                spans[closed.start()] = (closed.end(), token.start(), token.end())
        elif token["font"]:
            font = fonts[token["font"]]
        elif token["hex"]:
            shown += _glyphs(bytes.fromhex(token["hex"].decode()), font, span)
        else:
            shown += _glyphs(_ESCAPE.sub(_escaped, token["shown"]), font, span)
    return shown, spans


def _parted(content: bytes) -> bytes:
    """Show a mark and its letter one by one: what is moved in between is taken for a space."""

    def part(found: re.Match[bytes]) -> bytes:
        size = _SIZE.search(content, max(0, found.start() - 20), found.start())
        if size is None:
            return found[0]
        moved = float(found[1]) - float(found[3]) * float(size[1]) / 1000
        first = b"Tf 1 0 0 -1 %.6f %s Tm%sTj" % (moved, found[2], found[4])
        return first + b" 1 0 0 -1 %s %s Tm%sTj" % (found[1], found[2], found[5])

    return _MOVED.sub(part, content)


def _glyphs(codes: bytes, font: _Font, span: re.Match[bytes] | None) -> Iterator[Shown]:
    for place in range(0, len(codes), 2):
        glyph = int.from_bytes(codes[place : place + 2], "big")
        alone = font.letters.get(glyph, "")
        says = _says(span) if span else alone
        at = span.start() if span else None
        yield Shown((font.table, glyph), glyph not in font.wide, alone, says, at)


def _says(span: re.Match[bytes]) -> str:
    if span["says"]:
        return _text(span["says"])
    return _ESCAPE.sub(_escaped, span["plain"]).decode("latin-1")


def _escaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    return bytes([int(code, 8)]) if code[:1].isdigit() else _ESCAPES.get(code, code)


def _font(objects: dict[int, bytes], font: bytes) -> _Font:
    table, below = (
        int(found[1])
        for found in (re.search(rb"/ToUnicode (\d+) 0 R", font), re.search(rb"\[(\d+) 0 R\]", font))
        if found
    )
    letters = {int(g, 16): _text(code) for g, code in _MAPPED.findall(_content(objects[table]))}
    wide: set[int] = set()
    widths = _WIDTHS.search(objects[below])
    for first, last, width, start, several in _WIDTH.findall(widths[1] if widths else b""):
        if several:
            given = enumerate(several.split(), int(start))
            wide |= {glyph for glyph, each in given if float(each)}
        elif float(width):
            wide |= {*range(int(first), int(last) + 1)}
    return _Font(table, letters, frozenset(wide))


def _text(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be", "replace")


def _content(packed: bytes) -> bytes:
    head = _STREAM.search(packed)
    return zlib.decompress(packed[head.end() : head.end() + int(head[1])]) if head else b""


def _packed(before: bytes, content: bytes) -> bytes:
    head = _STREAM.search(before)
    if head is None:
        return before
    packed = zlib.compress(content, 6)
    start = before[: head.start()] + b"/Length %d" % len(packed) + head[2] + b">>\nstream\n"
    return start + packed + before[head.end() + int(head[1]) :]
