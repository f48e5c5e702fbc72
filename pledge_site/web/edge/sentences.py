"""The words of every "no": one table of refusals, one of what can be wrong with a field.

A code that the domain raises and that is missing here fails a test. How an answer is made of it is
in `refusals.py`; the program's public description gives its own words for the API.
"""

from typing import Any, NamedTuple

from flask_babel import gettext

from pledge_site.kernel.languages import N_
from pledge_site.kernel.refusals import Refused
from pledge_site.web.edge import text_sentences, workshop_sentences


class Sentence(NamedTuple):
    """The status of an answer, and what it says; placeholders are the facts of the refusal."""

    status: int
    words: str


class Page(NamedTuple):
    """The heading of an error page, and what it says when nothing more is known."""

    heading: str
    words: str


_NOW = N_("This cannot be done now. Look at the page again and see what has changed.")
_UNKNOWN = Sentence(409, _NOW)

REFUSALS: dict[str, Sentence] = {
    "not_found": Sentence(404, N_("There is nothing at this address, or it is not yours to see.")),
    "permission.missing": Sentence(403, N_("Your account may not do this. An administrator can say who may.")),
    "role.missing": Sentence(403, N_("Your account no longer has the role that this needs.")),
    "invalid": Sentence(422, N_("Some answers need another look.")),
    "throttled": Sentence(429, N_("There were too many attempts. Wait a little, then try again.")),
    "list.unknown": Sentence(400, N_("One of the filters in this address does not exist. Open the list and choose from it.")),
    "site.read_only": Sentence(503, N_("The register takes no changes at the moment. Everything can be read.")),
    "uploads.off": Sentence(503, N_("Files are not taken at the moment. Everything else can be saved; send the file later.")),
    "language.unknown": Sentence(422, N_("This language is not one of the six of this site.")),
    "as_of.unreadable": Sentence(400, N_("This is not a day. Write it like 2027-02-09: year, month, day.")),
    "as_of.future": Sentence(422, N_("This day is still to come. Choose today or a day before it.")),
    # Pledges
    "pledge.stale": Sentence(409, N_("Someone else has saved this in the meantime. Nothing of yours is lost.")),
    "pledge.not_now": Sentence(409, N_("The pledge has moved on, and this step is no longer possible.")),
    "pledge.four_eyes": Sentence(403, N_("A second person has to do this: you have already worked on this version.")),
    "pledge.one_hand": Sentence(409, N_("This step has been asked for already and waits for a second person.")),
    "pledge.altered": Sentence(409, N_("The pledge was changed after it was checked. It has to be checked again.")),
    "pledge.already_deposited": Sentence(409, N_("This pledge has been deposited already.")),
    "pledge.no_letter": Sentence(409, N_("A pledge can be deposited only when its signed document has been added.")),
    "pledge.held": Sentence(409, N_("The published version is under verification. Settle that first.")),
    "pledge.exists": Sentence(409, N_("This State has a pledge in this campaign already.")),
    "release.not_cleared": Sentence(409, N_("This pledge is not cleared for release, or no longer.")),
    "release.cleared": Sentence(409, N_("This pledge is cleared for release. Take the clearance back first, then publish it.")),
    "release.doubted": Sentence(409, N_("Someone has proposed to decline this pledge. Settle that first.")),
    "release.early": Sentence(409, N_("The release time has not come yet.")),
    "release.condition": Sentence(409, N_("This pledge waits until other States have deposited theirs.")),
    "proposal.settled": Sentence(409, N_("Someone has settled this already.")),
    "proposal.reason_needed": Sentence(422, N_("Say why this is not confirmed. Its State reads it.")),
    "proposal.reason_unfit": Sentence(422, N_("The reason is too long, or holds signs that cannot be shown. Shorten it, or type it instead of pasting it.")),
    "proposal.own": Sentence(403, N_("You proposed this yourself. A second person has to confirm it.")),
    "submission.key_taken": Sentence(409, N_("This form was used before. Open the page again and submit from there.")),
    "commitments.too_many": Sentence(409, N_("A pledge can hold %(most)s commitments at most.")),
    "text.none": Sentence(409, N_("The campaign has no published text yet.")),
    "text.demonstration": Sentence(409, N_("A demonstration text belongs to a demonstration only.")),
    # Joint pledges
    "joint.unconfirmed": Sentence(409, N_("The partner States have not all confirmed these words. Until they have, the pledge cannot be published.")),
    "joint.handed_in": Sentence(409, N_("Your partner States have confirmed exactly these words, and the secretariat reads them now. They can change when the secretariat asks for it.")),
    "joint.changed": Sentence(409, N_("The words have changed since you read them. Read them again, then confirm.")),
    "joint.unfinished": Sentence(409, N_("This pledge is not finished yet. You can confirm it when it is.")),
    "joint.amending": Sentence(409, N_("A new version of this pledge is being reviewed. Your State can join once it is public.")),
    "joint.left": Sentence(409, N_("This State has left the joint pledge.")),
    "joint.has_joined": Sentence(409, N_("This State has joined the published pledge. Only the State itself can leave it.")),
    "joint.not_joined": Sentence(409, N_("Your State has not joined this pledge.")),
    "translation.state": Sentence(409, N_("The State made this translation itself. Only the State can change it, in a new version.")),
    "translation.published": Sentence(409, N_("This translation is public already. Take it back first to change it.")),
    "translation.waiting": Sentence(409, N_("This translation is not public, so there is nothing to take back.")),
    "preview.closed": Sentence(409, N_("This version is no longer a draft: its links open nothing more.")),
    "preview.too_many": Sentence(409, N_("There are %(most)s links to this version that work. Take one back first.")),
    # Letters
    "letter.kind": Sentence(415, N_("The document has to be a PDF, PNG or JPEG file.")),
    "letter.too_large": Sentence(413, N_("The document is larger than %(most)s megabytes. Save it smaller, then add it again.")),
    "letter.pages": Sentence(422, N_("The document has more than %(most)s pages. Add the signed letter only.")),
    "letter.unreadable": Sentence(422, N_("The document could not be read. It may be damaged or locked with a password.")),
    # People
    "invitation.closed": Sentence(409, N_("This invitation is closed.")),
    "invitation.used": Sentence(410, N_("This invitation has been used. You can sign in.")),
    "invitation.revoked": Sentence(410, N_("This invitation was taken back. Ask whoever invited you.")),
    "invitation.expired": Sentence(410, N_("This invitation has expired. Ask whoever invited you for a new one.")),
    "invitation.unconfirmed": Sentence(409, N_("This invitation waits for a second administrator.")),
    "invitation.own": Sentence(403, N_("You made this invitation. A second administrator has to confirm it.")),
    "invitation.oneself": Sentence(403, N_("Nobody can invite themselves or confirm an invitation to themselves.")),
    "invitation.inviter_gone": Sentence(409, N_("Whoever made this invitation is no longer an administrator.")),
    "invitation.founders_done": Sentence(409, N_("The first administrators are there. Further people are invited on the pages.")),
    "reset.no_number": Sentence(409, N_("There is no number on file for this State. Put a contact with a call-back number on record first.")),
    "grant.ended": Sentence(409, N_("This role has ended already.")),
    "reset.waiting": Sentence(409, N_("This waits for another administrator already.")),
    "reset.own": Sentence(403, N_("You proposed this yourself. A second administrator has to confirm it.")),
    "reset.closed": Sentence(409, N_("This was confirmed already, or has expired.")),
    "user.oneself": Sentence(403, N_("Nobody can do this to their own account.")),
    "user.suspended": Sentence(409, N_("This account is suspended.")),
    "user.active": Sentence(409, N_("This account is not suspended.")),
    "code.wrong": Sentence(422, N_("The code is not right, or it has run out. Wait for the next one and try again.")),
    "second_factor.set": Sentence(409, N_("This account has a second factor already.")),
    "demonstration.not_empty": Sentence(409, N_("There is something in this register already. A demonstration starts empty.")),
    "demonstration.real_register": Sentence(409, N_("This is a real register. It can hold no demonstration accounts.")),
    # Contacts
    "contact.ended": Sentence(409, N_("This contact is no longer on record.")),
    "contact.waiting": Sentence(409, N_("Something about this contact waits for a second administrator already.")),
    "contact.own": Sentence(403, N_("You proposed this yourself. A second administrator has to confirm it.")),
    "contact.settled": Sentence(409, N_("Someone has settled this already.")),
    "contact.unchanged": Sentence(409, N_("Nothing is different from what stands on record.")),
    "objection.early": Sentence(409, N_("This pledge is not public yet. You can object from the moment it is, for 24 hours. If your government knows nothing of it, tell the secretariat now.")),
    "objection.late": Sentence(410, N_("The 24 hours to object have passed. Call the secretariat: a reviewer can still put the pledge under verification.")),
    "objection.over": Sentence(409, N_("This version is no longer the published one, so there is nothing to object to.")),
    "objection.made": Sentence(409, N_("You have objected to this version. The secretariat calls you back at the number on file.")),
    # Campaigns
    "installation.other_side": Sentence(409, N_("A register is a demonstration or real from its first day and cannot change.")),
    "campaign.other_side": Sentence(409, N_("A campaign of a demonstration cannot stand in a real register.")),
    "campaign.exists": Sentence(409, N_("There is a campaign of this name already.")),
    "campaign.stale": Sentence(409, N_("Someone else has changed this campaign in the meantime.")),
}  # fmt: skip

