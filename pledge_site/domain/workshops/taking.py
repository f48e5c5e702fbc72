"""Takes a group's words into a clause of the draft, as a marked span at its end."""

from datetime import datetime

from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.texts import drafts, markup, queries
from pledge_site.domain.texts.models import ClauseVersion
from pledge_site.domain.workshops import desk, fates
from pledge_site.domain.workshops.models import Contribution
from pledge_site.kernel.refusals import Invalid

# A bracket inside the words would end their span too soon.
_ROUND = str.maketrans("[]", "()")


def take_in(
    actor: Actor, contribution_id: int, clause_version_id: int, *, at: datetime
) -> fates.Place:
    """Put a group's words at the end of a clause, marked; return where they stand.

    They stand in the language of drafting and in every other in which there are words of both the
    clause and the group. What becomes of the contribution is decided apart.

    :raises Invalid: `take` with ``contribution.no_words``: none in the language of drafting; with
        ``text.too_long``: they don't fit.
    """
    clause = drafts.clause_of_draft(actor, clause_version_id)
    draft = clause.text_version
    said = desk.one(actor, draft.text.campaign_id, contribution_id)
    words = _words(said)
    if draft.drafted_in not in words:
        raise Invalid({"take": ["contribution.no_words"]})
    span = _next_span(draft.id)
    bodies = dict(clause.bodies)
    for code, each in words.items():
        if code == draft.drafted_in or bodies.get(code, "").strip():
            bodies[code] = f"{bodies.get(code, '')} [{each}]{{#{span}}}".strip()
    try:
        drafts.save_clause(actor, clause.id, {"bodies": bodies}, expected=clause.revision, at=at)
    except Invalid as refusal:
        raise Invalid({"take": [codes[0] for codes in refusal.faults.values()][:1]}) from refusal
    return fates.Place(clause.id, span)


def _words(said: Contribution) -> dict[str, str]:
    found = {each.language: each.words for each in said.translations}
    found[said.language.split("-")[0]] = said.words or ""
    return {code: " ".join(words.translate(_ROUND).split()) for code, words in found.items()}


def _next_span(draft_id: int) -> str:
    """Return a mark that no clause of the draft has."""
    taken = {span for each in queries.clauses(draft_id) for span in _spans(each)}
    number = 1
    while f"k{number}" in taken:
        number += 1
    return f"k{number}"


def _spans(clause: ClauseVersion) -> set[str]:
    return {span for body in clause.bodies.values() for span in markup.spans(body)}
