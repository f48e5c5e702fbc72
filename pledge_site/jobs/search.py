"""The follower that fills the search: from each published snapshot, with what differs in it.

Its position counts snapshots. What it writes is a function of the snapshot: seen twice, nothing
comes of it; emptied, all of it comes back.
"""

from datetime import datetime

from pledge_site.db import db, write
from pledge_site.domain.search import filling
from pledge_site.domain.snapshots.queries import latest
from pledge_site.jobs.followers import Follower


def fill(position: int, _at: datetime) -> int:
    """Bring the search to the snapshot that stands; return its number."""
    snapshot = latest()
    if snapshot is None or snapshot.number == position:
        return position
    number, document = snapshot.number, snapshot.document
    gone, new = filling.differing(document)
    for pledges in filling.batches(new):
        made = filling.prepare(pledges)
        db.session.rollback()
        with write():
            filling.replace(made)
    if gone:
        with write():
            filling.remove(gone)
    return number


SEARCH = Follower(filling.NAME, fill)
