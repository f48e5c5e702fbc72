"""When a deposit is certified, and by whose signature. Pure.

How a certificate looks is the web's business (`web/edge/certificates.py`).
"""

from typing import Any, NamedTuple

from pledge_site.domain.pledges import workflow
from pledge_site.domain.pledges.document import instrument
from pledge_site.domain.pledges.models import PledgeVersion


class Signed(NamedTuple):
    """Who signed, as written there, and on what kind of document."""

    kind: str
    office: str


def is_certified(version: PledgeVersion) -> bool:
    """Say whether a version is deposited now: not held, withdrawn or replaced."""
    return version.standing == workflow.DEPOSITED and version.deposited_at is not None


def signed(version: PledgeVersion) -> Signed:
    """Return the signature of the deposit: of the letter that followed, where one did."""
    found: dict[str, Any] = version.deposit_instrument or instrument(version)
    return Signed(str(found["kind"]), str(found["signatory_office"]))
