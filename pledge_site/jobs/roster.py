"""The followers that the worker runs: one line for each, in the order of a single pass."""

from pledge_site.jobs.erasing import ERASING
from pledge_site.jobs.failures import FAILURES
from pledge_site.jobs.followers import Follower
from pledge_site.jobs.kits import KITS
from pledge_site.jobs.mail import MAIL, POST
from pledge_site.jobs.releases import RELEASES
from pledge_site.jobs.reminders import REMINDERS
from pledge_site.jobs.safeguarding import SAFEGUARDING
from pledge_site.jobs.search import SEARCH
from pledge_site.jobs.snapshots import SNAPSHOTS
from pledge_site.jobs.suppressions import SUPPRESSIONS

FOLLOWERS: tuple[Follower, ...] = (
    FAILURES, RELEASES, ERASING, SNAPSHOTS, SUPPRESSIONS, SEARCH, KITS, REMINDERS, SAFEGUARDING,
    MAIL, POST,
)  # fmt: skip
