"""The page of the clauses: an answer to each, and a statement where one is made."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask.typing import ResponseReturnValue

from pledge_site.access.permissions import Permission
from pledge_site.domain.pledges import queries
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.writing import drafting
from pledge_site.domain.texts.models import ClauseVersion, TextVersion
from pledge_site.domain.texts.queries import clauses as clauses_of
from pledge_site.kernel.languages import N_
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.reading import say
from pledge_site.web.portal.asking import PortalForm, one_of, words
from pledge_site.web.portal.blueprint import VERSION, blueprint
from pledge_site.web.portal.saving import Part, open_version, save, show
from pledge_site.web.portal.words import ANSWERS

_WITH_STATEMENT = "adopt_with_statement"


class ClausesForm(PortalForm):
    """Two fields for each clause: `answer_<key>` and `statement_<key>`."""

    def answers(self) -> dict[str, tuple[str, str]]:
        """Return what is answered, by the key of the clause; what is left open is left out."""
        given = self.data
        return {
            name.removeprefix("answer_"): (value, given[f"statement_{name[7:]}"])
            for name, value in given.items()
            if name.startswith("answer_") and value
        }

    def validate(self, extra_validators: Any = None) -> bool:
        """Hold a statement to the answer that it goes with."""
        good = super().validate(extra_validators)
        for name, value in self.data.items():
            if name.startswith("statement_") and value:
                answer = self[name.replace("statement_", "answer_", 1)]
                if answer.data != _WITH_STATEMENT:
                    answer.errors = [*answer.errors, say("statement.without_answer")]
                    good = False
        return good


def _clauses(version: PledgeVersion) -> Sequence[ClauseVersion]:
    # The version of a blank form is stored nowhere.
    text: TextVersion | None = version.text_version
    return text.clauses if text else clauses_of(version.text_version_id)


def form_of(version: PledgeVersion) -> type[ClausesForm]:
    """Make the form of the clauses of a version's text."""
    made: dict[str, Any] = {}
    for each in _clauses(version):
        heading = each.headings[language().code]
        made[f"answer_{each.clause.key}"] = one_of(heading, ANSWERS, later=True)
        made[f"statement_{each.clause.key}"] = words(
            N_("Your statement on this clause"),
            N_("Only when you adopt it with a statement. It is published beside the clause."),
            most=2000,
            rows=3,
        )
    return type("ClausesOfText", (ClausesForm,), made)


def _stands(version: PledgeVersion) -> PortalForm:
    held: dict[str, str] = {}
    for row in version.answers:
        held[f"answer_{row.clause.key}"] = row.answer
        held[f"statement_{row.clause.key}"] = row.statement
    return form_of(version)(formdata=None, data=held)


def texts(version: PledgeVersion) -> Mapping[str, ClauseVersion]:
    """Return the clauses that a version answers, by key, in the order of the text."""
    return {each.clause.key: each for each in _clauses(version)}


PART = Part(
    "portal.clauses",
    "portal/clauses.html",
    _stands,
    lambda version: {"clauses": texts(version)},
    # An answer and its statement are one's word together.
    together=lambda name: name.partition("_")[2],
)


@blueprint.get(VERSION + "clauses/")
@needs(Permission.PLEDGE_DRAFT)
def clauses(version_id: int) -> ResponseReturnValue:
    """Show the clauses, each with its answer so far."""
    version = open_version(version_id)
    return show(PART, version, _stands(version), edit=version.edit)


@blueprint.post(VERSION + "clauses/")
@needs(Permission.PLEDGE_DRAFT)
def save_clauses(version_id: int) -> ResponseReturnValue:
    """Save the answers."""
    form = form_of(queries.own_version(the_actor(), version_id))()
    return save(
        PART,
        version_id,
        form,
        lambda edit, at: drafting.save_answers(
            the_actor(), version_id, expected=edit, at=at, answers=form.answers()
        ),
    )
