"""The words that the portal has for codes: answers, documents, questions, what is missing."""

from pledge_site.domain.commitments import codes
from pledge_site.domain.pledges import codes as pledge_codes
from pledge_site.kernel.languages import LANGUAGES, N_

ANSWERS: dict[str, str] = {
    "adopt": N_("We adopt this clause"),
    "adopt_with_statement": N_("We adopt it with a statement"),
    "not_yet": N_("Not yet"),
}
INSTRUMENTS = pledge_codes.INSTRUMENTS
LANGUAGE_NAMES: dict[str, str] = {code: row.own_name for code, row in LANGUAGES.items()}
FIRMNESS = codes.FIRMNESS
TAGS = codes.TAGS

# The questions of `coach.QUESTIONS`.
QUESTIONS: dict[str, str] = {
    "who": N_("Who is responsible? Name the lead ministry."),
    "by_when": N_("By when? Give an end, or the year of the target."),
    "from_what": N_("From what? Give the value at the start."),
    "to_what": N_("To what? Give the target."),
    "how_seen": N_("How could a citizen check this? Say what is counted."),
}
# The other marks of the coach; `words` are those that it found.
SOURCE = N_("Where is this from? Name a report, a survey or a register where one can look it up.")
VAGUE = N_(
    "Nobody can check “%(words)s”. Say what there will be at the end: a law, a service, a number."
)

# The codes of `completeness.faults`.
MISSING: dict[str, str] = {
    "message.missing": N_("Write the message of your State."),
    "answers.missing": N_("Answer every clause of the text."),
    "statement.missing": N_("Write the statement that goes with an answer."),
    "commitments.missing": N_("Add at least one commitment."),
    "instrument.missing": N_("Say which kind of document carries the pledge."),
    "instrument.date_missing": N_("Give the date of the document."),
    "instrument.signatory_missing": N_("Say who signs or speaks, and in which office."),
    "instrument.place_missing": N_("Say where the statement was made in public."),
    "letter.missing": N_("Add the signed document as a file."),
    "partners.missing": N_("Have your partner States confirm these words."),
    "reason.missing": N_("Say why the pledge changes."),
}

# The page of each part of a version, by the names of `completeness` and of change requests.
PAGES: dict[str, str] = {
    "message": "portal.message",
    "child_readable": "portal.child_readable",
    "reason": "portal.message",
    "amendment_reason": "portal.message",
    "language": "portal.message",
    "partners": "portal.partners",
    "answers": "portal.clauses",
    "commitments": "portal.commitments",
    "instrument": "portal.instrument",
    "letter": "portal.instrument",
    "translations": "portal.translations",
}
