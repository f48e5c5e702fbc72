"""What a public page costs: bytes, and statements that the database is asked."""

import brotli
import pytest

from pledge_site.kernel.languages import CODES
from tests.web.public import making

BUDGET = 13_500
MOST_STATEMENTS = 6
PATHS = (
    "",
    "map/?colour=clause:c5",
    "map/?colour=capability:helpline&group=african",
    "states/",
    "states/COL/",
    "pledges/",
    "pledges/?q=law&standing=deposited&capability=legislation",
    "pledges/pledges.csv",
    "commitments/",
    "commitments/?q=law&firmness=law",
    "pledges/GP-SID27-COL/",
    "pledges/GP-SID27-CHL/v2/",
    "text/",
    "text/clauses/c5/",
    "press/",
    "campaigns/bogota-2024/",
    "help/",
)


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("code", CODES)
def test_home_fits_the_first_round_trip(reader, code):
    answer = reader.get(f"/{code}/", headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br"
    assert len(answer.get_data()) <= BUDGET
    assert "<svg" in brotli.decompress(answer.get_data()).decode()


@pytest.mark.parametrize("path", PATHS)
def test_pages_ask_little_and_nothing_from_the_cache(reader, asked, path):
    making.amend("CHL", message="Más lejos.")
    with asked() as statements:
        reader.get(f"/en/{path}")
    assert len(statements) <= MOST_STATEMENTS, statements
    with asked() as statements:
        reader.get(f"/en/{path}")
    assert statements == []


@pytest.mark.database("sqlite")
def test_more_pledges_ask_no_more_of_the_database(app, client, asked):
    counts = []
    making.register(most=5)
    client.get("/en/help/")
    for _ in range(2):
        with asked() as statements:
            client.get("/en/states/NGA/")
            client.get("/en/")
            client.get("/en/pledges/")
        counts.append(len(statements))
        if len(counts) == 1:
            making.publish_rest(5)
    assert counts[0] == counts[1]
