"""What waits to be let pass, what was, and a telling of harm that has come to administrators."""

from pledge_site.db import write
from pledge_site.domain.workshops import disclosures
from pledge_site.kernel import clock
from tests import making
from tests.domain.workshops import making as groups

# Words that stand nowhere else: of a telling, of what waits, of what was taken out in passing.
TOLD, WAITING, RAW = "qzxtold", "qzxwaits", "qzxraw"


def ids(own: str) -> dict[str, dict[str, object]]:
    """Return the ids, by part of an address.

    An officer sees every telling, an administrator this one; which others they don't see is in
    tests/web/secretariat/test_safeguarding.py.
    """
    now = clock.now()
    facilitator = making.person("facilitator")
    with write():
        group = groups.workshop(facilitator.user_id)
        waits = groups.contribution(
            group, words=None, raw_words=f"Ask {WAITING}.",
            standing="to_check", checked_by=None, checked_at=None,
        )  # fmt: skip
        groups.contribution(group, "Ask [a name].", raw_words=f"Ask {RAW}.", position=2)
        told = disclosures.report(facilitator, group, "0" * 32, "en", TOLD, at=now)
        disclosures.escalate(now, officers=False)
        return {
            "secretariat.contribution_id": {own: waits.id},
            "secretariat.telling_id": {own: told.id},
        }
