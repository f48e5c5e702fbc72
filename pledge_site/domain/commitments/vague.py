"""Finds the verbs that nobody can check, such as "support" or "raise awareness". Pure.

One list for each language; a version's own language decides which is read. Nouns that look the same
(a support centre, une ligne de soutien) are left alone. What is said about a find is the edge's.
"""

import re
from collections.abc import Iterable
from functools import cache

_START = r"(?:^|(?<=[.;:!?。；！؟،•–—\n-]))\s*"


def _any_of(parts: Iterable[str]) -> str:
    return "(?:" + "|".join(parts) + ")"


def _word(parts: Iterable[str]) -> str:
    return rf"(?<![\w'’-]){_any_of(parts)}(?!\w)"


# Verbs with e, such as "encourage", drop it before -ing and -ed.
_EN_PLAIN = (
    "promot|e", "strengthen", "encourag|e", "foster", "facilitat|e", "enhanc|e", "improv|e",
    "explor|e", "consider", "striv|e", "endeavour", "endeavor", "contribut|e", "empower",
    "intensif|y", "prioriti[sz]|e", "reinforc|e", "consolidat|e", "bolster", "sensiti[sz]|e",
    "stimulat|e",
)  # fmt: skip
_EN_PHRASES = (
    r"rais(?:e|es|ing|ed)\s+(?:\w+\s+){0,2}awareness", r"awareness[\s-]raising",
    r"aim(?:s|ing)?\s+to", r"seek(?:s|ing)?\s+to", r"work(?:s|ing)?\s+towards?",
    r"step(?:s|ping)?\s+up\s+efforts", r"mak(?:e|es|ing)\s+(?:every\s+)?efforts?",
    r"pay(?:s|ing)?\s+attention",
)  # fmt: skip
# As a noun "support" is a service, and says something: only the verb counts.
_EN_SUPPORT = (
    r"(?:(?:to|will|shall|should|must|may|can|we|also|further|actively|fully)\s+)(?P<v>support)"
    r"(?!\w)|(?<![\w'’-])(?P<ing>supporting)(?!\s+(?:documents?|evidence|staff)|\w)"
)


def _english(stem: str) -> str:
    root, _, end = stem.partition("|")
    endings = {
        "e": "(?:e|es|ed|ing)", "y": "(?:y|ies|ied|ying)", "": "(?:s|ed|ing)?",
    }  # fmt: skip
    return root + endings[end]


def _french(stem: str) -> str:
    """Inflect a regular verb in -er, its stem given."""
    return stem + "(?:er(?:a|ons|ez|ont|ai|as|ait|aient)?|e|es|ons|ez|ent|ant|ée?s?)"


_FR_REGULAR = (
    "renforc", "encourag", "favoris", "sensibilis", "facilit", "contribu", "amélior", "efforc",
    "œuvr", "oeuvr", "envisag", "explor", "consolid", "appuy", "valoris", "stimul", "accentu",
    "intensifi",
)  # fmt: skip
_FR_OTHER = (
    r"(?:renforçons|renforçant|encourageons|encourageant|appui(?:e|ent|era|eront)|efforçons)",
    r"souten(?:ir|ons|ez|ant|ue?s?)", r"soutien(?:t|nent|dra|dront|drons)",
    r"promouv(?:oir|ons|ant|ra|ront)", r"promeu(?:t|vent)", r"promu(?:e?s?)",
    r"renforcements?", r"sensibilisation", r"(?:l['’])?amélioration", r"veiller(?:a|ont)?\s+à",
)  # fmt: skip


def _spanish(stem: str) -> str:
    """Inflect a regular verb in -ar, its stem given."""
    return stem + "(?:ar(?:á|án|emos|é|ía|ían|se|nos)?|a|an|as|amos|ando|ad[oa]s?|e|en|emos)"


_ES_REGULAR = (
    "apoy", "reforz", "fortific", "foment", "alent", "impuls", "sensibiliz", "concienci",
    "concientiz", "facilit", "mejor", "procur", "potenci", "estimul", "incentiv", "explor",
    "intensific", "promocion",
)  # fmt: skip
_ES_OTHER = (
    r"refuer(?:za|zan|ce|cen)", r"reforcemos", r"alient(?:a|an|e|en)", r"fortalec\w+",
    r"fortalezca(?:n|mos)?", r"promov\w+", r"promuev\w+", r"promoción",
    r"contribu(?:ir\w*|ye|yen|imos|yendo)", r"favorec(?:er\w*|e|en|emos|iendo)",
    r"esforzar\w*|esfuer(?:za|zan|ce|cen)", r"sensibilización", r"concienciación",
    r"concientización", r"toma\s+de\s+conciencia",
)  # fmt: skip

