"""What happens at once: one link gives one account, and no try slips past the throttle."""

from concurrent.futures import ThreadPoolExecutor

from pledge_site.db import db, write
from pledge_site.domain.accounts import service, throttle
from pledge_site.domain.accounts.links import token_of
from pledge_site.domain.accounts.models import Grant, User
from pledge_site.domain.ledger import queries as ledger
from pledge_site.kernel.refusals import Refused
from tests.domain.accounts import making
from tests.domain.accounts.making import KEYS, NOW


def at_once(app, deed, times):
    """Do a deed in so many threads; say how many were not refused."""

    def one(_):
        with app.app_context():
            try:
                with write():
                    deed()
            except Refused:
                return False
            finally:
                db.session.remove()
            return True

    db.session.rollback()
    with ThreadPoolExecutor(times) as pool:
        return sum(pool.map(one, range(times)))


def test_one_link_pressed_eight_times_makes_one_account(app):
    token = token_of(making.invited(making.administrators()[0]), KEYS)

    def accept():
        service.accept(token, name="Guest", password_hash="x", keys=KEYS, now=NOW)

    assert at_once(app, accept, 8) == 1
    assert making.count(User) == making.count(Grant) == 3
    assert ledger.verify() is None


def test_tries_side_by_side_are_all_counted(app):
    buckets = throttle.for_password("a@example.org", "192.0.2.1", KEYS)
    assert at_once(app, lambda: throttle.admit(buckets, NOW), 12) == 5
