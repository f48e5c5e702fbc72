"""The words of every "no" about texts, drafts and contributions; `sentences.py` takes them in."""

from pledge_site.kernel.languages import N_

_MARKS = N_("Write the group’s own words like this: [our own words]{#k7}")

# Code to the status of an answer and its words.
REFUSALS: dict[str, tuple[int, str]] = {
    "round.open": (409, N_("There is a drafting round already. It ends when its version is published.")),
    "round.none": (409, N_("There is no drafting round. Begin one first.")),
    "round.frozen": (409, N_("This drafting round is frozen already.")),
    "round.not_frozen": (409, N_("This drafting round is not frozen.")),
    "text.draft_there": (409, N_("There is a draft of this text already.")),
    "text.stale": (409, N_("Someone else has saved this in the meantime. Nothing of yours is lost.")),
    "text.clause_count": (409, N_("A text can have 50 clauses at most.")),
    "text.clause_linked": (409, N_("What groups said is linked to this clause. Decide anew what becomes of it, then take the clause out.")),
    "text.same_person": (403, N_("You began this draft. Another drafter has to do this.")),
    "text.authentic": (409, N_("The text is drafted in this language: there is no translation to look at.")),
    "text.gaps": (409, N_("Something is still missing, so this cannot be published.")),
    "contribution.not_now": (409, N_("This was not let pass yet, or was withdrawn in the meantime.")),
    "contribution.own": (403, N_("You recorded this yourself. Someone else has to look at it.")),
    "contribution.no_translation": (409, N_("This group did not agree to translations.")),
    "group.code_unknown": (422, N_("This code opens nothing. Compare it with your sheet, sign by sign.")),
    "group.receipt_code": (422, N_("This is your receipt code. Your withdrawal code begins with W.")),
    "group.withdrawal_code": (422, N_("This is your withdrawal code. Your receipt code begins with R.")),
    "disclosure.taken": (409, N_("Someone else has taken this on.")),
    "disclosure.not_taken": (409, N_("Nobody has taken this on. Take it on first.")),
    "disclosure.decided": (409, N_("This was decided already.")),
    "comment.settled": (409, N_("Someone has settled this already.")),
}  # fmt: skip

FAULTS: dict[str, str] = {
    "contribution.no_clause": N_("Choose the clause that it went into."),
    "contribution.not_in_draft": N_("This clause is no longer in the draft."),
    "contribution.no_span": N_("Choose the words in the clause that are the group’s own. Mark them in the clause first."),
    "contribution.no_words": N_("Translate this into the language of the draft first: there are no words of it to take in."),
    "contribution.email_left": N_("An e-mail address is left in these words. Take it out, or confirm that it leads to no child."),
    "contribution.phone_left": N_("What looks like a phone number is left in these words. Take it out, or confirm that it leads to no child."),
    "text.key": N_("This form is not whole. Open the page again."),
    "markup.broken": _MARKS,
    "markup.id": _MARKS,
    "markup.empty": _MARKS,
    "markup.twice": N_("Two passages have the same mark. Give each its own."),
}  # fmt: skip
