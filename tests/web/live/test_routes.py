"""Who gets a stream, who is refused, and with which headers."""

import pytest

from pledge_site.web.edge.current import keeper
from tests.domain.snapshots.histories import History
from tests.web.live.test_stream import publish


@pytest.fixture
def history(app):
    return History()


@pytest.fixture
def opened(app, history):
    """Open a stream without reading it; closed after the test."""
    publish(history, "GHA")
    answers = []

    def open_one(**options):
        answers.append(app.test_client().get("/live", **options))
        return answers[-1]

    yield open_one
    for answer in answers:
        answer.close()


def test_a_stream_is_kept_by_no_cache_and_sets_no_cookie(opened):
    answer = opened()
    assert answer.status_code == 200
    assert answer.mimetype == "text/event-stream"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Accel-Buffering"] == "no"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("told", ["x", "-1", "1.5", "１", "9999999999"])
def test_a_position_that_is_no_number_is_refused(client, history, told):
    assert client.get("/live", query_string={"after": told}).status_code == 400
    assert (
        client.get("/live", headers={"Last-Event-ID": told.encode().decode("latin-1")}).status_code
        == 400
    )


def test_the_header_wins_over_the_address(opened):
    answer = opened(query_string={"after": "0"}, headers={"Last-Event-ID": "1"})
    assert b"id: 1\n" in next(answer.response)


def test_above_the_cap_a_reader_is_told_to_poll(make_app):
    app = make_app(LIVE_MAX_VIEWERS="2")
    first, _second = (app.test_client().get("/live") for _ in range(2))
    refused = app.test_client().get("/live")
    assert refused.status_code == 503
    assert int(refused.headers["Retry-After"]) >= 60
    assert refused.headers["Cache-Control"] == "no-store"
    first.close()
    again = app.test_client().get("/live")
    assert again.status_code == 200
    for answer in (_second, again):
        answer.close()


def test_a_switched_off_stream_says_so(make_app):
    app = make_app(LIVE_MAX_VIEWERS="0")
    refused = app.test_client().get("/live")
    assert (refused.status_code, refused.text) == (503, "off\n")


def test_asking_for_the_head_takes_no_place(make_app):
    app = make_app(LIVE_MAX_VIEWERS="1")
    for _ in range(3):
        app.test_client().head("/live").close()
    assert app.extensions["live_viewers"].now == 0


def test_the_end_of_the_process_ends_every_stream(opened, app):
    answer = opened(query_string={"after": "1"})
    next(answer.response)
    try:
        keeper().end()
        assert list(answer.response) in ([], [b": still here\n\n"])
    finally:
        keeper().ending = False
