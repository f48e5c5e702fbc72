"""The words for what a State answers and for the documents that carry its word. Pure."""

from pledge_site.kernel.languages import N_

ANSWERS: dict[str, str] = {
    "adopt": N_("Adopts this clause"),
    "adopt_with_statement": N_("Adopts it with a statement"),
    "not_yet": N_("Not yet"),
}
INSTRUMENTS: dict[str, str] = {
    "note_verbale": N_("A note verbale"),
    "signed_letter": N_("A signed letter"),
    "public_statement": N_("A public statement"),
}
