"""The desk's words for codes: steps, parts of a pledge, what the ledger records."""

from typing import NamedTuple

from flask_babel import gettext

from pledge_site.kernel.languages import N_
from pledge_site.web.secretariat.children_events import CHILDREN_EVENTS


class Step(NamedTuple):
    """How an action is offered: its name, what it does, its button, whether it needs a reason."""

    name: str
    does: str
    button: str
    done: str
    reason: bool = False
    grave: bool = False


STEPS: dict[str, Step] = {
    "check": Step(
        N_("Check the instrument"),
        N_(
            "You say that the document is genuine, complete, and says what the form says."
            " Someone else then publishes."
        ),
        N_("I have checked it"),
        N_("Checked. Another reviewer can publish it now."),
    ),
    "announce": Step(
        N_("Announce"),
        N_("The pledge becomes public at once, as announced: said in public, not yet deposited."),
        N_("Announce it"),
        N_("Announced. It is public."),
    ),
    "deposit": Step(
        N_("Deposit"),
        N_("The pledge becomes public at once, as deposited: you have seen the signed document."),
        N_("Deposit it"),
        N_("Deposited. It is public."),
    ),
    "clear": Step(
        N_("Clear for release"),
        N_(
            "You decide now, and the pledge becomes public later: at a time, by a button in the"
            " ceremony, or when other States have deposited. Until then it stays private."
        ),
        N_("Clear it for release"),
        N_("Cleared for release. It stays private until then."),
    ),
    "recall": Step(
        N_("Take the clearance back"),
        N_("The pledge is not released. It waits again for a second reviewer."),
        N_("Take it back"),
        N_("Taken back. It will not be released."),
    ),
    "ask_changes": Step(
        N_("Ask for changes"),
        N_("The pledge goes back to the State with your notes, each at its part of the form."),
        N_("Send the notes"),
        N_("Sent back with your notes."),
    ),
    "decline": Step(
        N_("Propose to decline"),
        N_("The pledge will not be published. A second reviewer has to agree."),
        N_("Propose to decline"),
        N_("Proposed. A second reviewer has to confirm it."),
        reason=True,
        grave=True,
    ),
    "hold": Step(
        N_("Put under verification"),
        N_(
            "The public sees at once that the pledge is under verification."
            " Two reviewers can undo it."
        ),
        N_("Put under verification"),
        N_("The pledge is shown as under verification."),
        reason=True,
        grave=True,
    ),
    "resume": Step(
        N_("Propose to resume"),
        N_(
            "The doubt is settled, and the pledge stands as before. A second reviewer has to agree."
        ),
        N_("Propose to resume"),
        N_("Proposed. A second reviewer has to confirm it."),
        reason=True,
    ),
}

# What is proposed, as the second person reads it.
PROPOSALS: dict[str, str] = {
    "decline": N_("Decline the pledge"),
    "resume": N_("End the verification; the pledge stands as before"),
    "withdraw": N_("Withdraw the pledge, as its State asks"),
    "record_statement": N_("Record a public statement"),
    "join": N_("Let a State join this joint pledge, as it asks"),
    "leave": N_("Let a State leave this joint pledge, as it asks"),
}

# What comes next for a version in the queue, by its standing.
NEXT: dict[str, str] = {
    "submitted": N_("Check the instrument"),
    "accepted": N_("Announce or deposit"),
    "announced": N_("Waits for the signed document"),
    "on_hold": N_("Settle the doubt"),
    "changes_asked": N_("Waits for the State"),
    "cleared": N_("Waits for its release"),
}
LETTER_CAME = N_("The signed document has come: deposit")

PARTS: dict[str, str] = {
    "message": N_("Message"),
    "child_readable": N_("Child-readable version"),
    "answers": N_("Answers to the clauses"),
    "commitments": N_("Commitments"),
    "instrument": N_("Instrument"),
    "letter": N_("Letter"),
    "translations": N_("Translations"),
    "condition": N_("What it depends on"),
}


# The fields of `document.content`, in the order in which the desk shows them.
FIELDS: dict[str, str] = {
    "language": N_("Language"),
    "message": N_("Message"),
    "child_readable": N_("Child-readable version"),
    "text_version": N_("Version of the text"),
    "answer": N_("Answer"),
    "statement": N_("Statement"),
    "title": N_("Title"),
    "problem": N_("The problem"),
    "action": N_("What will be done"),
    "lead_ministry": N_("Lead ministry"),
    "partners": N_("Partners"),
    "starts_on": N_("Start"),
    "ends_on": N_("End"),
    "indicator": N_("Indicator"),
    "baseline_value": N_("Value at the start"),
    "baseline_year": N_("Year of the value at the start"),
    "baseline_source": N_("Source of the value at the start"),
    "target_value": N_("Target"),
    "target_year": N_("Year of the target"),
    "budget": N_("Budget"),
    "firmness": N_("How firm it is"),
    "restates": N_("An earlier promise that it repeats"),
    "outcomes": N_("Outcomes"),
    "capabilities": N_("Capabilities"),
    "domains": N_("Domains of digital citizenship"),
    "kind": N_("Kind of document"),
    "reference": N_("Reference"),
    "on": N_("Date"),
    "place": N_("Place"),
    "link": N_("Link"),
    "signatory_name": N_("Signatory"),
    "signatory_office": N_("Office"),
    "amendment_reason": N_("Why the pledge changes"),
    "letter": N_("The signed document"),
}

