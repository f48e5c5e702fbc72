"""One way to write a value, and its hash."""

import pytest

from pledge_site.kernel import canonical


def test_keys_are_sorted_and_nothing_is_escaped_needlessly():
    assert canonical.encode({"b": 1, "a": "é", "c": [True, None]}) == (
        '{"a":"é","b":1,"c":[true,null]}'.encode()
    )


def test_the_order_of_keys_does_not_change_the_digest():
    assert canonical.digest({"a": 1, "b": 2}) == canonical.digest({"b": 2, "a": 1})


def test_the_digest_is_that_of_the_bytes():
    empty = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    assert canonical.digest({}) == empty


@pytest.mark.parametrize("value", [2**60, float("nan"), float("inf"), {1: "a"}, "\ud800"])
def test_what_json_cannot_say_is_refused(value):
    with pytest.raises((ValueError, TypeError, UnicodeEncodeError)):
        canonical.encode(value)