_RU = (
    r"поддержива\w+", r"поддержа(?:ть|ла?|ли|в)", r"поддерж(?:им|ит|ат)", r"способствова\w+",
    r"способству\w+", r"содействова\w+", r"содействи\w+", r"содейству\w+", r"продвига\w+",
    r"продвин\w+", r"продвижени\w+", r"укрепля\w+", r"укреп(?:ить|им|ит|ят)", r"укреплени\w+",
    r"усилива\w+", r"усил(?:ить|им|ит|ят)", r"усилени\w+", r"поощря\w+", r"поощрени\w+",
    r"стимулир\w+", r"стрем(?:иться|имся|ится|ятся)", r"улучша\w+", r"улучш(?:ить|им|ит|ат)",
    r"улучшени\w+", r"совершенствова\w+", r"активизир\w+",
    r"повы(?:ша\w+|с(?:ить|им|ит|ят)|шени\w+)\s+(?:\w+\s+){0,2}"
    r"(?:осведомл[её]нност|информированност|сознательност)\w+",
    r"прилага\w+\s+усилия", r"рассмотр(?:еть|им|ит|ят)\s+(?:вопрос|возможност)\w*",
)  # fmt: skip

# After the marks of vowels are gone and the forms of alif are one.
_AR_BEFORE = r"(?:[وف])?(?:[سلب]|ال|لل|بال)?"
_AR_AFTER = r"(?:ها|هم|هما|ه|نا|كم)?"
_AR_VERBS = (
    "دعم", "عزز", "شجع", "روج", "يسر", "سهل", "ساهم", "سهم", "سعي", "سعى", "قوي",
)  # fmt: skip
_AR_NOUNS = (
    "تعزيز", "تشجيع", "ترويج", "تيسير", "تسهيل", "مساهمة", "اسهام", "سعي", "تقوية", "تحسين",
    "توعية", "نهوض",
)  # fmt: skip
_AR_PHRASES = (r"(?:رفع|زيادة|نشر|تنمية|اذكاء)\s+(?:مستوى\s+)?الوعي", r"العمل\s+على")
_AR_MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
_AR_ALIF = str.maketrans("أإآ", "ااا")

_ZH = (
    r"支持(?!者|率|中心|服务|热线|小组|人员|团队|机构|体系)",
    "推动(?!者|力)", "促进", "加强", "鼓励", "倡导(?!者)",
    "致力于", "力争", "争取", "努力", "积极", "高度重视", "推进", "完善", "增强", "改善", "助力",
    r"(?:提高|提升|增进)[^，。；、\n]{0,8}(?:意识|认识)",
)  # fmt: skip

_FLAGS = re.IGNORECASE | re.MULTILINE


def _patterns() -> dict[str, str]:
    """Return what is looked for in each language."""
    return {
        "en": (
            f"{_word([*map(_english, _EN_PLAIN), *_EN_PHRASES])}|{_EN_SUPPORT}"
            f"|{_START}(?P<first>supports?)(?!\\w)"
            r"(?!\s+(?:services?|cent(?:re|er)s?|lines?|groups?|staff|units?|workers?|teams?|for|to)\b)"
        ),
        "fr": rf"(?<!\w){_any_of([*map(_french, _FR_REGULAR), *_FR_OTHER])}(?!\w)",
        "es": _word([*map(_spanish, _ES_REGULAR), *_ES_OTHER]),
        "ru": _word(_RU),
        "ar": (
            rf"(?<!\w)(?:[وف]?س?[يتن]{_any_of(_AR_VERBS)}{_AR_AFTER}"
            rf"|{_AR_BEFORE}{_any_of(_AR_NOUNS)}{_AR_AFTER}|{_any_of(_AR_PHRASES)})(?!\w)"
            rf"|{_START}(?P<first>دعم)(?!\w)"
        ),
        "zh": _any_of(_ZH),
    }


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    """Return the pattern of a language, made when a text in it is first read."""
    found = _patterns().get(language)
    return None if found is None else re.compile(found, _FLAGS)


def vague_words(text: str, language: str) -> list[str]:
    """Return the vague verbs of a text as they stand in it, each once, in their order.

    :param language: of the six; of another one nothing is known and nothing is found.
    """
    pattern = _pattern(language)
    if pattern is None:
        return []
    if language == "ar":
        text = _AR_MARKS.sub("", text).translate(_AR_ALIF)
    found: dict[str, str] = {}
    for match in pattern.finditer(text):
        named = [word for word in match.groupdict().values() if word]
        word = " ".join((named[0] if named else match[0]).split())
        found.setdefault(word.casefold(), word)
    return list(found.values())
