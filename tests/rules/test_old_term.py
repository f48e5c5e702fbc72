"""The old term for child sexual abuse material stands nowhere, in none of the six languages."""

import re

import pytest

from pledge_site.settings import ROOT
from tests.rules.files import tracked
from tests.rules.test_words import _BINARY, _FOREIGN

_OLD = re.compile(
    "|".join(
        (
            r"\b(?:child|kiddie|minor)s?[\W_]*porn",
            r"pornogr[aá]f\w*\W+(?:infan|de\W+(?:men|ni))",
            r"(?:p[eé]do|paedo|педо)[\W_]*(?:porn|порн)",
            r"pornographie\W+(?:infant|juv|d.enfant|impliquant)",
            r"(?:детск|с\W+участием\W+(?:детей|несовершеннолетн))\w*\W+порн",
            r"порнограф\w*\W+(?:с\W+)?(?:дет|несоверш|участием\W+(?:дет|несоверш))",
            r"(?:儿童|未成年人|兒童)(?:色情|淫秽|黃色|黄色)",
            r"(?:المواد|الصور|مواد|صور)\W+(?:ال)?إباحي\w*",
            r"إباحية\W+(?:ال)?(?:أطفال|طفل)",
        )
    ),
    re.IGNORECASE,
)
# They say which term is never used.
_SAYS_SO = {"docs/glossary.md", "tests/rules/test_old_term.py"}


def _texts():
    for path in tracked():
        skipped = path.as_posix() in _SAYS_SO or path.as_posix().startswith(_FOREIGN)
        if path.suffix not in _BINARY and not skipped:
            yield path


def test_the_old_term_is_never_used():
    found = [
        f"{path}:{number}: {match[0]}"
        for path in _texts()
        if _OLD.search(text := (ROOT / path).read_text("utf-8"))
        for number, line in enumerate(text.splitlines(), 1)
        if (match := _OLD.search(line))
    ]
    assert found == []


@pytest.mark.parametrize(
    "old",
    [
        "child pornography", "Child-porn", "pornografía infantil",
        "pornographie infantile", "pédopornographie", "детская порнография",
        "порнография с участием детей", "儿童色情", "المواد الإباحية عن الأطفال",
    ],
)  # fmt: skip
def test_the_old_term_is_recognised(old):
    assert _OLD.search(old)


@pytest.mark.parametrize(
    "right",
    [
        "child sexual abuse material", "matériel montrant des abus sexuels sur enfants",
        "material de abuso sexual de niñas, niños y adolescentes", "儿童性虐待材料",
        "материалы о сексуальном насилии над детьми", "مواد الاعتداء الجنسي على الأطفال",
    ],
)  # fmt: skip
def test_the_right_terms_pass(right):
    assert not _OLD.search(right)
