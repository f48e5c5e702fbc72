"""A new version is taken over while people read: streams end and come back, no page is refused."""

import signal
import threading
import time
import urllib.error
import urllib.request

import psutil
import pytest

from pledge_site.domain.campaigns.queries import current
from tests.domain.snapshots.histories import History
from tests.faults import officials
from tests.web.live.reading import Stream, events

pytestmark = pytest.mark.database("sqlite")
READERS = 12


class Asking(threading.Thread):
    """Asks for a page again and again, and notes each time that it was not to be had."""

    def __init__(self, address):
        super().__init__(daemon=True)
        self.address, self.enough = address, threading.Event()
        self.answered, self.failures = 0, []

    def run(self):
        while not self.enough.wait(0.02):
            try:
                with urllib.request.urlopen(self.address, timeout=10) as answer:
                    self.answered += answer.status == 200
            except urllib.error.HTTPError as error:
                self.failures.append(error.code)
                error.close()
            except OSError as error:
                self.failures.append(str(error))

    def end(self):
        self.enough.set()
        self.join()


def wait_for_others(master, former):
    deadline = time.monotonic() + 30
    while {each.pid for each in master.children()} & former or not master.children():
        assert time.monotonic() < deadline, "the former processes stayed"
        time.sleep(0.1)


def test_a_reload_ends_streams_and_refuses_no_page(serve):
    server = serve(LIVE_MAX_VIEWERS=str(READERS))
    master = psutil.Process(server.parts["gunicorn"].pid)
    former = {each.pid for each in master.children()}
    opened = [Stream(server.address) for _ in range(READERS)]
    running = [events(each.chunks()) for each in opened]
    first = [next(each).id for each in running]
    asking = Asking(f"{server.address}/en/")
    asking.start()
    master.send_signal(signal.SIGHUP)
    heard = max(event.id for each in running for event in each)
    assert heard > max(first)
    wait_for_others(master, former)
    asking.end()
    for each in opened:
        each.close()
    assert asking.failures == []
    assert asking.answered > 1
    with officials.beside(server):
        history = History(campaign_id=current().id)
        [state] = officials.silent_states(1)
        assert history.do("deposit_all", state)
    again = Stream(server.address, Last_Event_ID=str(heard))
    assert again.status == 200
    told = next(event for event in events(again.chunks()) if event.name)
    again.close()
    assert (told.id, list(told.data["states"])) == (heard + 1, [state])