FAULTS: dict[str, str] = {
    "required": N_("This needs an answer."),
    "choice": N_("Choose one of the answers offered."),
    "choice.unknown": N_("Choose one of the answers offered."),
    "too_long": N_("This is longer than it can be."),
    "text.too_long": N_("This is longer than it can be."),
    "text.control": N_("This holds signs that cannot be shown. Type it instead of pasting it."),
    "text.surrogate": N_("This holds signs that cannot be shown. Type it instead of pasting it."),
    "text.bidi": N_("This holds hidden marks that turn the direction of writing. Type it instead of pasting it."),
    "link": N_("Write the whole address of the page, beginning with https://"),
    "date.before_start": N_("The end comes before the start."),
    "date.future": N_("This day has not come yet. Give the day of the document itself."),
    "year.out_of_range": N_("Write a year with four digits, from 1990 to 2100."),
    "year.before_start": N_("The year of the target comes before the year of the start."),
    "preview.nothing": N_("This link opens nothing. It may have ended or been taken back, or a part of it is missing. Ask whoever gave it to you for a new one."),
    "merge.choose": N_("Choose which is to stand. If it is the text in the box, choose both."),
    "statement.without_answer": N_("There is a statement on this clause. Choose “with a statement”, or take the statement out."),
    "said.future": N_("This day has not come yet."),
    "number.malformed": N_("Write a whole number, in digits."),
    "checklist.open": N_("Answer this before you say that it is checked."),
    "checklist.no": N_("The answer is no: ask for changes, or propose to decline."),
    "release.past": N_("This moment has passed. Give one that is still to come."),
    "release.nothing": N_("Say when it is released: at a time, in the run of show, or both."),
    "release.time": N_("Write the day and the time, as in 2027-02-09 and 09:00."),
    "condition.needed": N_("Write a whole number, from 1 to the number of the States chosen, your own left out."),
    "notes.required": N_("Write at least one note: what should change, and why."),
    "contact.exists": N_("This address is on record for this State already."),
    "date.past": N_("This day has passed."),
    "call.needed": N_("Call the person back first, at the number on file."),
    "date.malformed": N_("Write a date as year, month and day."),
    "name.needed": N_("Write your name."),
    "sign_in.wrong": N_("This e-mail address and password do not go together. Check both."),
    "password.differs": N_("The two passwords are not the same."),
    "password.wrong": N_("This is not your password."),
    "role.unchanged": N_("This is what the person has already."),
    "role.already": N_("This person has this role already, or is about to get it."),
    "email.malformed": N_("This is not an e-mail address. It looks like name@example.org"),
    "password.short": N_("The password is too short. A sentence that only you know is a good one."),
    "password.long": N_("The password is too long."),
    "password.known": N_("This password is known to people who break in. Choose another."),
    "state.needed": N_("Say which State."),
    "state.not_for_role": N_("This role has no State."),
    "credentials.needed": N_("Say which document shows that the State has named this person."),
    "role.held": N_("This person holds a role that does not go with this one."),
    "invitation.open_already": N_("An invitation to this address is open already."),
    "user.suspended": N_("This account is suspended."),
    "language.unknown": N_("This language is not one of the six of this site."),
    "campaign.kind": N_("Choose one of the answers offered."),
    "campaign.event_out_of_range": N_("This day is too far away."),
    "campaign.target_out_of_range": N_("This number is out of range."),
}  # fmt: skip

