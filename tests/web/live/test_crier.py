"""One voice tells all who wait: the same bytes, framed, without waking them or waiting for them."""

import socket
import threading
import time

import pytest

from pledge_site.web.edge.current import keeper
from pledge_site.web.live import crier as crier_room
from pledge_site.web.live.crier import Crier, Place, holder
from pledge_site.web.live.feed import Feed
from pledge_site.web.live.signs import BEAT
from tests.domain.snapshots.histories import History
from tests.web.live.reading import events
from tests.web.live.test_stream import publish

pytestmark = pytest.mark.database("sqlite")


class Reader:
    """Somebody who waits at a place, in a thread as a stream of its own would."""

    def __init__(self, crier, position, *, is_chunked=True, has_gone=lambda: False):
        self.near, self.far = socket.socketpair()
        self.near.setblocking(False)
        self.far.settimeout(10)
        self.place = Place(self.near, has_gone, is_chunked=is_chunked)
        self.stands = []
        self._waits = threading.Thread(
            target=lambda: self.stands.append(crier.hold(self.place, position, 10)), daemon=True
        )
        self._waits.start()
        deadline = time.monotonic() + 5
        while self.place not in crier._places and self._waits.is_alive():
            assert time.monotonic() < deadline
            time.sleep(0.001)

    @property
    def waits(self):
        return self._waits.is_alive()

    def stood(self):
        """Return where the reader stands once its own stream has to go on."""
        self._waits.join(5)
        return self.stands[0]

    def close(self):
        self.near.close()
        self.far.close()


@pytest.fixture
def crier(app, monkeypatch):
    crier = Crier(keeper(), Feed(keeper().app))
    monkeypatch.setattr(crier, "_start", lambda: None)
    return crier


@pytest.fixture
def reader(crier):
    opened = []

    def open_one(*args, **options):
        opened.append(Reader(crier, *args, **options))
        return opened[-1]

    yield open_one
    crier._wake(list(crier._places))
    for each in opened:
        each.close()


def framed(data):
    return b"%X\r\n%b\r\n" % (len(data), data)


@pytest.mark.parametrize("is_chunked", [True, False])
def test_all_who_wait_are_told_and_go_on_waiting(app, crier, reader, is_chunked):
    history = History()
    publish(history, "GHA")
    readers = [reader(1, is_chunked=is_chunked) for _ in range(3)]
    publish(history, "FRA", "BRA")
    crier.cry(3)
    said = b"".join(event for _, event in crier._feed.after(1, 3))
    for each in readers:
        assert each.far.recv(65_536) == (framed(said) if is_chunked else said)
        assert each.waits
        assert each.place.position == 3
    assert [event.id for event in events([said])] == [2, 3]
    crier.cry(3)
    readers[0].far.setblocking(False)
    with pytest.raises(BlockingIOError):
        readers[0].far.recv(1)


def test_what_came_before_the_place_stood_is_left_to_the_stream(app, crier, reader):
    publish(History(), "GHA", "FRA")
    assert reader(1).stood() == 1


def test_more_than_is_told_at_once_is_left_to_the_stream(app, crier, reader, monkeypatch):
    monkeypatch.setattr("pledge_site.web.live.feed._KEPT", 2)
    late = reader(0)
    publish(History(), "GHA", "FRA", "BRA")
    crier.cry(3)
    assert late.stood() == 0


def test_a_slow_line_gets_every_byte_in_order_and_holds_nobody_up(app, crier, reader):
    history = History()
    publish(history, "GHA")
    slow, other = reader(1), reader(1)
    slow.near.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4_608)
    while True:
        try:
            slow.near.send(b"x" * 512)
        except BlockingIOError:
            break
    publish(history, "FRA")
    crier.cry(2)
    assert b"FRA" in other.far.recv(65_536)
    # Nothing of it was taken, so its own stream tells it.
    assert (slow.stood(), slow.place.rest) == (1, b"")


def test_what_a_line_took_half_of_is_finished_by_the_stream(app, crier, reader, monkeypatch):
    history = History()
    publish(history, "GHA")
    half = reader(1)
    wrote = []

    def write(number, data):
        wrote.append(data)
        return half.near.send(data[:10])

    monkeypatch.setattr(crier_room.os, "write", write)
    publish(history, "FRA")
    crier.cry(2)
    assert half.stood() == 2
    heard = b""
    while len(heard) < len(wrote[0]):
        heard += half.far.recv(65_536)
    assert heard == wrote[0]


def test_who_has_gone_is_let_go_of(app, crier, reader):
    history = History()
    publish(history, "GHA")
    gone, left = reader(1), reader(1, has_gone=lambda: True)
    gone.far.close()
    publish(history, "FRA")
    crier.cry(2)
    assert gone.stood() is None
    for turn in range(4):
        crier.look(turn)
    assert left.stood() is None


def test_each_hears_one_sign_of_life_in_fifteen_turns(app, crier, reader):
    readers = [reader(0) for _ in range(20)]
    for turn in range(15):
        crier.look(turn)
    assert {each.far.recv(65_536) for each in readers} == {framed(BEAT)}
    assert all(each.waits for each in readers)


@pytest.mark.parametrize(
    "changed",
    [{"REQUEST_METHOD": "HEAD"}, {"SERVER_PROTOCOL": "HTTP/2"}, {"gunicorn.socket": None}],
)
def test_no_place_where_bytes_cannot_be_put_on_the_line(app, changed):
    crier_room.install(app)
    near, far = socket.create_server(("127.0.0.1", 0)), socket.socket()
    far.connect(near.getsockname())
    environ = {"REQUEST_METHOD": "GET", "SERVER_PROTOCOL": "HTTP/1.1", "gunicorn.socket": far}
    assert holder(app, environ) is not None
    assert holder(app, environ | changed) is None
    near.close()
    far.close()


def test_nobody_speaks_for_others_where_each_has_a_thread(app):
    assert holder(app, {}) is None