EVENTS: dict[str, str] = {
    "user.details_changed": N_("Name, office or language changed"),
    "user.last_day_set": N_("Last day of the account set"),
    "audit.exported": N_("Audit taken as a sheet"),
    "sign_in.failed": N_("Sign-ins that failed, counted"),
    "user.second_factor_failed": N_("Wrong second factor"),
    "switch.turned": N_("Switch turned"),
    "pledge.drafted": N_("Draft begun"),
    "pledge.edited": N_("Edited"),
    "pledge.submitted": N_("Submitted"),
    "pledge.changes_asked": N_("Changes asked for"),
    "pledge.checked": N_("Instrument checked"),
    "pledge.announced": N_("Announced"),
    "pledge.cleared": N_("Cleared for release"),
    "pledge.recalled": N_("Clearance taken back"),
    "pledge.moved": N_("Moved in the run of show"),
    "pledge.deposited": N_("Deposited"),
    "pledge.declined": N_("Declined"),
    "pledge.cancelled": N_("Cancelled"),
    "pledge.held": N_("Put under verification"),
    "pledge.resumed": N_("Verification ended"),
    "pledge.withdrawn": N_("Withdrawn"),
    "pledge.superseded": N_("Replaced by a later version"),
    "pledge.letter_sent": N_("Signed document sent"),
    "case.answered": N_("Checklist answered"),
    "case.noted": N_("Internal note written"),
    "translation.saved": N_("Translation saved"),
    "translation.published": N_("Translation approved"),
    "translation.taken_back": N_("Translation taken back"),
    "preview.made": N_("Link to a draft made"),
    "preview.opened": N_("Draft read by a link"),
    "preview.revoked": N_("Link to a draft taken back"),
    "letter.viewed": N_("Letter looked at"),
    "partner.asked": N_("A State asked to join"),
    "partner.removed": N_("A State asked no longer"),
    "partner.confirmed": N_("A partner State confirmed these words"),
    "partner.reset": N_("Other words: a partner State has to confirm again"),
    "partner.declined": N_("A partner State said no"),
    "partner.joined": N_("A State joined the published pledge"),
    "partner.left": N_("A State left the published pledge"),
    "proposal.made": N_("Proposed"),
    "proposal.refused": N_("Proposal refused"),
    "campaign.created": N_("Campaign opened"),
    "campaign.changed": N_("Campaign changed"),
    "endorsements.imported": N_("Endorsements imported"),
    "text.published": N_("Text published"),
    "invitation.made": N_("Invitation made"),
    "invitation.confirmed": N_("Invitation confirmed"),
    "invitation.opened": N_("Invitation accepted"),
    "invitation.revoked": N_("Invitation taken back"),
    "grant.given": N_("Role given"),
    "grant.ended": N_("Role ended"),
    "contact.added": N_("Contact put on record"),
    "contact.ended": N_("Contact taken off the record"),
    "contact.proposed": N_("Contact proposed"),
    "contact.refused": N_("Proposed contact refused"),
    "contact.end_proposed": N_("Taking a contact off the record proposed"),
    "contact.kept": N_("Contact kept on record"),
    "mail.given_up": N_("Mail given up"),
    "mail.tried_again": N_("Failed mail tried again"),
    "objection.made": N_("Objection by a contact of the State"),
    "reminder.due": N_("Reminder of a draft left lying"),
    "reset.proposed": N_("Replacing a second factor proposed"),
    "reset.confirmed": N_("Second factor taken away"),
    "user.suspended": N_("Account suspended"),
    "user.reactivated": N_("Account opened again"),
    "user.signed_in": N_("Signed in"),
    "user.signed_out": N_("Signed out"),
    "user.password_changed": N_("Password changed"),
    "user.recovery_codes": N_("Recovery codes made"),
    "user.second_factor_set": N_("Second factor set"),
    **CHILDREN_EVENTS,
}


def event_words(event: str) -> str:
    """Return the words for an event of the ledger; a new one shows its own name."""
    return gettext(EVENTS[event]) if event in EVENTS else event