PAGES: dict[int, Page] = {
    400: Page(N_("This could not be read"), N_("Something in the address or in the form is not as it should be. Go back and try again.")),
    403: Page(N_("This is not open to you"), N_("Your account may not see or do this. An administrator can say who may.")),
    404: Page(N_("There is no such page"), N_("There is nothing at this address. It may have been mistyped, or the link may be old.")),
    405: Page(N_("This cannot be done here"), N_("This address cannot be used in this way. Go back and use the page itself.")),
    406: Page(N_("This form of the answer does not exist"), N_("What was asked for is not available in this format.")),
    409: Page(N_("Something has changed"), _NOW),
    410: Page(N_("This is no longer here"), N_("What stood at this address has been taken away and will not come back.")),
    413: Page(N_("This is too large"), N_("What was sent is larger than this site takes. Send a smaller file or a shorter text.")),
    414: Page(N_("This could not be read"), N_("The address is too long. Go back and try again.")),
    415: Page(N_("This kind of file is not taken"), N_("The file is of a kind that this page cannot take.")),
    422: Page(N_("Some answers need another look"), N_("Go back to the form: what needs another look is marked there.")),
    429: Page(N_("Too many attempts"), N_("There were too many attempts. Wait a little, then try again.")),
    500: Page(N_("Something of ours has failed"), N_("This is not your fault, and it has been written down. Try again in a minute.")),
    503: Page(N_("The register is busy"), N_("This cannot be done at the moment. Nothing that was confirmed is lost. Try again in a minute.")),
}  # fmt: skip

REFUSALS |= {code: Sentence(*each) for code, each in text_sentences.REFUSALS.items()}
FAULTS |= text_sentences.FAULTS
REFUSALS |= {code: Sentence(*each) for code, each in workshop_sentences.REFUSALS.items()}
FAULTS |= workshop_sentences.FAULTS


def status_of(refusal: Refused) -> int:
    """Return the HTTP status that answers a refusal."""
    return REFUSALS.get(refusal.code, _UNKNOWN).status


def sentence_of(refusal: Refused) -> str:
    """Return the sentence for a refusal, in the language of the request."""
    words = REFUSALS.get(refusal.code, _UNKNOWN).words
    facts: dict[str, Any] = refusal.facts if "%(" in words else {}
    return gettext(words, **facts)


def fault_words(code: str) -> str:
    """Return the sentence for what is wrong with a field, in the language of the request."""
    return gettext(FAULTS.get(code, "This needs another look."))
