"""The whole of a campaign's data in one archive: the same snapshot gives the same bytes. Pure.

What is asked of the database the caller brings along; how it is packed is in `press/kit.py`.
"""

import json
from typing import Any

from pledge_site.domain.opendata import dictionary, geography, rows, sheets, words
from pledge_site.domain.press.kit import Packed, pack
from pledge_site.domain.snapshots.standing import pledges_in
from pledge_site.kernel.clock import read_stamp

Row = dict[str, Any]
SHEETS = {
    "states.csv": sheets.STATES,
    "pledges.csv": sheets.PLEDGES,
    "commitments.csv": sheets.COMMITMENTS,
    "answers.csv": sheets.ANSWERS,
    "clauses.csv": sheets.CLAUSES,
}
_README = """\
Global Pledge register: data of the campaign {campaign}
Snapshot {snapshot}, as of {as_of} (UTC)
{notice}
states.csv, states.json   the 193 Member States and 2 observer States, with what each has
states.geojson            the same as points on a map (WGS 84), without boundaries
pledges.csv               what States have pledged or endorsed, a line each
pledges.json              the same with every published word, translations with their source
commitments.csv           the commitments of the pledges, a line each
answers.csv               what the pledges answer to each clause
clauses.csv, text.json    the text that States answer, in its languages
dictionary.csv            what each column means
SHA256SUMS                the checksums of the files

CSV is UTF-8 with a byte order mark; lines end in CRLF. A cell that a spreadsheet would run as a
formula has an apostrophe before it; the JSON files hold the text as it is. Only pledges that are
deposited count in the headline, and only those of Member States; withdrawn ones are listed and
say so.

Whoever wrote a pledge is answerable for its words. {map_notice}
"""
_LICENCE = """\
Creative Commons Attribution 4.0 International ({licence})
{licence_url}

Share and change these data for any purpose, with credit: {credit}.
"""


def archive(document: Row, slug: str, said: words.Said, text: Row | None) -> Packed:
    """Pack what a snapshot says of a campaign.

    :param said: what the versions that stand say, by id. :param text: as `words.text` gives it.
    """
    return pack(
        f"data-{slug}",
        document["number"],
        contents(document, slug, said, text),
        as_of=read_stamp(document["as_of"]),
    )


def contents(document: Row, slug: str, said: words.Said, text: Row | None) -> dict[str, bytes]:
    """Return every file of the archive, by its name."""
    campaign, stamped = document["campaigns"][slug], rows.envelope(document, slug)
    listed, pledged = rows.states(campaign), rows.pledges(campaign)
    entries = [entry for _, entry in sorted(pledges_in(campaign).items())]
    lines: dict[str, list[Row]] = {
        "states.csv": listed,
        "pledges.csv": pledged,
        "commitments.csv": list(words.commitment_rows(entries, said)),
        "answers.csv": list(words.answer_rows(entries, said)),
        "clauses.csv": list(words.clause_rows(text)) if text else [],
    }
    documents = {entry["reference"]: said.get(entry["version_id"]) for entry in entries}
    whole = [{**row, "document": documents.get(row["reference"])} for row in pledged]
    filled = {
        **stamped,
        "notice": f"\n{stamped['notice']}\n" if stamped["notice"] else "",
        "map_notice": geography.MAP_NOTICE,
    }
    return {
        "README.txt": _README.format(**filled).encode(),
        "LICENCE.txt": _LICENCE.format(**filled).encode(),
        "dictionary.csv": dictionary.sheet(SHEETS),
        **{name: sheets.write(SHEETS[name], stamped, found) for name, found in lines.items()},
        "states.json": _json({**stamped, "count": len(listed), "states": listed}),
        "states.geojson": _json(geography.collection(stamped, listed)),
        "pledges.json": _json({**stamped, "count": len(whole), "pledges": whole}),
        "text.json": _json({**stamped, "text": text}),
    }


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
