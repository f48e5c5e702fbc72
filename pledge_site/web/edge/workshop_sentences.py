"""The words of every "no" about workshops and what is typed in of them; `sentences.py` has them."""

from pledge_site.kernel.languages import N_

_WITHDRAWN = N_("This group’s words were withdrawn. Nothing more can be added or changed.")
_PARTNER = N_("A code has capital letters A to Z, digits and hyphens only, such as GHA-2.")
_ENCODING = N_("The file is not in UTF-8. In your spreadsheet program, save it as “CSV UTF-8”.")

# Code to the status of an answer and its words.
REFUSALS: dict[str, tuple[int, str]] = {
    "workshop.withdrawn": (409, _WITHDRAWN),
}  # fmt: skip

FAULTS: dict[str, str] = {
    "workshop.month": N_("Choose a month that is not still to come."),
    "workshop.consent_until": N_("Give a day that is still to come, five years from now at most."),
    "workshop.not_attested": N_("Without their consent nothing can be recorded."),
    "workshop.partner": _PARTNER,
    "workshop.codes": N_("This form is not whole. Open the page again."),
    "workshop.too_much": N_("This is more than can be sent at once. Send it in parts."),
    "workshop.nothing": N_("Write down at least one thing that was said."),
    "workshop.no_file": N_("Choose a file."),
    "language.not_found": N_("Choose a language from the list, or write its code, such as sw."),
    "file.too_large": N_("The file is larger than %(most)s kilobytes. Send it in parts."),
    "file.empty": N_("The file is empty."),
    "file.encoding": _ENCODING,
    "file.csv": N_("A quotation mark is missing or in the wrong place."),
    "file.unknown_column": N_("“%(name)s” is none of the columns."),
    "file.column_twice": N_("The column “%(name)s” stands there twice."),
    "file.missing_column": N_("The column “%(name)s” is missing."),
    "file.cells": N_("There are %(found)s cells, but only %(expected)s columns."),
    "file.no_rows": N_("There is nothing under the names of the columns."),
    "file.too_many": N_("There are more than %(most)s lines. Send them in parts."),
}  # fmt: skip
