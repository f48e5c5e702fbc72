"""What a contact may do: object to a published version, by the link in its mail. No commits.

How the link is made is in `links.py`; how the file of contacts is kept in `keeping.py`.
"""

from datetime import datetime

from pledge_site.db import db
from pledge_site.domain.accounts.keys import Keys
from pledge_site.domain.contacts import links, queries
from pledge_site.domain.contacts.models import Objection
from pledge_site.domain.pledges import entries, versions, workflow
from pledge_site.kernel import text
from pledge_site.kernel.refusals import Invalid

LONGEST_REASON = 2_000


def make_objection(token: str, *, reason: str, keys: Keys, at: datetime) -> Objection:
    """Object to a published version: from this moment it is under verification.

    :raises NotFound: the link is not one of ours, or its contact is no longer on record.
    :raises Invalid: the reason can't be shown.
    :raises Refused: objection.early, objection.late, objection.over, objection.made
    """
    contact, version = links.find(token, keys)
    versions.locked(version.id)
    queries.openness(contact, version, at=at)
    reason = text.clean(reason)
    wrong = text.fault(reason) or ("too_long" if len(reason) > LONGEST_REASON else None)
    if wrong:
        raise Invalid({"reason": [wrong]})
    objection = Objection(
        version_id=version.id,
        contact_id=contact.id,
        round=queries.round_of(version),
        reason=reason,
        made_at=at,
    )
    db.session.add(objection)
    db.session.flush()
    said = versions.sealed(version, reason)
    if version.standing != workflow.ON_HOLD:
        version.held_from, version.hold_reason = version.standing, reason
        versions.advance(version, "hold", None, at=at, contact=contact.id, reason=said)
    entries.record("objection.made", version, None, at=at, contact=contact.id, reason=said)
    return objection
