"""Every decision on a case, by every route there is: no hand in the words takes one."""

import pytest

from pledge_site.db import db
from pledge_site.domain.ledger.service import head
from pledge_site.domain.pledges.models import PledgeVersion
from tests import making
from tests.safety.world import FORM, enter

# What decides nothing for good; any reviewer may. All other routes of a case are decisions.
FOR_ANYONE = {
    "secretariat.ask_changes", "secretariat.hold", "secretariat.add_note", "secretariat.recall",
}  # fmt: skip
STANDINGS = ("submitted", "accepted", "announced", "deposited", "on_hold")


def decisions(app):
    """Return the endpoint and rule of every form of a case that decides something."""
    return [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/<lang>/secretariat/cases/")
        and "POST" in (rule.methods or ())
        and rule.endpoint not in FOR_ANYONE
    ]


def brought_to(standing, ghana):
    """Bring a pledge of Ghana's to a standing; return the version's id."""
    if standing in ("submitted", "accepted", "announced"):
        return getattr(making, standing)("GHA", by=ghana)
    version_id = making.deposited("GHA", by=ghana)
    if standing == "on_hold":
        making.hold(version_id)
    return version_id


@pytest.mark.parametrize("standing", STANDINGS)
def test_no_route_lets_a_hand_in_the_words_decide(app, client, standing):
    making.campaign()
    ghana = making.focal_point("GHA")
    version_id = brought_to(standing, ghana)
    headers = enter(app, client, making.change_role(ghana, "reviewer"))
    edit = db.session.get_one(PledgeVersion, version_id).edit
    form = {**FORM, "edit": str(edit), "standing": standing, "decision": "deposit", "show": "y"}
    form |= {f"check-{item}": "yes" for item in making.CHECKED}
    before = head()
    asked = decisions(app)
    assert len(asked) >= 7
    for endpoint in asked:
        with app.test_request_context():
            path = app.url_for(endpoint, lang="en", version_id=version_id)
        answer = client.post(path, data=form, headers=headers)
        assert answer.status_code in (403, 409), (endpoint, answer.status_code)
        db.session.expire_all()
        assert db.session.get_one(PledgeVersion, version_id).standing == standing, endpoint
    assert head() == before


def test_each_decision_is_refused_for_that_reason_where_it_is_due(app, client):
    """What answers 409 above answers so for the standing: at its own standing it is 403."""
    making.campaign()
    due = {"check": "submitted", "save_checklist": "submitted", "decline": "submitted",
           "announce": "accepted", "deposit": "accepted", "clear": "accepted",
           "resume": "on_hold"}  # fmt: skip
    names = {each.partition(".")[2] for each in decisions(app)}
    assert names == set(due)
    for name, standing in due.items():
        state = ["GHA", "TGO", "KEN", "PER", "JPN", "FJI", "NPL"][list(due).index(name)]
        focal = making.focal_point(state)
        if standing == "on_hold":
            version_id = making.deposited(state, by=focal)
            making.hold(version_id)
        else:
            version_id = getattr(making, standing)(state, by=focal)
        headers = enter(app, client, making.change_role(focal, "reviewer"))
        edit = db.session.get_one(PledgeVersion, version_id).edit
        form = {**FORM, "edit": str(edit), "standing": standing, "decision": "deposit", "show": "y"}
        with app.test_request_context():
            path = app.url_for(f"secretariat.{name}", lang="en", version_id=version_id)
        assert client.post(path, data=form, headers=headers).status_code == 403, name
