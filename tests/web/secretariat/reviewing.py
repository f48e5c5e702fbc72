"""A reviewer at the page of a version: where it is, how it stands, how its forms are sent."""

from pledge_site.db import db
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.reviewing import checklist
from tests import making


def path(version_id, more=""):
    return f"/en/secretariat/cases/{version_id}/{more}"


def standing(version_id):
    db.session.expire_all()
    return db.session.get_one(PledgeVersion, version_id).standing


CHECKED = {f"check-{item}": "yes" for item in checklist.ITEMS}


def decide(client, version_id, action, **data):
    """Send the form of an action as it stands on the page."""
    version = db.session.get_one(PledgeVersion, version_id)
    sent = {"edit": version.edit, "standing": version.standing, **data}
    return making.post(client, path(version_id), path(version_id, f"{action}/"), **sent)
