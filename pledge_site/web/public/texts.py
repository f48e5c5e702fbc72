"""The text of the pledge as its pages show it: a version, a clause, and whose words are in it.

Who has adopted a clause is in `text_answers.py`, how the text was made in `text_story.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort, url_for
from flask_babel import ngettext

from pledge_site.domain.opendata import children
from pledge_site.domain.texts import markup, queries
from pledge_site.domain.texts.models import ClauseVersion, TextVersion
from pledge_site.domain.workshops import showing
from pledge_site.domain.workshops.showing import Shown
from pledge_site.kernel import clock
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.words import day, number
from pledge_site.web.public import campaigns, text_story, voices
from pledge_site.web.public.labels import direction_of, language_words
from pledge_site.web.public.pledge_parts import paragraphs
from pledge_site.web.public.text_answers import answered

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wording:
    """A version of a campaign's text, beside all that readers can see, the newest first."""

    version: TextVersion
    versions: list[TextVersion]
    statuses: dict[str, str]
    said: list[Shown]

    @property
    def campaign_id(self) -> int:
        return self.version.text.campaign_id

    @property
    def before(self) -> TextVersion | None:
        place = self.versions.index(self.version)
        return self.versions[place + 1] if place + 1 < len(self.versions) else None

    def heard(self) -> list[Shown]:
        """Return what groups said that is in this version."""
        return [each for each in self.said if each.version == self.version.number]


def wording(campaign: campaigns.Shown, number_asked: int | None = None) -> Wording | None:
    """Return a version of the text, the newest by default; None before the first; 404: no such."""
    newest = campaign.document["text"]
    if newest is None:
        return None
    known = [row for row in queries.published(campaign.slug) if row[0].number <= newest["number"]]
    wanted = newest["number"] if number_asked is None else number_asked
    row = next((each for each in known if each[0].number == wanted), None)
    if row is None:
        abort(404)
    said = showing.of_campaign(row[0].text.campaign_id, clock.today())
    return Wording(row[0], [each for each, _ in known], row[1], said)


def text_view(
    campaign: campaigns.Shown, number_asked: int | None = None, *, for_children: bool = False
) -> Facts | None:
    """Return a version of the text as its page shows it; None before the first.

    :param for_children: in the words for children, where each clause has them.
    """
    shown = wording(campaign, number_asked)
    if shown is None:
        return None
    version, before, code = shown.version, shown.before, language().code
    compared = before if number_asked is not None else None
    found = queries.clauses_of([version.id, *([compared.id] if compared else [])])
    clauses, heard = found[version.id], shown.heard()
    live = children.spans_of(heard)
    has_child = bool(clauses) and all(each.child_bodies.get(code) for each in clauses)
    return {
        "title": version.titles[code],
        "preamble": paragraphs(version.preambles[code]),
        "number": version.number,
        "is_newest": version is shown.versions[0],
        "reason": version.reason,
        "reason_in": version.drafted_in,
        "reason_direction": direction_of(version.drafted_in),
        "published": day(version.published_at) if version.published_at else "",
        "drafted_in": language_words(version.drafted_in),
        "has_child": has_child,
        "for_children": has_child and for_children,
        "clauses": [
            {
                **_clause(each, campaign, heard, live.get(each.clause.key, set())),
                "child": paragraphs(each.child_bodies.get(code, "")),
            }
            for each in clauses
        ],
        "own": text_story.own_words(version, clauses, live),
        "heard": bool(heard),
        "statuses": text_story.statuses(shown.statuses),
        "story": text_story.story(shown.campaign_id, shown.versions, shown.said),
        "changes": text_story.changes(found[compared.id], clauses) if compared else [],
        "before": before.number if before else 0,
        "files": text_story.editions(version, shown.versions[0].number),
        "versions": [_listed(each) for each in shown.versions],
    }


def clause_view(campaign: campaigns.Shown, clause_id: str) -> Facts:
    """Return a clause of the present text, with what was said and what States answer; 404: none."""
    shown = wording(campaign)
    clauses: Sequence[ClauseVersion] = queries.clauses(shown.version.id) if shown else []
    found = next((each for each in clauses if each.clause.key == clause_id), None)
    if found is None or shown is None:
        abort(404)
    heard = shown.heard()
    live = children.spans_of(heard).get(clause_id, set())
    place = clauses.index(found)
    return {
        **_clause(found, campaign, heard, live),
        **answered(campaign, clause_id),
        "previous": _neighbour(clauses[place - 1]) if place else None,
        "next": _neighbour(clauses[place + 1]) if place + 1 < len(clauses) else None,
    }


def _listed(version: TextVersion) -> Facts:
    return {
        "number": version.number,
        "day": day(version.published_at) if version.published_at else "",
        "url": url_for("public.text_version", number=version.number),
    }


def _clause(
    clause: ClauseVersion, campaign: campaigns.Shown, heard: Sequence[Shown], live: set[str]
) -> Facts:
    key, code = clause.clause.key, language().code
    counted = campaign.document["clauses"].get(key, {})
    adopted = counted.get("adopt", 0) + counted.get("adopt_with_statement", 0)
    said = [each for each in heard if each.clause == key]
    reasons = clause.adults_reasons
    return {
        "key": key,
        "number": number(clause.position),
        "heading": clause.headings[code],
        "body": marked(clause.bodies[code], live),
        "url": url_for("public.clause", clause_id=key),
        "voices": voices.told(said),
        "places": voices.places(said),
        "adults": "" if said else reasons.get(code) or reasons.get("en", ""),
        "adopted": ngettext(
            "%(num)s Member State has adopted it.",
            "%(num)s Member States have adopted it.",
            adopted,
        ),
    }


def marked(body: str, live: set[str]) -> list[list[markup.Piece]]:
    """Return the paragraphs of a clause as pieces; marked are those a group stands behind."""
    lines = paragraphs(markup.keep(body, live))
    return [list(markup.parse(line)) for line in lines]


def _neighbour(clause: ClauseVersion) -> Facts:
    return {
        "heading": clause.headings[language().code],
        "url": url_for("public.clause", clause_id=clause.clause.key),
    }
