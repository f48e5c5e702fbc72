"""How the switches stand, and what may be put on the banner. Pure: no table, no clock.

What each switch does stands where it is asked, at the edge and in the worker.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pledge_site.kernel import text
from pledge_site.kernel.languages import CODES

READ_ONLY, UPLOADS_OFF, LIVE_OFF, BANNER = "read_only", "uploads_off", "live_off", "banner"
# Those that are only on or off, in the order in which they are shown.
PLAIN = (READ_ONLY, UPLOADS_OFF, LIVE_OFF)
LONGEST = 300


@dataclass(frozen=True)
class Position:
    """All switches at one moment. `banner` holds a text for each language, or nothing."""

    read_only: bool = False
    uploads_off: bool = False
    live_off: bool = False
    banner: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def mark(self) -> str:
        """What public pages depend on: the same as long as they look the same."""
        return banner_hash(self.banner)[:12] if self.banner else ""


def banner_hash(texts: Mapping[str, str]) -> str:
    """Return the SHA-256 of the texts of a banner: what the ledger keeps of them."""
    return hashlib.sha256(json.dumps(texts, sort_keys=True).encode()).hexdigest()


def tidy(texts: Mapping[str, str]) -> dict[str, str]:
    """Clean a text for each of the six languages; one that is missing is empty."""
    return {code: text.clean(texts.get(code, "")) for code in CODES}


def faults(texts: Mapping[str, str]) -> dict[str, list[str]]:
    """Name what is wrong with tidy texts, by language: each of the six needs one line."""
    found = {code: _fault(texts[code]) for code in CODES}
    return {code: [wrong] for code, wrong in found.items() if wrong}


def _fault(value: str) -> str | None:
    if not value:
        return "required"
    if "\n" in value:
        return "text.control"
    return text.fault(value) or ("text.too_long" if len(value) > LONGEST else None)
