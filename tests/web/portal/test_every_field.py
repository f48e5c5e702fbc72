"""A pledge with every field full, in six scripts: it comes back the same from page and PDF."""

import json
import unicodedata
from datetime import date

import pypdfium2
import pytest

from pledge_site.db import write
from pledge_site.domain.pledges import document
from pledge_site.domain.pledges.writing import drafting
from tests.domain.pledges import making
from tests.outlets.test_pdf import SCRIPTS, is_universal, once, read

# What is looked at is paper; both databases hand over the same words.
pytestmark = pytest.mark.database("sqlite")
# In one field each: what a reader of a PDF can copy line by line.
WORDS = [
    SCRIPTS[name] for name in ("latin", "cyrillic", "arabic", "chinese", "devanagari", "emoji")
]
MIXED = (
    "نتعهّد بحماية الأطفال — 我们承诺保护儿童 — Мы обещаем — Nous promettons “à tous”\n"
    "कसम · ကတိ · 👩🏽‍👧‍👦 🇬🇭 · e\u030b\u0300 · <b>&amp;</b> {{ 7*7 }} #panic() '; --"
)
LENGTHS = {
    "title": 200, "lead_ministry": 200, "budget": 200, "baseline_value": 100, "target_value": 100,
    "problem": 3000, "action": 3000, "partners": 3000, "indicator": 3000, "baseline_source": 3000,
    "restates": 3000,
}  # fmt: skip


def full(words, length):
    """Repeat words up to a length, whole."""
    return " ".join([words] * ((length + 1) // (len(words) + 1)))


@pytest.fixture
def filled(ghana, draft):
    """A draft with every field as full as its form lets it be: its id, and all that was said."""
    said = {
        name: full(WORDS[place % len(WORDS)], most)
        for place, (name, most) in enumerate(LENGTHS.items())
    }
    commitment = {
        **said, "starts_on": date(2027, 1, 1), "ends_on": date(2030, 12, 31),
        "baseline_year": 2026, "target_year": 2030, "firmness": "law",
        "outcomes": ["laws_and_policies"], "capabilities": [], "domains": [],
    }  # fmt: skip
    message = {"language": "fr", "message": full(WORDS[0], 5000), "child_readable": MIXED}
    with write():
        drafting.save_message(ghana, draft, expected=1, at=making.NOW, values=message)
        drafting.save_answers(
            ghana, draft, expected=2, at=making.NOW,
            answers={
                key: ("adopt_with_statement", full(WORDS[place % len(WORDS)], 2000))
                for place, key in enumerate(making.CLAUSES)
            },
        )  # fmt: skip
        drafting.save_commitment(ghana, draft, None, expected=3, at=making.NOW, values=commitment)
        drafting.save_instrument(
            ghana, draft, expected=4, at=making.NOW,
            values={
                **making.INSTRUMENT, "place": full(WORDS[3], 200), "letter": making.letter(),
                "link": "https://example.org/" + "a-b/c?d=e&f=" * 30,
                "signatory_name": full(WORDS[2], 200), "signatory_office": full(WORDS[1], 200),
            },
        )  # fmt: skip
    return draft, [*said.values(), message["message"]]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_it_comes_back_the_same(visitor, filled, lang):
    version_id, said = filled
    answer = visitor.client.get(f"/{lang}/portal/versions/{version_id}/print.pdf")
    assert is_universal(answer.data)
    page = visitor.get(f"versions/{version_id}/print/").text
    version = making.version(visitor.actor, version_id)
    said = [*said, *(row.statement for row in version.answers), version.instrument_link]
    said += [version.signatory_name, version.signatory_office, version.instrument_place]
    paper = once(read(answer.data))
    for each in said:
        assert " ".join(each.split()) in page, each[:60]
        # Pages have heads and feet; a field that begins on one may end on the next.
        whole = once(each)
        assert whole[:150] in paper, each[:60]
        assert whole[-150:] in paper, each[:60]
    assert "\ufffd" not in read(answer.data)


def test_every_sign_is_in_the_pdf_as_data(visitor, filled):
    """Whatever a reader makes of lines in several directions, the file inside has them whole."""
    version_id, _ = filled
    answer = visitor.client.get(f"/ar/portal/versions/{version_id}/print.pdf")
    with pypdfium2.PdfDocument(answer.data) as opened:
        assert opened.count_attachments() == 1
        attached = opened.get_attachment(0)
        assert attached.get_name() == "pledge.json"
        data = json.loads(bytes(attached.get_data()).decode())
    version = making.version(visitor.actor, version_id)
    assert data == json.loads(json.dumps(document.content(version)))
    assert data["child_readable"] == unicodedata.normalize("NFC", MIXED)
