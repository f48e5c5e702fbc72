"""The lists that a group and what it said are described by, each with its words. Pure."""

from pledge_site.kernel.languages import N_

AGES: dict[str, str] = {
    "10-12": N_("10 to 12 years"),
    "13-15": N_("13 to 15 years"),
    "16-17": N_("16 and 17 years"),
}
SIZES: dict[str, str] = {
    "5-9": N_("5 to 9 children"),
    "10-19": N_("10 to 19 children"),
    "20+": N_("20 children and more"),
}
# The fewest children that a size stands for.
AT_LEAST: dict[str, int] = {"5-9": 5, "10-19": 10, "20+": 20}
METHODS: dict[str, str] = {
    "discussion": N_("Discussion"),
    "drawing": N_("Drawing"),
    "writing": N_("Writing"),
    "theatre": N_("Theatre"),
    "survey": N_("Survey"),
    "game": N_("Game"),
    "other": N_("Another way"),
}
KINDS: dict[str, str] = {
    "concern": N_("A concern"),
    "idea": N_("An idea"),
    "sentence": N_("A sentence for the text"),
    "question": N_("A question"),
}
# The column of each scope of consent.
SCOPES: dict[str, str] = {
    "may_website": N_("The website"),
    "may_press": N_("The press"),
    "may_read_aloud": N_("Being read aloud"),
    "may_translate": N_("Translation"),
}
# What can become of a contribution, in the order that forms show; `withdrawn` is not chosen.
FATES: dict[str, str] = {
    "word_for_word": N_("It is in the text, word for word"),
    "idea": N_("Its idea is in the text"),
    "merged": N_("It was joined with what other groups said"),
    "not_used": N_("It is not in the text"),
}
WITHDRAWN = "withdrawn"
# These went into a clause.
LINKED = ("word_for_word", "idea", "merged")
