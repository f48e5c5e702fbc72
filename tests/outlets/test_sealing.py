"""Sealed streams: what was written comes back, and no damage goes unseen."""

import io
import os

import pytest

from pledge_site.outlets import sealing
from pledge_site.outlets.sealing import MAGIC, BadSeal, SealedReader, SealedWriter

KEY = os.urandom(32)
PIECE = 1024 * 1024


def sealed(data, key=KEY):
    out = io.BytesIO()
    writer = SealedWriter(out, key)
    for start in range(0, len(data), 300_000):
        writer.write(data[start : start + 300_000])
    writer.close()
    writer.close()
    return out.getvalue()


def opened(data, key=KEY):
    return io.BufferedReader(SealedReader(io.BytesIO(data), key)).read()


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_was_sealed_comes_back(size):
    data = os.urandom(size)
    hidden = sealed(data)
    assert opened(hidden) == data
    assert hidden != sealed(data)
    assert data[:100] not in hidden or size < 8


def test_no_damage_goes_unseen():
    hidden = sealed(os.urandom(2 * PIECE + 5))
    head = len(MAGIC) + 7
    piece = PIECE + 16
    flipped = bytearray(hidden)
    flipped[head + 10] ^= 1
    for damaged in (
        bytes(flipped),
        hidden[:-1],
        hidden[: head + 2 * piece],
        hidden[: head + piece],
        hidden[:head],
        hidden + b"x",
        hidden[:head] + hidden[head + piece :],
        hidden[:head] + hidden[head + piece : head + 2 * piece] + hidden[head : head + piece],
        b"something else",
    ):
        with pytest.raises(BadSeal):
            opened(damaged)


def test_another_key_opens_nothing():
    with pytest.raises(BadSeal):
        opened(sealed(b"secret"), os.urandom(32))


@pytest.mark.parametrize("text", ["ab" * 32, "q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=\n"])
def test_a_key_is_read_in_both_ways_of_writing_it(tmp_path, text):
    (tmp_path / "key").write_text(text)
    assert sealing.read_key(str(tmp_path / "key")) == b"\xab" * 32


@pytest.mark.parametrize("text", ["", "short", "zz" * 32, "q6ur"])
def test_a_bad_key_is_refused(tmp_path, text):
    (tmp_path / "key").write_text(text)
    with pytest.raises(ValueError):  # noqa: PT011
        sealing.read_key(str(tmp_path / "key"))
