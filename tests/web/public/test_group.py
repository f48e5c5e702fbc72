"""A group's receipt and its withdrawal: opened by a code, told to nobody else, gone at once."""

import pytest
from sqlalchemy import select

from pledge_site.db import db, write
from pledge_site.domain.snapshots import queries as snapshots
from pledge_site.domain.workshops import fates, withdrawal
from pledge_site.domain.workshops.facts import Said
from pledge_site.domain.workshops.models import Contribution
from pledge_site.jobs.snapshots import SNAPSHOTS
from pledge_site.jobs.worker import drain
from pledge_site.kernel.languages import CODES
from pledge_site.web.edge.current import refresh
from tests import making
from tests.domain.pledges.making import NOW
from tests.domain.workshops.team import WORDS, Team

OURS = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
IDEA = "Los mayores también deben aprender."
WAITING = "We want a bell that rings."
HARM = "Somebody hurt me at home."


@pytest.fixture
def group(app, clock):
    """A team, and the codes of a group whose words became a clause, an idea, and wait."""
    clock.set(NOW)
    team = Team()
    recorded = team.record(
        WORDS, Said("idea", "es", IDEA), WAITING, Said("concern", "en", HARM, is_harm=True)
    )
    first, second, _ = recorded.workshop.contributions
    draft_id = team.open()
    team.let_pass(first, ar="اسألونا قبل أن تقرروا.")
    team.let_pass(second, IDEA)
    clause = team.clause(draft_id)
    team.mark(clause)
    team.decide(first, "word_for_word", fates.Place(clause.id, "k1"))
    reasons = {"es": "También lo pensamos nosotros.", "en": "We thought so too."}
    team.decide(second, "idea", fates.Place(team.clause(draft_id, 1).id), reasons=reasons)
    return team, recorded.codes, draft_id


def show(client, code, language="en", headers=OURS):
    return client.post(f"/{language}/text/receipt/", data={"code": code}, headers=headers)


def withdraw(client, code, **more):
    return client.post("/en/text/withdraw/", data={"code": code, **more}, headers=OURS)


def publish(team, draft_id):
    team.publish(draft_id)
    drain((SNAPSHOTS,))
    refresh()


def test_a_receipt_tells_what_is_decided_once_it_is_published(client, group):
    team, codes, draft_id = group
    before = show(client, codes.receipt).text
    assert WORDS in before
    assert "have not decided yet" in before
    assert "word for word" not in before
    assert "We thought so too." not in before
    publish(team, draft_id)
    after = show(client, codes.receipt.lower().replace("-", " "))
    assert after.headers["Cache-Control"] == "private, no-store"
    assert "noindex" in after.headers["X-Robots-Tag"]
    assert "Set-Cookie" not in after.headers
    for words in (
        WORDS, "It is in the text, word for word", IDEA, "We thought so too.",
        "Somebody is still looking it over.", "/en/text/v2/#c1", "No State has adopted it yet.",
    ):  # fmt: skip
        assert words in after.text, words
    assert WAITING not in after.text
    assert HARM not in after.text
    assert "También lo pensamos" in show(client, codes.receipt, "es").text
    # In a language in which nobody wrote why, it is told in the group's.
    assert "We thought so too." in show(client, codes.receipt, "zh").text


def test_a_receipt_names_the_states_that_adopt_what_the_group_shaped(client, group):
    team, codes, draft_id = group
    making.deposited("DEU")
    publish(team, draft_id)
    # Germany answered version 1, in which the group has no part yet.
    assert "Germany" not in show(client, codes.receipt).text
    making.deposited("FRA")
    making.announced("JPN")
    drain((SNAPSHOTS,))
    refresh()
    page = show(client, codes.receipt).text
    assert '<a href="/en/states/FRA/">France</a>' in page
    assert "Germany" not in page
    assert "Japan" not in page


@pytest.mark.parametrize("where", ["receipt", "withdraw"])
def test_a_code_that_opens_nothing_is_told_alike(client, group, where):
    _, codes, _ = group
    own, other = codes if where == "receipt" else reversed(codes)
    told = {}
    for name, code in {
        "none": "", "another kind": other, "unknown": f"{own[0]}-2222-2222-2222-2222",
        "made up": f"{other[0]}-2222", "nonsense": "\u0663 x", "long": own[0] * 5000,
    }.items():  # fmt: skip
        answer = client.post(f"/en/text/{where}/", data={"code": code}, headers=OURS)
        assert answer.status_code == 422, name
        told[name] = answer.text.replace(f'value="{code}"', "")
    assert told["unknown"] == told["nonsense"] == told["none"] == told["long"]
    # Which kind it is says the code itself: nothing is looked up for it.
    assert told["another kind"] == told["made up"]
    assert "begins with" in told["another kind"]
    assert "opens nothing" in told["nonsense"]


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("where", ["receipt", "withdraw"])
@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}])
def test_only_our_own_pages_send_a_code(client, group, where, headers):
    answer = client.post(f"/en/text/{where}/", data={"code": "R"}, headers=headers)
    assert answer.status_code == 403


@pytest.mark.database("sqlite")
def test_trying_codes_is_limited(client, group):
    _, codes, _ = group
    answers = [show(client, f"R-{place:04}").status_code for place in range(40)]
    assert set(answers) == {422}
    limited = show(client, codes.receipt)
    assert limited.status_code == 429
    assert int(limited.headers["Retry-After"]) > 0
    assert withdraw(client, codes.withdrawal, sure="yes").status_code == 429


def test_a_group_is_asked_once_more_and_then_its_words_are_gone(client, group):
    team, codes, draft_id = group
    publish(team, draft_id)
    asked = withdraw(client, codes.withdrawal)
    assert "Your group said 3 things." in asked.text
    assert IDEA not in asked.text
    assert IDEA in show(client, codes.receipt).text
    gone = withdraw(client, codes.withdrawal, sure="yes")
    assert "They have left this site" in gone.text
    # Now, and not when the worker comes to it.
    assert snapshots.latest().document["campaigns"]["sid-2027"]["words"] == ""
    again = show(client, codes.receipt).text
    assert again.count("It was taken back.") == 3
    for words in (WORDS, IDEA, "We thought so too.", "word for word"):
        assert words not in again
    # Twice is once.
    assert withdraw(client, codes.withdrawal, sure="yes").status_code == 200
    assert "Nobody can read them" in withdraw(client, codes.withdrawal).text


@pytest.mark.database("sqlite")
def test_consent_that_is_over_hides_before_anybody_withdraws(client, group, clock):
    team, codes, draft_id = group
    publish(team, draft_id)
    clock.forward(days=900)
    page = show(client, codes.receipt).text
    assert WORDS not in page
    assert "Nobody can read them" in page


@pytest.mark.database("sqlite")
def test_one_thing_taken_back_leaves_the_others(client, group):
    team, codes, draft_id = group
    publish(team, draft_id)
    first = team.shown()[0]
    said = db.session.scalars(select(Contribution).where(Contribution.words == first.words)).one()
    with write():
        withdrawal.one_by_facilitator(team.facilitator, said.id, at=NOW)
    page = show(client, codes.receipt).text
    assert WORDS not in page
    assert IDEA in page


@pytest.mark.database("sqlite")
def test_the_pages_ask_in_every_language(client, group):
    for code in CODES:
        for where in ("receipt", "withdraw"):
            page = client.get(f"/{code}/text/{where}/")
            assert page.status_code == 200
            assert 'name="code"' in page.text
