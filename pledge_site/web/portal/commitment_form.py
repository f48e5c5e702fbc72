"""What is asked of a commitment, and why: all of `commitments.models.FIELDS`."""

from typing import Any

from wtforms.validators import ValidationError

from pledge_site.domain.commitments.models import FIELDS
from pledge_site.kernel.languages import N_
from pledge_site.web.edge.reading import say
from pledge_site.web.portal.asking import (
    Day,
    PortalForm,
    Year,
    any_of,
    day,
    line,
    one_of,
    words,
    year,
)
from pledge_site.web.portal.words import FIRMNESS, TAGS


class CommitmentForm(PortalForm):
    """One commitment: what, who, by when, measured how, how firm, about what."""

    title = line(
        N_("Title"),
        N_("A short name that people will quote, such as: a trained unit in every district."),
        needed=True,
    )
    problem = words(N_("The problem"), N_("What is wrong today, and for which children."), rows=3)
    action = words(
        N_("What will be done"),
        N_("What your State will do, in words that anyone can follow."),
        needed=True,
    )
    lead_ministry = line(
        N_("Lead ministry"), N_("Who is answerable, so that children know whom to ask.")
    )
    partners = words(N_("Partners"), N_("Who helps: ministries, companies, organisations."), rows=2)
    starts_on = day(N_("Start"))
    ends_on = day(N_("End"), N_("The day by which it is done. Leave it empty if it has no end."))
    indicator = words(
        N_("Indicator"),
        N_("What is counted, so that anyone can see whether it has worked."),
        rows=2,
    )
    baseline_value = line(
        N_("Value at the start"), N_("With its unit, such as: 4 districts."), most=100
    )
    baseline_year = year(N_("Year of the value at the start"))
    baseline_source = words(
        N_("Source of the value at the start"),
        N_("A report, a survey or a register where one can look it up."),
        rows=2,
    )
    target_value = line(N_("Target"), N_("With its unit, such as: all 16 districts."), most=100)
    target_year = year(N_("Year of the target"))
    budget = line(N_("Budget"), N_("If it is known: the amount, with its currency."))
    firmness = one_of(
        N_("How firm it is"),
        FIRMNESS,
        N_("What it rests on today. Left open, it is shown as an intention."),
        later=True,
    )
    restates = words(
        N_("An earlier promise that it repeats"),
        N_("If your State has promised this before: where and when. Leave it empty if it is new."),
        rows=2,
    )
    outcomes = any_of(
        N_("Outcomes"),
        TAGS["outcomes"],
        N_("What it leads to. These three lists let people find commitments on the same matter."),
    )
    capabilities = any_of(
        N_("Capabilities"),
        TAGS["capabilities"],
        N_("From the Model National Response of the WeProtect Global Alliance."),
    )
    domains = any_of(
        N_("Domains of digital citizenship"),
        TAGS["domains"],
        N_("From the Council of Europe’s education for digital citizenship."),
    )

    def validate_ends_on(self, field: Day) -> None:
        """Hold the end behind the start."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(say("date.before_start"))

    def validate_target_year(self, field: Year) -> None:
        """Hold the target's year behind that of the baseline."""
        earlier = self.baseline_year
        both = field.data and earlier.data and not earlier.errors
        if both and field.year() < earlier.year():
            raise ValidationError(say("year.before_start"))

    def values(self) -> dict[str, Any]:
        """Return what is saved, by `FIELDS`."""
        given = {name: self[name].data for name in FIELDS}
        for name in ("baseline_year", "target_year"):
            given[name] = self[name].year()
        given["firmness"] = given["firmness"] or "intention"
        return given
