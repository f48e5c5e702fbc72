"""The lists of pledges and commitments: words, filters with numbers, pages, sheets, and no's."""

import csv
import io
import re

import pytest
from sqlalchemy import update

from pledge_site.db import db, write
from pledge_site.domain.commitments.models import Commitment
from pledge_site.domain.ledger.models import Follower
from pledge_site.domain.search import filling
from pledge_site.domain.search.filling import NAME
from pledge_site.jobs.search import SEARCH
from pledge_site.jobs.worker import drain
from pledge_site.kernel.languages import CODES
from pledge_site.web.edge.current import refresh
from tests.web.public import making

pytestmark = pytest.mark.database("sqlite")
UNKNOWN = (
    "standing=none", "standing=nothing", "state=XXX", "state=col", "group=none", "firmness=x",
    "outcome=x", "capability=x", "domain=x", "from=yesterday", "until=2027-2-9", "from=20270209",
    "after=1", "after=79738876.GP-SID27-COL.0001",
)  # fmt: skip
SHOWN = [each for each in making.PLEDGES if each["standing"] != "withdrawn"]
TOTAL = sum(len(each["commitments"]) for each in SHOWN)


def page(client, path, language="en"):
    answer = client.get(f"/{language}/{path}")
    assert answer.status_code == 200, path
    return answer.text.partition("<main")[2].partition("</main>")[0]


def total(text):
    return int(re.search(r'aria-live="polite"><b>(\d+)', text)[1])


def rows(client, path):
    answer = client.get(f"/en/{path}")
    assert answer.content_type.startswith("text/csv; charset=utf-8")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def test_words_are_found_and_marked_in_each_language(reader):
    assert "<mark>Colombia</mark>" in page(reader, "pledges/?q=Колумбия,colombia")
    for given in (making.PLEDGES[place] for place in (7, 10, 23, 57, 5)):
        word = given["message"][:4] if given["language"] == "zh" else given["message"].split()[3]
        text = page(reader, f"pledges/?q={word}", given["language"])
        assert f"GP-SID27-{given['state']}" in text, word
        assert "<mark>" in text


def test_an_excerpt_says_its_language_and_direction(reader):
    word = next(each for each in making.PLEDGES if each["state"] == "TUN")["message"].split()[2]
    text = page(reader, f"pledges/?q={word}")
    assert re.search(r'<p class="found__words" lang="ar" dir="rtl">[^<]*<mark>', text)


def test_filters_narrow_the_list_to_what_their_numbers_say(reader):
    for path in ("pledges/", "commitments/"):
        text = page(reader, path)
        for name in ("state", "standing", "group", "firmness", "outcome", "capability", "domain"):
            box = re.search(rf'<select[^>]* name="{name}".*?</select>', text, re.DOTALL)[0]
            choices = re.findall(r'<option value="([^"]+)">[^<]* \((\d+)\)</option>', box)
            assert choices, name
            value, number = choices[-1]
            narrowed = page(reader, f"{path}?{name}={value}")
            assert total(narrowed) == int(number) > 0
            assert f'<option value="{value}" selected>' in narrowed


def test_the_list_of_commitments_is_paged_to_its_end(reader):
    text, seen = page(reader, "commitments/"), []
    assert total(text) == TOTAL
    while True:
        seen += re.findall(r'class="latest__title" href="([^"]+)"', text)
        following = re.search(r'rel="next" href="/en/([^"]+)"', text)
        if following is None:
            break
        text = page(reader, following[1].replace("&amp;", "&"))
        assert "Back to the first page" in text
    assert len(seen) == TOTAL


def test_sheets_hold_the_whole_list_and_only_that(reader):
    assert len(rows(reader, "commitments/commitments.csv")) == TOTAL
    assert len(rows(reader, "pledges/pledges.csv")) == len(making.PLEDGES)
    kept = rows(reader, "commitments/commitments.csv?state=COL&firmness=law")
    assert {(row["states"], row["firmness"]) for row in kept} <= {("COL", "law")}
    listed = page(reader, "commitments/?state=COL&firmness=law")
    assert len(kept) == total(listed)
    assert "commitments.csv?state=COL&amp;firmness=law" in listed
    assert kept == [] or kept[0]["url"].endswith("/en/pledges/GP-SID27-COL/")
    assert kept == [] or kept[0]["demonstration"] == "true"


def test_a_cell_that_a_spreadsheet_would_run_is_escaped(app, client):
    making.register(most=2)
    with write():
        db.session.execute(update(Commitment).values(title="=HYPERLINK(1)", budget="@SUM(1)"))
        filling.empty()
    drain([SEARCH])
    found = rows(client, "commitments/commitments.csv")
    assert {row["title"] for row in found} == {"'=HYPERLINK(1)"}
    assert {row["budget"] for row in found} == {"'@SUM(1)"}


def test_what_is_asked_wrongly_is_said_in_words(reader):
    for language, query in zip(CODES * 3, UNKNOWN, strict=False):
        for path in ("pledges/", "commitments/", "pledges/pledges.csv"):
            answer = reader.get(f"/{language}/{path}?{query}")
            assert answer.status_code == 400, query
            assert "<h1" in answer.text
    assert "One of the filters" in reader.get("/en/pledges/?standing=none").text
    assert reader.get(f"/en/pledges/?q={'x' * 201}").status_code == 400
    assert reader.get("/en/pledges/?q=a&q=b").status_code == 400


def test_words_that_look_for_nothing_find_nothing(reader):
    for words in ("!!!", "%22", "*", "a", "%27%27"):
        assert "No pledge fits" in page(reader, f"pledges/?q={words}")


def test_what_was_typed_is_escaped_and_shown_again(reader):
    text = page(reader, "pledges/?q=<script>law")
    assert "&lt;script&gt;law" in text
    assert "<script>law" not in text


def test_a_list_made_before_the_search_has_caught_up_is_not_kept(reader):
    with write():
        db.session.execute(update(Follower).where(Follower.name == NAME).values(position=0))
    answer = reader.get("/en/pledges/?q=law")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "ETag" not in answer.headers
    drain([SEARCH])
    refresh()
    assert "ETag" in reader.get("/en/pledges/?q=law").headers


def test_a_withdrawn_pledge_is_listed_without_its_words(reader):
    gone = next(each for each in making.PLEDGES if each["standing"] == "withdrawn")
    text = page(reader, "pledges/?standing=withdrawn")
    assert f"GP-SID27-{gone['state']}" in text
    assert "found__words" not in text
    assert page(reader, f"commitments/?state={gone['state']}").count("latest__item") == 0
