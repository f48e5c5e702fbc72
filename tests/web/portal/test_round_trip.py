"""The longest pledge comes back the same from every surface; a form says all that is wrong."""

import csv
import io
from xml.etree.ElementTree import Element

import pytest

from pledge_site.db import write
from pledge_site.domain.commitments import codes
from pledge_site.domain.commitments.models import FIELDS
from pledge_site.domain.pledges import document
from pledge_site.domain.pledges.reviewing import review
from pledge_site.jobs.snapshots import SNAPSHOTS
from pledge_site.jobs.worker import drain
from pledge_site.kernel.languages import CODES
from pledge_site.web.edge.current import refresh
from pledge_site.web.portal import child_readable, clauses, instrument, message, translations
from pledge_site.web.portal.commitment_form import CommitmentForm
from pledge_site.web.portal.letter import LetterForm
from tests.domain.pledges import making
from tests.web.portal.browsing import Sheet
from tests.web.portal.longest import longest, typed, without_space

MESSAGE = {"message": longest(5000, lines=True)}
FOR_CHILDREN = {"child_readable": longest(3000, lines=True)}
STATEMENT = longest(2000, lines=True)
COMMITMENT = {
    "title": longest(200), "problem": longest(3000, lines=True),
    "action": longest(3000, lines=True), "lead_ministry": longest(200),
    "partners": longest(3000, lines=True), "starts_on": "2027-01-01", "ends_on": "2100-12-31",
    "indicator": longest(3000, lines=True), "baseline_value": longest(100),
    "baseline_year": "1990", "baseline_source": longest(3000, lines=True),
    "target_value": longest(100), "target_year": "2100", "budget": longest(200),
    "firmness": "law", "restates": longest(3000, lines=True), "outcomes": list(codes.OUTCOMES),
    "capabilities": list(codes.CAPABILITIES), "domains": list(codes.DOMAINS),
}  # fmt: skip
INSTRUMENT = {
    "kind": "note_verbale", "reference": longest(100), "on": "2026-11-20", "place": longest(200),
    "link": "https://example.org/" + "é" * 479, "signatory_name": longest(200),
    "signatory_office": longest(200),
}  # fmt: skip
MANY = 4
OTHERS = [code for code in CODES if code != "en"]


def at(version_id, tail):
    return f"versions/{version_id}/{tail}/"


def sent(values):
    """The same values as a keyboard may send them; what is no free text stays as it is."""
    fixed = ("starts_on", "ends_on", "baseline_year", "target_year", "firmness", "kind", "on")
    return {
        name: value if name in fixed or isinstance(value, list) else typed(value)
        for name, value in values.items()
    }


def fill_everything(visitor, version_id):
    """Fill every field of every page with the most that it holds, through the pages."""

    def save(tail, values):
        answer = visitor.send(visitor.get(at(version_id, tail)), values)
        assert answer.status == 303, (tail, answer.problems())

    save("message", {"language": "en"} | sent(MESSAGE))
    save("child-readable", sent(FOR_CHILDREN))
    answers = {f"answer_{key}": "adopt_with_statement" for key in making.CLAUSES}
    save("clauses", answers | {f"statement_{key}": typed(STATEMENT) for key in making.CLAUSES})
    for _ in range(MANY):
        save("commitments/new", sent(COMMITMENT))
    letter = (making.pdf(), "رسالة موقّعة.pdf")
    save("instrument", sent(INSTRUMENT) | {"letter": letter})
    for language in OTHERS:
        save(f"translations/{language}", sent(MESSAGE | FOR_CHILDREN))


def held(visitor, tail, names):
    """What the fields of a page hold."""
    fields = visitor.get(tail).fields()
    return {name: fields[name] for name in names}


def visible(root: Element) -> str:
    """The text of the main part of a page, without white space."""
    main = next(each for each in root.iter("main"))
    return without_space("".join(main.itertext()))


@pytest.fixture
def public(visitor, ghana, draft):
    """The longest pledge, deposited and in the snapshot; its version's id."""
    fill_everything(visitor, draft)
    checked = visitor.get(at(draft, "check"))
    assert visitor.send(checked).status == 303
    with write():
        review.check(making.person("reviewer"), draft, answers=making.CHECKED, at=making.NOW)
    with write():
        review.deposit(making.person("reviewer"), draft, at=making.NOW)
    drain([SNAPSHOTS])
    refresh()
    return draft


def test_the_pages_of_the_portal_give_it_back(visitor, draft):
    fill_everything(visitor, draft)
    assert held(visitor, at(draft, "message"), MESSAGE) == MESSAGE
    assert held(visitor, at(draft, "child-readable"), FOR_CHILDREN) == FOR_CHILDREN
    statements = {f"statement_{key}": STATEMENT for key in making.CLAUSES}
    assert held(visitor, at(draft, "clauses"), statements) == statements
    for place in (1, MANY):
        assert held(visitor, at(draft, f"commitments/{place}"), FIELDS) == COMMITMENT
    assert held(visitor, at(draft, "instrument"), INSTRUMENT) == INSTRUMENT
    for language in OTHERS:
        both = MESSAGE | FOR_CHILDREN
        assert held(visitor, at(draft, f"translations/{language}"), both) == both
    shown = visible(visitor.get(at(draft, "check")).root)
    for value in (*MESSAGE.values(), *FOR_CHILDREN.values(), STATEMENT, *words(COMMITMENT)):
        assert without_space(value) in shown


