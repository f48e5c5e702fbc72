"""Plays the life of one invented pledge through the services that real ones go through.

What happens when is a list of moments; `load.py` puts the moments of all pledges in one order.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.reviewing import checklist, review, settlement, translating
from pledge_site.domain.pledges.writing import drafting, submission
from pledge_site.domain.pledges.writing.letters import LetterFile
from pledge_site.domain.pledges.writing.translations import SECRETARIAT, STATE

_DATES = ("starts_on", "ends_on")


class Moment(NamedTuple):
    """Something that is done at a time; `public`: a reader can see that it was."""

    at: datetime
    do: Callable[[datetime], Any]
    public: bool


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts on a pledge."""

    focal_point: Actor
    checker: Actor
    publisher: Actor


@dataclass
class Play:
    """One pledge of `pledges.json`, from its draft to where it stands."""

    script: dict[str, Any]
    campaign_id: int
    cast: Cast
    letter: LetterFile | None
    version_id: int = 0
    edit: int = 1
    signed_on: date = field(default_factory=lambda: date(2026, 1, 1))

    def moments(self, now: datetime) -> list[Moment]:
        """Return what happens, given what time it is at the end of the play."""
        if "minutes_ago" in self.script:
            published = now - timedelta(minutes=self.script["minutes_ago"])
            pause = timedelta(seconds=20)
        else:
            published = now - timedelta(days=self.script["days_ago"])
            pause = timedelta(hours=2)
        self.signed_on = (published - timedelta(days=3)).date()
        later = published + timedelta(days=2)
        standing = self.script["standing"]
        return [
            Moment(published - 3 * pause, self.draft, False),
            Moment(published - 2 * pause, self.submit, False),
            Moment(published - pause, self.check, False),
            Moment(published, self.publish, True),
            *([Moment(published + pause, self.translate, True)] if self.translated else []),
            *([Moment(later, self.hold, True)] if standing == "on_hold" else []),
            *([Moment(later, self.withdraw, True)] if standing == "withdrawn" else []),
        ]

    def begin(self, at: datetime) -> PledgeVersion:
        """Begin the draft."""
        return drafting.begin(self.cast.focal_point, self.campaign_id, at=at)

    def draft(self, at: datetime) -> None:
        """Write every part of the form."""
        who = self.cast.focal_point
        version = self.begin(at)
        self.version_id = version.id
        values = {name: self.script[name] for name in ("language", "message", "child_readable")}
        version = drafting.save_message(
            who, version.id, expected=version.edit, at=at, values=values
        )
        statements = self.script["statements"]
        version = drafting.save_answers(
            who,
            version.id,
            expected=version.edit,
            at=at,
            answers={
                key: (answer, statements.get(key, ""))
                for key, answer in self.script["answers"].items()
            },
        )
        for commitment in self.script["commitments"]:
            version = drafting.save_commitment(
                who, version.id, None, expected=version.edit, at=at, values=_dated(commitment)
            )
        version = drafting.save_instrument(
            who, version.id, expected=version.edit, at=at, values=self._instrument()
        )
        for words in self._translations(STATE):
            version = translating.save_own(
                who, version.id, words["language"], expected=version.edit, at=at, values=words
            )
        self.edit = version.edit

    def submit(self, at: datetime) -> None:
        """Hand it in."""
        submission.submit(
            self.cast.focal_point,
            self.version_id,
            expected=self.edit,
            key=f"demonstration-{self.campaign_id}-{self.script.get('name', self.script['state'])}",
            at=at,
        )

    def check(self, at: datetime) -> None:
        """Check the instrument, by the first reviewer."""
        answers = dict.fromkeys(checklist.ITEMS, "yes")
        review.check(self.cast.checker, self.version_id, answers=answers, at=at)

    def publish(self, at: datetime) -> None:
        """Publish it, by the second."""
        publish = review.announce if self.letter is None else review.deposit
        publish(self.cast.publisher, self.version_id, at=at)

    def translate(self, at: datetime) -> None:
        """Translate it at the secretariat; what a script leaves waiting nobody has approved."""
        for words in self._translations(SECRETARIAT):
            language = words["language"]
            row = translating.save(
                self.cast.checker, self.version_id, language, expected="", at=at, values=words
            )
            if not words["waiting"]:
                translating.approve(
                    self.cast.publisher,
                    self.version_id,
                    language,
                    expected=translating.mark(row),
                    at=at,
                )

    def hold(self, at: datetime) -> None:
        """Put it under verification."""
        review.hold(self.cast.checker, self.version_id, reason=self.script["reason"], at=at)

    def withdraw(self, at: datetime) -> None:
        """Ask to withdraw it, and confirm that."""
        proposal = submission.ask_withdrawal(
            self.cast.focal_point, self.version_id, reason=self.script["reason"], at=at
        )
        settlement.settle(self.cast.publisher, proposal.id, confirm=True, at=at)

    @property
    def translated(self) -> bool:
        """Say whether the secretariat translates what is published."""
        return bool(self._translations(SECRETARIAT))

    def _translations(self, source: str) -> list[dict[str, Any]]:
        return [row for row in self.script.get("translations", ()) if row["source"] == source]

    def _instrument(self) -> dict[str, Any]:
        script = self.script["instrument"]
        return {
            "kind": script["kind"],
            "reference": script["reference"],
            "on": self.signed_on,
            "place": script["place"],
            "link": "",
            "signatory_name": script["signatory"],
            "signatory_office": script["office"],
            "letter": self.letter,
        }


def _dated(commitment: dict[str, Any]) -> dict[str, Any]:
    dates = {
        name: date.fromisoformat(commitment[name]) if commitment[name] else None for name in _DATES
    }
    return {**commitment, **dates}
