"""What administrators do with the switches. Nothing here commits.

Turning one where it stands already changes nothing and is not recorded.
"""

from collections.abc import Mapping
from datetime import datetime

from pledge_site.db import db
from pledge_site.domain.accounts.actors import Actor, only_administrator
from pledge_site.domain.ledger.service import record
from pledge_site.domain.switches.models import Switch
from pledge_site.domain.switches.position import BANNER, PLAIN, banner_hash, faults, tidy
from pledge_site.kernel.refusals import Invalid, NotFound


def turn(name: str, on: bool, *, actor: Actor | None, at: datetime) -> None:
    """Turn a switch on or off; the banner's texts stay for the next time.

    :param actor: an administrator, or None from the command line.
    :raises NotFound: there is no such switch, or the banner has no texts yet.
    :raises Refused: permission.missing
    """
    if actor is not None:
        only_administrator(actor)
    switch = db.session.get(Switch, name, with_for_update=True, populate_existing=True)
    if name not in PLAIN and (name != BANNER or switch is None):
        raise NotFound()
    if (switch.on if switch else False) != on:
        _set(switch or Switch(name=name, texts={}), on, actor, at)


def show_banner(texts: Mapping[str, str], *, actor: Actor, at: datetime) -> None:
    """Put a banner on every page, in each page's language.

    :raises Invalid: a language has no text, or one that can't be shown; by language.
    :raises Refused: permission.missing
    """
    only_administrator(actor)
    clean = tidy(texts)
    if wrong := faults(clean):
        raise Invalid(wrong)
    switch = db.session.get(Switch, BANNER, with_for_update=True, populate_existing=True)
    if switch and switch.on and switch.texts == clean:
        return
    switch = switch or Switch(name=BANNER)
    switch.texts = clean
    _set(switch, True, actor, at)


def _set(switch: Switch, on: bool, actor: Actor | None, at: datetime) -> None:
    user_id = actor.user_id if actor else None
    switch.on, switch.changed_by, switch.changed_at = on, user_id, at
    db.session.add(switch)
    db.session.flush()
    facts: dict[str, object] = {"on": on}
    if switch.name == BANNER:
        facts["sha256"] = banner_hash(switch.texts)
    subject = f"switch:{switch.name}"
    record("switch.turned", at=at, actor=user_id, subject=subject, facts=facts)
