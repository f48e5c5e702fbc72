"""The shape of what each language knows, and how its patterns become rules. No words live here.

In a pattern a blank stands for one to three of them in a line, `NAME` for a proper name of up to five words in
a script with capitals, `WORD` for its single word. Patterns are compared after folding.
"""

import re
from functools import cache
from typing import NamedTuple

from pledge_site.domain.workshops.detecting.folding import fold

_UPPER = "A-ZÆÐØÞĐĦŁŊŒƏА-ЯЂЄЅІЈЉЊЋЏҐҒҖҚҢҮҰҲҺӘӨΑ-Ω"
_WORD = rf"(?:St\. )?[{_UPPER}]\w{{0,25}}(?:['-]\w{{1,25}}){{0,3}}"
_PARTICLE = (
    r"(?:de|del|da|do|dos|das|du|des|la|las|los|le|les|y|van|von|der|ben|bin|bint|ibn|abu|al|el)"
)
_NAME = rf"{_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_WORD}){{0,4}}"


class Words(NamedTuple):
    """What one language brings. Each is a pattern, but for lists of words parted by blanks."""

    identity: str
    telephone: str
    birth: str
    months: str
    digits: str = ""
    # After a greeting a name comes, as after an introduction; after `groups` names, with a capital
    # or known; after `called` a name, if it isn't that of a thing.
    greetings: str = ""
    groups: str = ""
    called: str = ""
    # After these a name comes, whatever its case.
    introductions: str = ""
    # After these a name comes that a comma, an age or a place follows: "I am …".
    being: str = ""
    # After these a name comes, when it has a capital or is a known one.
    people: str = ""
    titles: str = ""
    # Things that have names of their own, such as games.
    things: str = ""
    # What is no name, though it stands where one does.
    not_names: str = ""
    # Known given names, those left out that are words too.
    given: str = ""
    # Whole patterns of the names of schools, and of addresses.
    schools: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


@cache
def words(text: str) -> frozenset[str]:
    """Read a list of words, parted by blanks."""
    return frozenset(fold(text).casefold().split())


@cache
def rule(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of this room; `(?i:…)` says where case doesn't matter."""
    spelled = pattern.replace("NAME", _NAME).replace("WORD", _WORD)
    spelled = spelled.replace(" ?", r"[^\S\n]{0,3}").replace(" ", r"[^\S\n]{1,3}")
    return re.compile(fold(spelled))
