"""What each kind of file must be, as a pure rule of its bytes: a list of what is wrong with it.

What a grammar or a checker of its own holds (feeds, the site map, pages) is in `nu.py`.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import PurePath
from xml.etree import ElementTree as ET

from PIL import Image

_BOM = b"\xef\xbb\xbf"
# What a spreadsheet takes for the beginning of a formula, unless it is a number.
_FORMULA = re.compile(r"^(?:[=@\t\r]|[+\-](?!\d+(?:\.\d+)?$))")
_HEADER = re.compile(r"^[a-z][a-z0-9_]*$")
_MOMENT = re.compile(r"^\d{8}T\d{6}Z$")
_OCTETS = 75
_ROBOTS = re.compile(r"^(?:(?:User-agent|Disallow|Allow|Sitemap): \S+)?$")
_ONCE = ("UID", "DTSTAMP", "DTSTART", "SUMMARY")
_CONTACT = ("Contact", "Expires", "Preferred-Languages", "Canonical", "Policy", "Encryption")


def sheet(body: bytes) -> list[str]:
    """Hold a sheet against RFC 4180 and against what a spreadsheet would make of it."""
    found = [] if body.startswith(_BOM) else ["no mark at the start: spreadsheets garble it"]
    text = body.decode("utf-8-sig")
    if re.search(r"(?<!\r)\n", re.sub(r'"(?:[^"]|"")*"', "", text)) or not text.endswith("\r\n"):
        found.append("lines that don't end with CR LF")
    header, *rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    found += [f"the header has {name!r}" for name in header if not _HEADER.match(name)]
    if len(set(header)) < len(header):
        found.append(f"the header has a name twice: {header}")
    for number, row in enumerate(rows, 2):
        if len(row) != len(header):
            found.append(f"line {number} has {len(row)} cells, not {len(header)}")
        found += [f"line {number} has a formula: {cell!r}" for cell in row if _FORMULA.match(cell)]
    return found


def calendar(body: bytes) -> list[str]:
    """Hold a calendar against RFC 5545, as far as one with events goes."""
    found = [] if body.endswith(b"\r\n") else ["it doesn't end with CR LF"]
    lines = body.removesuffix(b"\r\n").split(b"\r\n")
    found += [f"a bare line end in {line!r}" for line in lines if b"\n" in line or b"\r" in line]
    found += [f"longer than {_OCTETS} octets: {line!r}" for line in lines if len(line) > _OCTETS]
    for line in lines:
        line.decode()
    unfolded = body.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]
    names = [re.split("[;:]", line)[0] for line in unfolded]
    found += [f"no name and value: {line!r}" for line in unfolded if ":" not in line]
    if unfolded[:2] != ["BEGIN:VCALENDAR", "VERSION:2.0"] or unfolded[-1] != "END:VCALENDAR":
        found.append("not a calendar of version 2.0")
    if names.count("PRODID") != 1:
        found.append("not one PRODID")
    events = unfolded.count("BEGIN:VEVENT")
    if not events or events != unfolded.count("END:VEVENT"):
        found.append("no event that begins and ends")
    found += [f"{name} is not in each event" for name in _ONCE if names.count(name) != events]
    stamps = [line.partition(":")[2] for line in unfolded if line.startswith("DTSTAMP:")]
    return found + [f"DTSTAMP is {stamp}" for stamp in stamps if not _MOMENT.match(stamp)]


def picture(body: bytes) -> list[str]:
    """Read a picture of points to its end."""
    with Image.open(io.BytesIO(body)) as image:
        image.verify()
    return []


def drawing(body: bytes) -> list[str]:
    """Hold a drawing that stands alone to being one: nothing runs, nothing leads nowhere."""
    root = ET.fromstring(body)  # noqa: S314 (our own)
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    found = [f"id {name} twice" for name in set(ids) if ids.count(name) > 1]
    said = root.get("aria-label") or root.get("aria-labelledby")
    if root.get("role") != "img" or not said:
        found.append("it doesn't say what it shows")
    for each in root.iter():
        if each.tag.rpartition("}")[2] in ("script", "foreignObject"):
            found.append(f"it has {each.tag}")
        found += [f"it has {name}" for name in each.keys() if name.startswith("on")]  # noqa: SIM118
        pointed = " ".join(each.get(name, "") for name in ("aria-labelledby", "aria-describedby"))
        found += [f"{name} leads nowhere" for name in pointed.split() if name not in ids]
        used = re.findall(r"url\(#([^)]+)\)", " ".join(each.attrib.values()))
        found += [f"#{name} leads nowhere" for name in used if name not in ids]
    return found


def notation(body: bytes) -> list[str]:
    """Read JSON, with no name twice in one object and no number that is none."""

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        assert len(dict(pairs)) == len(pairs), f"a name twice: {[name for name, _ in pairs]}"
        return dict(pairs)

    def refuse(word: str) -> None:
        raise AssertionError(f"{word} is no JSON")

    json.loads(body.decode(), object_pairs_hook=once, parse_constant=refuse)
    return []


def paper(body: bytes) -> list[str]:
    """Tell whether a PDF begins and ends; what is in it is tested where it is made."""
    whole = body.startswith(b"%PDF-") and body.rstrip().endswith(b"%%EOF")
    return [] if whole else ["not a whole PDF"]


def archive(body: bytes) -> list[str]:
    """Open an archive, and hold every file in it to what its name says it is."""
    found = []
    with zipfile.ZipFile(io.BytesIO(body)) as opened:
        for name in opened.namelist():
            rule = INSIDE[PurePath(name).suffix or PurePath(name).name]
            found += [f"{name}: {fault}" for fault in rule(opened.read(name))]
    return found


def plain(body: bytes) -> list[str]:
    """Hold a text to being one, and the two with a grammar to theirs."""
    lines = body.decode().splitlines()
    if any(line.startswith("User-agent:") for line in lines):
        return [f"not for robots: {line!r}" for line in lines if not _ROBOTS.match(line)]
    if any(line.startswith("Contact:") for line in lines):
        names = [line.partition(": ")[0] for line in lines if line]
        found = [f"RFC 9116 knows no {name}" for name in names if name not in _CONTACT]
        return found + ([] if names.count("Expires") == 1 else ["not one Expires"])
    return [] if body.endswith(b"\n") else ["the last line has no end"]


Rule = Callable[[bytes], list[str]]
INSIDE: dict[str, Rule] = {
    ".csv": sheet, ".geojson": notation, ".json": notation, ".txt": plain, "SHA256SUMS": plain,
}  # fmt: skip
RULES: dict[str, Rule] = {
    "application/geo+json": notation,
    "application/json": notation,
    "application/pdf": paper,
    "application/problem+json": notation,
    "application/zip": archive,
    "image/png": picture,
    "image/svg+xml": drawing,
    "text/calendar": calendar,
    "text/csv": sheet,
    "text/javascript": plain,
    "text/plain": plain,
}
