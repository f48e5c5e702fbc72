"""What is taken of a workshop and of what was said in it, and what is wrong with it. Pure.

No field is of one child. Values come cleaned from the edge.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from pledge_site.domain.states import find
from pledge_site.domain.workshops import bands, group_codes
from pledge_site.kernel import text
from pledge_site.kernel.languages import CODES

LONGEST = 2_000
MOST_SAID = 300
# How long consent can be given for, and how far back a workshop can lie.
LONGEST_CONSENT = timedelta(days=5 * 366)
_OLDEST = timedelta(days=5 * 366)
_MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-\d{3})?")
_PARTNER = re.compile(r"[A-Z0-9][A-Z0-9-]{1,19}")
_KEY = re.compile(r"[0-9a-f]{32}")


class Said(NamedTuple):
    """One thing a group said, as it is sent in. `is_harm`: it tells of harm done to a child."""

    kind: str
    language: str
    words: str
    key: str = ""
    translation_language: str = ""
    translation: str = ""
    is_harm: bool = False


class Codes(NamedTuple):
    """The two codes of a group. They are shown once; only their hashes are kept."""

    receipt: str
    withdrawal: str


def new_codes() -> Codes:
    """Return two codes for a group."""
    return Codes(group_codes.make(group_codes.RECEIPT), group_codes.make(group_codes.WITHDRAWAL))


def said_faults(said: Sequence[Said]) -> dict[str, list[str]]:
    """Return what is wrong with what was said, by field, such as ``said.3.words``."""
    found: dict[str, list[str]] = {}
    if len(said) > MOST_SAID:
        found["said"] = ["workshop.too_much"]
    for place, each in enumerate(said, start=1):
        for field, code in _said_faults(each):
            found[f"said.{place}.{field}"] = [code]
    return found


def _said_faults(each: Said) -> list[tuple[str, str]]:
    found = []
    # What tells of harm goes to people who only read it: it is no kind of contribution.
    if not each.is_harm:
        if each.kind not in bands.KINDS:
            found.append(("kind", "choice.unknown"))
        if each.translation.strip() and each.translation_language not in CODES:
            found.append(("translation_language", "language.unknown"))
    if not is_language(each.language):
        found.append(("language", "language.not_found"))
    for field, words in (("words", each.words), ("translation", each.translation)):
        if wrong := text.fault(words) or ("text.too_long" if len(words) > LONGEST else None):
            found.append((field, wrong))
    if not each.words.strip():
        found.append(("words", "required"))
    if each.key and not _KEY.fullmatch(each.key):
        found.append(("key", "text.key"))
    return found


def is_language(code: str) -> bool:
    """Say whether a code is written as that of a language: ``sw``, ``pt-BR``, ``zh-Hant``."""
    return _LANGUAGE.fullmatch(code) is not None


COLUMNS = (
    "key", "country", "month", "language", "age_band", "size_band", "method", "origin",
    "may_website", "may_press", "may_read_aloud", "may_translate", "consent_until",
)  # fmt: skip
_CHOICES: dict[str, Mapping[str, str]] = {
    "age_band": bands.AGES,
    "size_band": bands.SIZES,
    "method": bands.METHODS,
}


def faults(facts: Mapping[str, Any], today: date) -> dict[str, list[str]]:
    """Return what is wrong with the facts of a workshop, by field."""
    found = {
        name: ["choice.unknown"] for name, known in _CHOICES.items() if facts[name] not in known
    }
    if find(facts["country"]) is None:
        found["country"] = ["choice.unknown"]
    month = facts["month"]
    oldest = (today - _OLDEST).isoformat()[:7]
    if not (_MONTH.fullmatch(month) and oldest <= month <= today.isoformat()[:7]):
        found["month"] = ["workshop.month"]
    if not is_language(facts["language"]):
        found["language"] = ["language.not_found"]
    if not today < facts["consent_until"] <= today + LONGEST_CONSENT:
        found["consent_until"] = ["workshop.consent_until"]
    if not facts["attested"]:
        found["attested"] = ["workshop.not_attested"]
    if not _KEY.fullmatch(facts["key"]):
        found["key"] = ["text.key"]
    if facts.get("partner") and not _PARTNER.fullmatch(facts["partner"]):
        found["partner"] = ["workshop.partner"]
    return found


def are_codes(codes: Codes) -> bool:
    """Say whether two codes are of their kinds and whole."""
    kinds = (group_codes.RECEIPT, group_codes.WITHDRAWAL)
    return all(
        group_codes.is_of(kind, code) and len(group_codes.normal(code)) == group_codes.LENGTH
        for kind, code in zip(kinds, codes, strict=True)
    )
