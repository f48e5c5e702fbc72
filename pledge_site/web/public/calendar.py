"""Writes the event of a campaign as an iCalendar object (RFC 5545). Pure."""

from datetime import date, datetime, timedelta
from typing import Any

_LINE = 75


def event_entry(*, slug: str, campaign: dict[str, Any], address: str, as_of: datetime) -> bytes:
    """Return a calendar with one all-day entry, in English, lines ended and folded as asked."""
    day = date.fromisoformat(campaign["event_on"])
    name = campaign["event_names"]["en"]
    if campaign["demonstration"]:
        name = f"{name} (a demonstration)"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//ChildFund Alliance//The Global Pledge//EN",
        "BEGIN:VEVENT",
        f"UID:{slug}@global-pledge",
        f"DTSTAMP:{as_of:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(name)}",
        f"DESCRIPTION:{_text(campaign['titles']['en'])}",
        f"URL:{address}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _text(value: str) -> str:
    for sign in ("\\", ";", ","):
        value = value.replace(sign, "\\" + sign)
    return value.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """Break a line after 75 bytes at most, never inside a character."""
    parts: list[bytes] = []
    part = b""
    for sign in line:
        octets = sign.encode()
        if len(part) + len(octets) > _LINE - bool(parts):
            parts.append(part)
            part = b""
        part += octets
    return b"\r\n ".join([*parts, part]) + b"\r\n"
