"""The same form sent many times at once is one workshop; rows sent at once all find their place."""

from concurrent.futures import ThreadPoolExecutor

from pledge_site.db import db, write
from pledge_site.domain.workshops import recording
from pledge_site.domain.workshops.facts import Said, new_codes
from pledge_site.domain.workshops.models import Contribution, Workshop
from pledge_site.kernel import ids
from tests.domain.pledges.making import NOW
from tests.domain.workshops.team import facts


def at_once(app, step, times=6):
    def one(place):
        with app.app_context():
            with write():
                made = step(place)
            db.session.remove()
            return made

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_what_is_sent_at_once_is_kept_once_and_whole(app, team):
    sent, codes, key = facts(), new_codes(), ids.public_id()
    said = [Said("idea", "sw", "Tuulizeni.", key=key)]

    def record(_place):
        return recording.record(
            team.facilitator, team.campaign_id, sent, said, at=NOW, codes=codes
        ).workshop.id

    assert len(set(at_once(app, record))) == 1
    workshop = db.session.query(Workshop).one()
    workshop_id = workshop.id
    db.session.rollback()

    def add(place):
        more = [*said, Said("idea", "sw", f"Na {place}.", key=f"{place:032x}")]
        return recording.add(team.facilitator, workshop_id, more, at=NOW)

    assert at_once(app, add) == [1] * 6
    positions = [each.position for each in db.session.query(Contribution)]
    assert sorted(positions) == list(range(1, 8))