def words(values):
    """The free texts among some values."""
    return [value for value in values.values() if isinstance(value, str) and len(value) > 20]


def test_the_public_surfaces_give_it_back(visitor, client, ghana, public):
    said = document.content(making.version(ghana, public))
    answered = client.get("/api/v1/pledges/GP-SID27-GHA").json["document"]
    assert answered["message"] == MESSAGE["message"]
    assert answered["child_readable"] == FOR_CHILDREN["child_readable"]
    assert {row["statement"] for row in answered["answers"]} == {STATEMENT}
    numbers = {"baseline_year": 1990, "target_year": 2100}
    assert answered["commitments"] == [COMMITMENT | numbers] * MANY
    assert answered["instrument"] == INSTRUMENT
    assert answered["translations"] == [
        {"language": code, "source": "state"} | MESSAGE | FOR_CHILDREN for code in sorted(OTHERS)
    ]
    assert {name: answered[name] for name in said if name != "translations"} == {
        name: value for name, value in said.items() if name != "translations"
    }
    compare_sheet(client.get("/api/v1/pledges/GP-SID27-GHA.csv").data, answered)
    page = client.get("/en/pledges/GP-SID27-GHA/")
    shown = visible(Sheet("", page).root)
    for value in (*MESSAGE.values(), *FOR_CHILDREN.values(), STATEMENT, *words(COMMITMENT)):
        assert without_space(value) in shown
    assert shown.count(without_space(MESSAGE["message"])) == len(CODES)
    for value in words(INSTRUMENT):
        assert without_space(value) in shown


def compare_sheet(data, said):
    """Hold a sheet to the document: every field, unescaped."""
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    found = {(row["part"], row["which"], row["field"]): row["value"] for row in rows}
    for key, value in expected(said).items():
        assert unescaped(found.pop(key)) == value, key
    assert {part for part, _, _ in found} == {"pledge"}


def unescaped(cell):
    return cell[1:] if cell.startswith("'") and cell[1:2] in "=+-@\t\r" else cell


def expected(said):
    """What the sheet has to hold, by part, which and field."""
    cells = {("pledge", "", name): said[name] for name in ("message", "child_readable")}
    for row in said["answers"]:
        for field in ("answer", "statement"):
            cells["answer", row["clause"], field] = row[field]
    for place, row in enumerate(said["commitments"], 1):
        for field in FIELDS:
            value = row[field]
            cells["commitment", str(place), field] = (
                " ".join(value) if isinstance(value, list) else str(value)
            )
    for field, value in said["instrument"].items():
        cells["instrument", "", field] = value
    for row in said["translations"]:
        for field in ("source", "message", "child_readable"):
            cells["translation", row["language"], field] = row[field]
    return cells


WRONG = {
    "line": "x" * 6000, "words": "x" * 6000, "day": "2027-02-30", "year": "soon",
    "link": "javascript:alert(1)", "radios": "nonsense", "select": "nonsense",
    "ticks": ["nonsense"], "file": (b"not a letter", "letter.exe"),
}  # fmt: skip
FORMS = {
    "message": message.PART.stands,
    "child-readable": child_readable.PART.stands,
    "clauses": clauses.PART.stands,
    "commitments/new": lambda _version: CommitmentForm(formdata=None),
    "instrument": instrument.PART.stands,
    "translations/fr": lambda _version: translations.TranslationForm(formdata=None),
}


def all_wrong(form):
    return {field.name: WRONG[field.render_kw["kind"]] for field in form.fields()}


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("tail", FORMS)
def test_a_form_with_every_field_wrong_shows_every_error(app, visitor, draft, tail):
    with app.test_request_context("/en/"):
        values = all_wrong(FORMS[tail](making.version(visitor.actor, draft)))
    hold_to(visitor.send(visitor.get(at(draft, tail)), values), values)


@pytest.mark.database("sqlite")
def test_the_forms_after_publication_show_every_error_too(app, visitor, ghana, campaign):
    version_id = making.published(ghana, campaign, how="announce")
    with app.test_request_context("/en/"):
        values = all_wrong(LetterForm(formdata=None))
    hold_to(visitor.send(visitor.get(at(version_id, "letter")), values), values)
    for tail in ("amend/", at(version_id, "withdraw")):
        values = {"reason": WRONG["words"]}
        hold_to(visitor.send(visitor.get(tail), values), values)


def hold_to(answer, values):
    """Hold an answer to naming each field once or more, with a link to it and words beside it."""
    assert answer.status == 422
    ids = {each.get("id") for each in answer.root.iter()}
    linked = [where for where, _ in answer.problems()]
    assert set(linked) == set(values)
    assert set(linked) <= ids
    for name in values:
        assert f"{name}-error" in ids
