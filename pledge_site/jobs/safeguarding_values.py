"""What mails about the safeguarding queue are filled with: who reads it, where to look. No more.

Nothing of what was told, of its group or of who handed it in is among it.
"""

from pledge_site.domain.workshops import disclosures
from pledge_site.jobs import telling as told
from pledge_site.jobs.telling import Telling, Values


def waiting(telling: Telling) -> Values:
    """Fill a mail that says that something waits.

    :raises NobodyThere: somebody has taken it on in the meantime.
    """
    if disclosures.state_of(telling.number) != "open":
        telling.give_up("safeguarding.taken")
    return {**told.person(telling), "link": telling.page("secretariat/safeguarding/")}
