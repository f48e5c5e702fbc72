"""Sheets of a snapshot: every State once, cells that no spreadsheet runs, order by name."""

import csv
import io

from pledge_site.domain.press import figures, sheets

FIVE = ("deposited", "announced", "on_hold", "withdrawn", "nothing")
COUNTS = dict.fromkeys(FIVE, 1)
GROUPS = (
    "african",
    "asia-pacific",
    "eastern-european",
    "latin-american-and-caribbean",
    "western-european-and-others",
)
DOCUMENT = {
    "number": 41,
    "as_of": "2026-11-24T09:00:00.000Z",
    "campaigns": {
        "sid-2027": {
            "demonstration": True,
            "counts": COUNTS,
            "observers": COUNTS,
            "groups": dict.fromkeys(GROUPS, COUNTS),
            "states": {
                "GHA": {
                    "standing": "deposited", "since": "2026-11-20T10:00:00.000Z",
                    "reference": "GP-SID27-GHA", "version": 1,
                },
                "AUT": {
                    "standing": "deposited", "since": "2026-11-21T10:00:00.000Z",
                    "reference": "GP-SID27-AUT", "version": 1,
                },
                "VAT": {
                    "standing": "announced", "since": "2026-11-21T10:00:00.000Z",
                    "reference": "GP-SID27-VAT", "version": 2,
                },
            },
        },
        "bogota-2024": {
            "demonstration": False,
            "states": {
                "AND": {
                    "standing": "announced", "since": "2024-11-08",
                    "title": "=HYPERLINK(1)", "source": "a, report",
                }
            },
        },
    },
}  # fmt: skip


def test_all_195_have_a_line_and_six_names():
    data = sheets.figures_csv(DOCUMENT, "sid-2027")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(rows) == 195
    assert {row["snapshot"] for row in rows} == {"41"}
    assert {row["demonstration"] for row in rows} == {"true"}
    by_code = {row["state"]: row for row in rows}
    assert by_code["GHA"]["standing"] == "deposited"
    assert by_code["GHA"]["name_ar"] == "غانا"
    assert by_code["FRA"]["standing"] == "nothing"
    assert by_code["VAT"]["member"] == "false"


def test_public_pledges_of_all_campaigns_are_listed_safely():
    text = sheets.pledges_csv(DOCUMENT)
    assert text.endswith("\r\n")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["campaign"], row["state"]) for row in rows] == [
        ("bogota-2024", "AND"), ("sid-2027", "AUT"), ("sid-2027", "GHA"), ("sid-2027", "VAT"),
    ]  # fmt: skip
    assert rows[0]["title"] == "'=HYPERLINK(1)"
    assert rows[0]["demonstration"] == "false"


def test_lists_are_in_the_order_of_their_language():
    campaign = DOCUMENT["campaigns"]["sid-2027"]
    english = dict(figures.figures(campaign, "en").lists)
    assert [line.name for line in english["deposited"]] == ["Austria", "Ghana"]
    chinese = dict(figures.figures(campaign, "zh").lists)
    assert [line.name for line in chinese["deposited"]] == ["奥地利", "加纳"]
    assert english["announced"][0].is_observer
    assert english["deposited"][0].since == "2026-11-21"
    assert len(figures.figures(campaign, "en").groups) == 5
