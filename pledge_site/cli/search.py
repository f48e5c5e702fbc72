"""The command that fills the search anew, from the snapshot that stands."""

from flask.cli import AppGroup

from pledge_site.db import write
from pledge_site.domain.search import filling
from pledge_site.jobs.search import SEARCH
from pledge_site.jobs.worker import drain

search = AppGroup("search", help="What is found in the lists of pledges and commitments.")


@search.command("rebuild")
def rebuild() -> None:
    """Take all of it out and fill it anew; the lists are short while it is filled."""
    with write():
        filling.empty()
    drain([SEARCH])
    print(f"the search is filled from snapshot {filling.filled_to()}")
