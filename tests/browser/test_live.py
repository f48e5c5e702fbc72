"""An open page says truthfully whether it is live: refused, cut off, silent, gone, and back."""

import signal

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.database("sqlite")]
LONG = 40_000


def says(page, mode):
    """Wait until the page is in a mode, and hold that its words are those of the mode."""
    page.wait_for_selector(f"[data-live-state][data-mode={mode}]", timeout=LONG)
    told, words = page.eval_on_selector(
        "[data-live-state]",
        "each => [each.textContent, each.dataset[`${each.dataset.mode}Text`]]",
    )
    assert told.startswith(words.partition("{ago}")[0])
    assert "{" not in told


def open_home(page, server):
    page.goto(f"{server.address}/en/")
    says(page, "live")


def test_a_page_without_a_line_says_so_and_is_live_again(page, server):
    open_home(page, server)
    page.context.set_offline(True)
    says(page, "offline")
    page.context.set_offline(False)
    page.wait_for_selector("[data-mode=live], [data-mode=ago]", timeout=LONG)


def test_a_stream_that_says_nothing_is_not_called_live(page, server):
    page.clock.install()
    page.goto(f"{server.address}/en/")
    says(page, "live")
    page.route("**/live", lambda route: route.abort())
    page.clock.fast_forward(60_000)
    page.clock.run_for(10_000)
    says(page, "ago")


def test_an_answer_from_a_cache_long_ago_is_not_called_checked(page, server):
    page.route("**/live", lambda route: route.abort())
    page.route(
        "**/api/v1/snapshot",
        lambda route: route.fulfill(status=200, json={"snapshot": 1}, headers={"Age": "4000"}),
    )
    page.goto(f"{server.address}/en/")
    says(page, "offline")


def test_a_refused_page_says_that_it_asks(page, serve):
    server = serve(LIVE_MAX_VIEWERS="0")
    page.goto(f"{server.address}/en/")
    says(page, "ago")


def test_a_page_tells_that_the_site_is_gone_and_when_it_is_back(page, serve):
    server = serve()
    open_home(page, server)
    part = server.parts["gunicorn"]
    part.send_signal(signal.SIGTERM)
    part.wait(20)
    says(page, "offline")
    server.start_part("gunicorn", "gunicorn", "--config", "gunicorn.conf.py", "wsgi:app")
    page.wait_for_selector("[data-mode=live], [data-mode=ago]", timeout=LONG)
