"""Twelve processes that write at once: none is turned away, nothing is lost, and readers go on."""

import multiprocessing
import time
import traceback

from sqlalchemy import func, select

from pledge_site.app import create_app
from pledge_site.db import db, write
from pledge_site.domain import ledger
from pledge_site.domain.campaigns.models import Campaign
from pledge_site.domain.ledger.models import Entry
from pledge_site.domain.ledger.queries import verify
from tests.databases import let_go
from tests.domain.pledges import making
from tests.faults.length import times

WRITERS = 12
TIMES = times(10, 100)
# Seconds that a page may wait for its reading at worst, while all of them write.
LONGEST_READ = 2.0


def write_on(settings, campaign_id, outcome):
    """Write, as a process of its own, and tell how it went."""
    try:
        app = create_app(settings)
        for _ in range(TIMES):
            with app.app_context():
                count_on(campaign_id)
                db.session.remove()
        let_go(app)
        outcome.put("")
    except BaseException:
        outcome.put(traceback.format_exc())
        raise


def count_on(campaign_id):
    """Count on from what is stored, and write it down."""
    with write() as session:
        campaign = session.get_one(Campaign, campaign_id, with_for_update=True)
        campaign.target = (campaign.target or 0) + 1
        ledger.record(
            "campaign.changed", at=making.NOW, actor=None,
            subject=f"campaign:{campaign_id}", facts={"target": campaign.target},
        )  # fmt: skip


def test_twelve_processes_write_and_readers_go_on(app, settings_for, fresh_database):
    campaign_id = making.campaign()
    with write() as session:
        session.get_one(Campaign, campaign_id).target = 0
    before = db.session.scalar(select(func.count()).select_from(Entry))
    # Each begins as a fresh program: no connection is handed down.
    db.session.remove()
    let_go(app)
    fresh = multiprocessing.get_context("fork")
    outcome = fresh.Queue()
    settings = settings_for(fresh_database)
    writers = [
        fresh.Process(target=write_on, args=(settings, campaign_id, outcome))
        for _ in range(WRITERS)
    ]
    for each in writers:
        each.start()
    reads, slowest, last = 0, 0.0, 0
    while any(each.is_alive() for each in writers):
        began = time.monotonic()
        db.session.remove()
        target = db.session.scalar(select(Campaign.target).where(Campaign.id == campaign_id))
        slowest, reads = max(slowest, time.monotonic() - began), reads + 1
        assert target >= last
        last = target
        time.sleep(0.01)
    failed = [text for text in (outcome.get(timeout=5) for _ in writers) if text]
    assert failed == []
    db.session.remove()
    assert db.session.get_one(Campaign, campaign_id).target == WRITERS * TIMES
    count = db.session.scalar(select(func.count()).select_from(Entry))
    assert count - before == WRITERS * TIMES
    assert verify() is None
    assert reads > 10
    assert slowest < LONGEST_READ
