"""How the domain says no: an exception with a code, turned into words at the edge."""

from typing import Any


class Refused(Exception):
    """A rule was not met.

    :param code: ``<concept>.<reason>``, such as ``pledge.stale``; the edge has a sentence for each.
    :param facts: values that the sentence names.
    """

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class NotFound(Refused):
    """There is no such thing, or it is not this person's to see: the same answer for both."""

    def __init__(self, code: str = "not_found", **facts: Any) -> None:
        super().__init__(code, **facts)


class Stale(Refused):
    """Someone else saved in between. `current` holds what stands now."""

    def __init__(self, code: str, *, current: Any) -> None:
        super().__init__(code)
        self.current = current


class Invalid(Refused):
    """What was sent has faults: `faults` maps a field to the codes of what is wrong with it."""

    def __init__(self, faults: dict[str, list[str]]) -> None:
        super().__init__("invalid")
        self.faults = faults
