"""Fills an empty database with the demonstration: campaigns, text, people and invented pledges.

All of it in one transaction, so that a start that was killed leaves the database as it was. The
slow work (hashing passwords, keeping letters) is done before it opens.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

from sqlalchemy import select

from pledge_site.db import db, write
from pledge_site.domain import states
from pledge_site.domain.accounts import demonstration as accounts
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.accounts.keys import Keys
from pledge_site.domain.accounts.models import User
from pledge_site.domain.accounts.passwords import hash_of
from pledge_site.domain.accounts.roles import (
    ADMINISTRATOR,
    DRAFTER,
    FACILITATOR,
    FOCAL_POINT,
    REVIEWER,
)
from pledge_site.domain.campaigns import queries as campaigns
from pledge_site.domain.campaigns import seeds
from pledge_site.domain.demonstration import letter, offices, people
from pledge_site.domain.demonstration.play import Cast, Play
from pledge_site.domain.demonstration.together import JointPlay
from pledge_site.domain.demonstration.voices import Team, Voices
from pledge_site.domain.ledger.models import Follower
from pledge_site.domain.ledger.service import head
from pledge_site.domain.pledges.writing.letters import LetterFile
from pledge_site.domain.snapshots import service as snapshots
from pledge_site.domain.texts import service as texts
from pledge_site.kernel import ids
from pledge_site.kernel.refusals import Refused

TEXT = Path(texts.__file__).parent / "samples" / "global-pledge.json"
_PLEDGES = Path(__file__).with_name("pledges.json")
_JOINT = Path(__file__).with_name("joint.json")
# The register opened this long ago: before the first of the invented groups spoke.
_OPENED = timedelta(days=120)
_WITHOUT_LETTER = "public_statement"
# The follower that writes mails must not tell people of what happened before they were there.
_MAIL = "mail"

Keep = Callable[[str, bytes], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """How much was laid out."""

    people: int
    pledges: int


def is_empty() -> bool:
    """Say whether nobody has an account here yet."""
    return db.session.scalar(select(User.id).limit(1)) is None


def load(*, at: datetime, keys: Keys, keep: Keep) -> Loaded:
    """Fill the database.

    :param keep: puts a letter where files lie, by key.
    :raises Refused: ``installation.other_side``: this is a real register;
        ``demonstration.not_empty``: somebody has an account here already.
    """
    if campaigns.is_demonstration() is False:
        raise Refused("installation.other_side", demonstration=False)
    if not is_empty():
        raise Refused("demonstration.not_empty")
    sealed = [accounts.prepare(persona, keys) for persona in people.PEOPLE]
    nobody = hash_of(ids.token())
    scripts = scripts_of_pledges()
    together = scripts_of_joint_pledges()
    letters = [_kept_letter(script, keep) for script in (*scripts, *together)]
    opened = at - _OPENED
    with write():
        campaign = seeds.plant(True, at=opened)
        document = json.loads(TEXT.read_text(encoding="utf-8"))
        users = [
            accounts.make_demonstration_user(each, demonstration=True, now=opened)
            for each in sealed
        ]
        casts = _casts(users, _others(nobody, opened))
        plays = [
            Play(script, campaign.id, casts(script["state"]), paper)
            for script, paper in zip(scripts, letters, strict=False)
        ]
        plays += [
            _joint_play(script, campaign.id, casts, paper)
            for script, paper in zip(together, letters[len(scripts) :], strict=True)
        ]
        offices.put_on_record(*_with_role(users, ADMINISTRATOR), at=opened)
        _perform([Voices(document, campaign.id, _team(users)), *plays], at)
        db.session.merge(Follower(name=_MAIL, position=head()))
    return Loaded(people=len(users), pledges=len(plays))


def scripts_of_pledges() -> list[dict[str, Any]]:
    """Return the invented pledges as written."""
    return _read(_PLEDGES)


def scripts_of_joint_pledges() -> list[dict[str, Any]]:
    """Return the invented joint pledges as written."""
    return _read(_JOINT)


def _read(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["pledges"]
    return found


def _joint_play(
    script: dict[str, Any], campaign_id: int, casts: Callable[[str], Cast], paper: LetterFile | None
) -> JointPlay:
    partners = [casts(state).focal_point for state in script["partners"]]
    return JointPlay(script, campaign_id, casts(script["state"]), paper, partners=partners)


def _perform(plays: Sequence[Play | Voices], at: datetime) -> None:
    """Do everything in the order of time, publishing a snapshot after whatever is public."""
    moments = sorted(
        (moment for play in plays for moment in play.moments(at)), key=lambda moment: moment.at
    )
    for moment in moments:
        moment.do(moment.at)
        if moment.public:
            snapshots.publish(moment.at)
            # What is written is let go: the session stays as small at the end as at the start.
            db.session.expunge_all()


def _kept_letter(script: dict[str, Any], keep: Keep) -> LetterFile | None:
    if script["instrument"]["kind"] == _WITHOUT_LETTER:
        return None
    state = states.find(script["state"])
    reference = script["instrument"]["reference"]
    data = letter.written(state.name("en") if state else script["state"], reference)
    key = f"letters/{ids.public_id()}.pdf"
    keep(key, data)
    return LetterFile(
        kind="pdf",
        name=f"demonstration-{script['state'].lower()}.pdf",
        size=len(data),
        pages=1,
        sha256=hashlib.sha256(data).hexdigest(),
        key=key,
    )


def _others(password_hash: str, at: datetime) -> int:
    """Make the account that stands for all other focal points: nobody can sign in to it."""
    user = User(
        email=f"other.focal.points@{people.HOST}",
        name="Focal points of other States (demonstration)",
        office="",
        language="en",
        password_hash=password_hash,
        uniquifier=ids.token(),
        active=False,
        created_at=at,
    )
    db.session.add(user)
    db.session.flush()
    return user.id


def _with_role(users: list[User], role: str) -> list[Actor]:
    return [
        Actor(user.id, frozenset({role}), None, user.language)
        for user in users
        if user.grants[0].role == role
    ]


def _team(users: list[User]) -> Team:
    drafter, second = _with_role(users, DRAFTER)
    return Team(
        facilitator=_with_role(users, FACILITATOR)[0],
        drafter=drafter,
        second=second,
        administrator=_with_role(users, ADMINISTRATOR)[0],
    )


def _casts(users: list[User], others: int) -> Callable[[str], Cast]:
    reviewers = _with_role(users, REVIEWER)
    focal = {user.grants[0].state: user.id for user in users if user.grants[0].state}
    turns = cycle(range(len(reviewers)))

    def cast(state: str) -> Cast:
        turn = next(turns)
        return Cast(
            focal_point=Actor(focal.get(state, others), frozenset({FOCAL_POINT}), state, "en"),
            checker=reviewers[turn],
            publisher=reviewers[(turn + 1) % len(reviewers)],
        )

    return cast
