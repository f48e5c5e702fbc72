"""How many languages a journey is walked in: one in `make test`, both in `make test-journeys`.

The one is Arabic, in which all that can go wrong in English can, and what is mirrored besides; the
first journey of all is walked in French, English and Arabic at once in either form.
"""

import os
from typing import TypeVar

Case = TypeVar("Case")


def in_length(cases: list[Case]) -> list[Case]:
    """Return the cases to walk: all of them in the long form, else the last."""
    return cases if os.environ.get("JOURNEYS") == "long" else cases[-1:]


LANGUAGES = in_length(["en", "ar"])
