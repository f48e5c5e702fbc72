"""How long the faults go on: short in the suite, long behind `make test-faults`."""

import os

LONG = os.environ.get("FAULTS") == "long"


def times(short: int, long: int) -> int:
    """Return how often something is done."""
    return long if LONG else short
