"""The six languages of the United Nations, as the site uses them."""

from typing import NamedTuple


class Language(NamedTuple):
    code: str
    own_name: str
    direction: str
    locale: str


LANGUAGES: dict[str, Language] = {
    row.code: row
    for row in (
        Language("ar", "العربية", "rtl", "ar"),
        Language("zh", "中文", "ltr", "zh_Hans_CN"),
        Language("en", "English", "ltr", "en_GB"),
        Language("fr", "Français", "ltr", "fr"),
        Language("ru", "Русский", "ltr", "ru"),
        Language("es", "Español", "ltr", "es"),
    )
}
CODES: tuple[str, ...] = tuple(LANGUAGES)
DEFAULT = "en"


def N_(message: str) -> str:
    """Mark a message for the catalogues where it stands; it is translated at the edge."""
    return message
