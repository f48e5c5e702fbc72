"""The words for what is done with children's words and with texts, as the audit lists it."""

from pledge_site.kernel.languages import N_

CHILDREN_EVENTS: dict[str, str] = {
    "workshop.recorded": N_("Workshop recorded"),
    "workshop.added_to": N_("More added to a workshop"),
    "workshop.codes_renewed": N_("Codes of a group made anew"),
    "workshop.consent_renewed": N_("Consent renewed"),
    "workshop.consent_ended": N_("Consent ended: a group’s words hidden"),
    "workshop.withdrawn": N_("A group’s words withdrawn"),
    "workshop.erased": N_("Withdrawn words erased"),
    "workshop.suppressed_again": N_("Withdrawn words taken out after a restore"),
    "partner_organisation.named": N_("Partner organisation named"),
    "partner_organisation.unnamed": N_("Partner organisation no longer named"),
    "contribution.let_pass": N_("Contribution let pass"),
    "contribution.taken_out": N_("Contribution taken out"),
    "contribution.translated": N_("Contribution translated"),
    "contribution.fated": N_("Fate of a contribution decided"),
    "contribution.raw_forgotten": N_("Words as typed in deleted"),
    "contribution.withdrawn": N_("Contribution withdrawn"),
    "contribution.erased": N_("Withdrawn words erased"),
    "disclosure.reported": N_("Something came into the safeguarding queue"),
    "disclosure.viewed": N_("Something in the safeguarding queue looked at"),
    "disclosure.put_back": N_("Something put back into the safeguarding queue"),
    "disclosure.taken": N_("Something in the safeguarding queue taken on"),
    "disclosure.escalated": N_(
        "Something in the safeguarding queue passed on: nobody had taken it"
    ),
    "disclosure.decided": N_("Something in the safeguarding queue decided"),
    "disclosure.forgotten": N_("Words in the safeguarding queue deleted"),
    "round.opened": N_("Drafting round opened"),
    "round.frozen": N_("Drafting round frozen"),
    "round.thawed": N_("Drafting round opened again"),
    "round.closed": N_("Drafting round closed"),
    "text.draft_begun": N_("Draft of the text begun"),
    "text.draft_saved": N_("Draft of the text changed"),
    "text.translation_reviewed": N_("Translation of the text looked at"),
    "comment.written": N_("Comment on a draft written"),
    "comment.settled": N_("Comment on a draft settled"),
}
