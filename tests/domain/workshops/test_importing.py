"""A sheet of what was said: what is well formed is taken, every fault is named with its line."""

import pytest

from pledge_site.db import db, write
from pledge_site.domain.workshops import checking, importing, recording
from pledge_site.domain.workshops.facts import MOST_SAID
from pledge_site.domain.workshops.models import Contribution
from tests.domain.pledges.making import NOW

HEAD = "kind,language,words,translation_language,translation\n"


def read(data, key="k", secret="s"):  # noqa: S107  (of a test)
    raw = data if isinstance(data, bytes) else data.encode()
    return importing.read(raw, workshop_key=key, secret=secret)


def faults(data):
    return [(each.line, each.column, each.code) for each in read(data).faults]


@pytest.mark.parametrize(
    "data",
    [
        HEAD + "Idea,sw,Tuulizeni.,en,Ask us.\n",
        "\ufeff" + HEAD.replace(",", ";") + "idea;sw;Tuulizeni.;en;Ask us.\r\n",
        HEAD.replace(",", "\t").upper() + "idea\tsw\tTuulizeni.\tEN\tAsk us.",
        'translation,translation_language,words,language,kind\n\n"Ask us.",en,Tuulizeni.,sw,idea\n',
        HEAD + "idea,sw, Tuulizeni. ,en,Ask us.,,,\n",
    ],
)
def test_a_sheet_is_read_however_a_spreadsheet_writes_it(data):
    sheet = read(data)
    [(_, said)] = sheet.rows
    assert sheet.faults == []
    assert said._replace(key="") == ("idea", "sw", "Tuulizeni.", "", "en", "Ask us.", False)


def test_columns_that_nobody_needs_may_be_left_out():
    sheet = read("words;kind;language\n'-ask; idea;ar\n")
    assert [(line, said.words, said.translation) for line, said in sheet.rows] == [(2, "-ask", "")]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("", [(0, "", "file.empty")]),
        (b"\xef\xbb\xbf\n", [(0, "", "file.empty")]),
        ("x" * (importing.MOST_BYTES + 1), [(0, "", "file.too_large")]),
        (HEAD.encode() + b"idea,es,se\xf1or,,\n", [(2, "", "file.encoding")]),
        (HEAD, [(0, "", "file.no_rows")]),
        (HEAD + 'idea,en,"open\n', [(2, "", "file.csv")]),
        (HEAD + "idea,en,one,,,more\n", [(2, "", "file.cells")]),
        ("kind,name,kind\nidea,x,y\n", [
            (1, "", "file.column_twice"), (1, "", "file.unknown_column"),
            (1, "", "file.missing_column"), (1, "", "file.missing_column"),
        ]),
        (HEAD + "idea,en,one,,\n" * (MOST_SAID + 1), [(MOST_SAID + 2, "", "file.too_many")]),
        (HEAD + 'plan,English,,sw,"Ask\nus"\nidea,en,Good.,,\nidea,en,\u202ebad,,\n', [
            (2, "kind", "choice.unknown"), (2, "language", "language.not_found"),
            (2, "words", "required"), (2, "translation_language", "language.unknown"),
            (5, "words", "text.bidi"),
        ]),
        (HEAD + f"idea,en,{'x' * 2001},,\n", [(2, "words", "text.too_long")]),
    ],
)  # fmt: skip
def test_every_fault_is_named_with_its_line(data, found):
    assert sorted(faults(data)) == sorted(found)


def test_a_line_has_its_key_and_nobody_can_guess_it():
    data = HEAD + "idea,en,Ask us.,,\nidea,en,Ask us.,,\n"
    keys = [said.key for _, said in read(data).rows]
    assert len(set(keys)) == 2
    assert keys == [said.key for _, said in read(data).rows]
    for other in (read(data, key="l"), read(data, secret="t")):
        assert not set(keys) & {said.key for _, said in other.rows}


def test_the_same_sheet_twice_adds_nothing_twice_and_nothing_that_was_taken_out(team):
    workshop = team.record().workshop
    said = [each for _, each in read(HEAD + "idea,en,One.,,\nidea,en,Two.,,\n").rows]
    with write():
        assert recording.add(team.facilitator, workshop.id, said, at=NOW) == 2
    first = db.session.query(Contribution).order_by(Contribution.position).first()
    with write():
        checking.refuse(team.drafter, first.id, at=NOW)
    with write():
        assert recording.add(team.facilitator, workshop.id, said, at=NOW) == 0
    assert [each.raw_words for each in db.session.query(Contribution)] == ["Two."]
