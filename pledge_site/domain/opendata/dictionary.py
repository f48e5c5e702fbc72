"""What each column of the public sheets means: in English, as the data themselves are named."""

import csv
import io
from collections.abc import Iterable, Mapping

from pledge_site.kernel.languages import LANGUAGES

COLUMNS = ("file", "column", "meaning")
_NAMES = {"ar": "Arabic", "en": "English", "es": "Spanish", "fr": "French", "ru": "Russian"}
_NAMES["zh"] = "Chinese"

MEANINGS: dict[str, str] = {
    "snapshot": "Number of the snapshot. The same number means the same numbers everywhere.",
    "as_of": "When the snapshot was published (RFC 3339, UTC).",
    "campaign": "The campaign, by the name in its address.",
    "demonstration": "true: invented, no State has made these pledges.",
    "licence": "The licence by its SPDX name.",
    "iso3": "The State, ISO 3166-1 alpha-3.",
    "iso2": "The State, ISO 3166-1 alpha-2.",
    "m49": "The State, United Nations M49 (three digits, as text).",
    "status": "member: Member State of the United Nations; observer: observer State.",
    "group": "Regional group of the United Nations.",
    "subregion": "Subregion by United Nations M49.",
    "standing": "deposited, announced, on_hold, withdrawn or nothing. Only deposited counts in the "
    "headline.",
    "since": "Since when it stands so: a moment in UTC, or a day.",
    "reference": "The pledge, by its public reference.",
    "version": "Number of the public version that stands.",
    "commitments": "How many commitments that version holds.",
    "state": "The State whose pledge it is, or that drafted a joint one (ISO 3166-1 alpha-3).",
    "states": "The States for which the pledge counts, with spaces between.",
    "left": "The States that have left a joint pledge, with spaces between.",
    "joint": "true: several States make it together.",
    "message_language": "The language in which the State wrote.",
    "language": "The language in which the State wrote.",
    "title": "Of an endorsement: its title. Of a commitment: its title.",
    "source": "Of an endorsement: where it can be read.",
    "place": "Place in the order of the pledge or text, from 1.",
    "text_version": "Number of the version of the text.",
    "clause": "The clause. It keeps its id while its words change.",
    "answer": "adopt, adopt_with_statement or not_yet.",
    "statement": "What the State adds to its answer.",
    "adopt": "Member States with a deposited pledge that adopt the clause.",
    "adopt_with_statement": "Member States with a deposited pledge that adopt it with a statement.",
    "not_yet": "Member States with a deposited pledge that do not adopt it yet.",
    "problem": "What the commitment is about.",
    "action": "What will be done.",
    "lead_ministry": "Who is responsible.",
    "partners": "Together with whom.",
    "starts_on": "From when (a day).",
    "ends_on": "By when (a day).",
    "indicator": "How it is seen that it was done.",
    "baseline_value": "Where the indicator stood, with its unit.",
    "baseline_year": "In which year.",
    "baseline_source": "Where that is from.",
    "target_value": "What is to be reached, with its unit.",
    "target_year": "In which year.",
    "budget": "The money set aside, as the State wrote it.",
    "firmness": "How firm it is: a code of the form.",
    "restates": "Where this was promised before.",
    "outcomes": "Codes of the outcomes that it serves, with spaces between.",
    "capabilities": "Codes of the capabilities that it builds, with spaces between.",
    "domains": "Codes of the domains of digital citizenship, with spaces between.",
    **{f"name_{code}": f"Official short name in {_NAMES[code]}." for code in LANGUAGES},
    **{f"heading_{code}": f"Heading of the clause in {_NAMES[code]}." for code in LANGUAGES},
    **{f"body_{code}": f"Words of the clause in {_NAMES[code]}." for code in LANGUAGES},
}


def sheet(files: Mapping[str, Iterable[str]]) -> bytes:
    """Write a line for each column of each file."""
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(COLUMNS)
    for name, columns in files.items():
        lines.writerows((name, column, MEANINGS[column]) for column in columns)
    return out.getvalue().encode("utf-8-sig")
