"""Which of a State's own translations may no longer say what it says: its words came later.

A mark, never a bar: whoever saves the translation again has looked at it. The secretariat's own
translations are of published words, which don't change.
"""

from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.writing import translations

_WORDS = frozenset({"message", "child_readable"})


def outdated(version: PledgeVersion) -> frozenset[str]:
    """Return the languages of the State's translations whose original was saved after them."""
    rows = list(translations.own(version))
    if not rows:
        return frozenset()
    saved = max(
        (
            entry.at
            for entry in ledger.of([f"pledge:{version.pledge_id}"])
            if entry.event == "pledge.edited"
            and entry.facts.get("version") == version.id
            and entry.facts.get("part") in _WORDS
        ),
        default=None,
    )
    return frozenset(row.language for row in rows if saved is not None and row.made_at < saved)
