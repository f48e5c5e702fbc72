"""Plays how the invented text was made: groups speak, drafters word it, a later version follows.

What they say is in `workshops.json`, which says of itself that no child said any of it. What
happens when is a list of moments, as in `play.py`.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.demonstration.play import Moment
from pledge_site.domain.texts import drafts, publishing, queries, rounds
from pledge_site.domain.texts.models import ClauseVersion
from pledge_site.domain.workshops import checking, fates, naming, recording, withdrawal
from pledge_site.domain.workshops.facts import Said
from pledge_site.kernel import ids
from pledge_site.kernel.languages import CODES

SCRIPT = Path(__file__).with_name("workshops.json")
# How many days ago the steps of the first round and of the second were done.
_FIRST = {"open": 118, "freeze": 95, "word": 92, "decide": 90, "review": 80, "publish": 76}
_SECOND = {"open": 40, "freeze": 14, "word": 13, "decide": 12, "review": 8, "publish": 6}
_REVIEWED = ("es", "fr", "ar")
_SCOPES = ("may_website", "may_press", "may_read_aloud", "may_translate")
Words = dict[str, str]


def script() -> dict[str, Any]:
    """Return what the invented groups say and what becomes of it, as written."""
    found: dict[str, Any] = json.loads(SCRIPT.read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Team:
    """Who acts on the text."""

    facilitator: Actor
    drafter: Actor
    second: Actor
    administrator: Actor


@dataclass
class Voices:
    """The making of the text; `document` is the text as adults would have worded it."""

    document: dict[str, Any]
    campaign_id: int
    team: Team
    script: dict[str, Any] = field(default_factory=script)
    draft_id: int = 0
    # By the place of a group in the script: its workshop, and what it said in order.
    groups: dict[int, tuple[int, list[int]]] = field(default_factory=dict)

    def moments(self, now: datetime) -> list[Moment]:
        """Return what happens, given what time it is at the end of the play."""

        def at(days: int) -> datetime:
            return now - timedelta(days=days)

        found = [
            *self._round(_FIRST, self.word, at),
            *self._round(_SECOND, self.reword, at),
            Moment(at(_FIRST["word"] + 2), self.name_partner, False),
        ]
        for place, group in enumerate(self.script["workshops"]):
            found += list(self._group(place, group, at))
        return found

    def word(self, at: datetime) -> None:
        """Word the first version, with the groups' own words marked in it."""
        who, draft_id = self.team.drafter, self.draft_id
        drafts.save_head(
            who, draft_id, self.document["title"], self.document["preamble"], expected=0, at=at
        )
        for part in self.document["clauses"]:
            made = drafts.add_clause(who, draft_id, at=at)
            values = {
                "headings": part["heading"],
                "bodies": self.marked(made.clause.key, part["body"]),
                "child_bodies": self.script["child"][made.clause.key],
                "adults_reasons": self.script["adults"].get(made.clause.key, {}),
            }
            drafts.save_clause(who, made.id, values, expected=0, at=at)

    def reword(self, at: datetime) -> None:
        """Add to the second version what a group found missing."""
        later = self.script["later"]
        clause = self._clauses()[later["clause"]]
        added = {code: _span(words, later["span"]) for code, words in later["sentence"].items()}
        bodies = {
            code: body + ("" if code == "zh" else " ") + added[code]
            for code, body in clause.bodies.items()
        }
        drafts.save_clause(
            self.team.drafter, clause.id, {"bodies": bodies}, expected=clause.revision, at=at
        )

    def marked(self, key: str, body: Words) -> Words:
        """Return the body of a clause with the spans of the script."""
        for span, words in self.script["spans"].items():
            if words["clause"] == key:
                body = {
                    code: body[code].replace(words[code], _span(words[code], span))
                    for code in CODES
                }
        return body

    def name_partner(self, at: datetime) -> None:
        """Name the organisation that two of the groups met at."""
        naming.name_partner(
            self.team.administrator, "DEMO-1", self.script["title_of_partner"], agreed=True, at=at
        )

    def _round(self, days: dict[str, int], word: Any, at: Any) -> Iterator[Moment]:
        who, first = self.team.drafter, days is _FIRST
        reason = self.script["reason"] if first else self.script["later"]["reason"]

        def begin(moment: datetime) -> None:
            rounds.begin(who, self.campaign_id, at=moment)
            self.draft_id = drafts.begin(who, self.campaign_id, at=moment, reason=reason).id

        def freeze(moment: datetime) -> None:
            rounds.freeze(who, self.campaign_id, at=moment)

        def review(moment: datetime) -> None:
            for code in _REVIEWED:
                publishing.review(self.team.second, self.draft_id, code, "reviewed", at=moment)

        def publish(moment: datetime) -> None:
            publishing.publish(self.team.second, self.draft_id, at=moment)

        def decide(moment: datetime) -> None:
            self._decide(days, moment)

        steps = (begin, freeze, word, decide, review, publish)
        for name, step in zip(days, steps, strict=True):
            yield Moment(at(days[name]), step, step is publish)

    def _group(self, place: int, group: dict[str, Any], at: Any) -> Iterator[Moment]:
        def record(moment: datetime) -> None:
            said = [self._said(group, each) for each in group["said"]]
            made = recording.record(
                self.team.facilitator, self.campaign_id, _facts(group, moment), said, at=moment
            ).workshop
            self.groups[place] = (made.id, [each.id for each in made.contributions])

        def let_pass(moment: datetime) -> None:
            for each, known in zip(group["said"], self.groups[place][1], strict=True):
                words, translations = self._words(group, each)
                checking.let_pass(self.team.drafter, known, words, translations, at=moment)

        def withdraw(moment: datetime) -> None:
            withdrawal.by_facilitator(self.team.facilitator, self.groups[place][0], at=moment)

        yield Moment(at(group["days_ago"]), record, False)
        yield Moment(at(group["days_ago"] - 1), let_pass, False)
        if "withdrawn_days_ago" in group:
            yield Moment(at(group["withdrawn_days_ago"]), withdraw, True)

    def _decide(self, days: dict[str, int], at: datetime) -> None:
        clauses = self._clauses()
        for place, group in enumerate(self.script["workshops"]):
            if not days["freeze"] <= group["days_ago"] <= days["open"]:
                continue
            for each, known in zip(group["said"], self.groups[place][1], strict=True):
                span = each.get("span", "")
                key = each.get("clause") or (self._spans()[span]["clause"] if span else "")
                places = [fates.Place(clauses[key].id, span)] if key else []
                reasons = self.script["reasons"][each["reason"]]
                fates.decide(self.team.drafter, known, each["fate"], reasons, places, at=at)

    def _clauses(self) -> dict[str, ClauseVersion]:
        return {each.clause.key: each for each in queries.clauses(self.draft_id)}

    def _spans(self) -> dict[str, Any]:
        later = self.script["later"]
        made = {**later["sentence"], "clause": later["clause"]}
        return {**self.script["spans"], later["span"]: made}

    def _said(self, group: dict[str, Any], each: dict[str, Any]) -> Said:
        return Said(each["kind"], group["language"], self._words(group, each)[0])

    def _words(self, group: dict[str, Any], each: dict[str, Any]) -> tuple[str, Words]:
        """Return what was said and its translations; word for word, both are those of the text."""
        own = group["language"]
        span = self._spans().get(each.get("span", ""), {})
        words = each.get("words") or span[own]
        known = each.get("translations") or {code: span[code] for code in CODES}
        return words, {code: said for code, said in known.items() if code != own}


def _facts(group: dict[str, Any], at: datetime) -> dict[str, Any]:
    return {
        "key": ids.public_id(),
        **{
            name: group[name] for name in ("country", "language", "age_band", "size_band", "method")
        },
        **{name: group.get(name, True) for name in _SCOPES},
        "month": at.date().isoformat()[:7],
        "origin": "demo",
        "consent_until": date(at.year + 4, 1, 1),
        "attested": True,
        "partner": group.get("partner", ""),
    }


def _span(words: str, span: str) -> str:
    return f"[{words}]{{#{span}}}"
