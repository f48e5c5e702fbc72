"""Vague verbs: found in each of the six languages, inflected; their look-alikes left alone."""

import pytest

from pledge_site.domain.commitments.vague import vague_words
from pledge_site.kernel.languages import CODES

VAGUE = [
    ("en", "Support victims of abuse.", ["Support"]),
    ("en", "We will support schools and promote safety.", ["support", "promote"]),
    ("en", "Strengthening cooperation; encourages dialogue", ["Strengthening", "encourages"]),
    ("en", "Raise public awareness of grooming", ["Raise public awareness"]),
    ("en", "an awareness-raising week", ["awareness-raising"]),
    ("en", "The law is improved and capacities are prioritised", ["improved", "prioritised"]),
    ("en", "The Ministry seeks to intensify efforts", ["seeks to", "intensify"]),
    ("fr", "Promouvoir la sécurité et renforcer les capacités", ["Promouvoir", "renforcer"]),
    ("fr", "L’État soutiendra les écoles, encouragera le dialogue",
     ["soutiendra", "encouragera"]),
    ("fr", "Le ministère s’efforcera d’améliorer l’accueil", ["efforcera", "améliorer"]),
    ("fr", "Une campagne de sensibilisation", ["sensibilisation"]),
    ("es", "Apoyar a las víctimas y promover el diálogo", ["Apoyar", "promover"]),
    ("es", "El Estado fortalecerá y refuerza la protección", ["fortalecerá", "refuerza"]),
    ("es", "Se fomentará la participación; impulsando cambios", ["fomentará", "impulsando"]),
    ("ru", "Поддерживать школы и содействовать обучению", ["Поддерживать", "содействовать"]),
    ("ru", "Укрепим защиту, повышение осведомлённости родителей",
     ["Укрепим", "повышение осведомлённости"]),
    ("ar", "دعم الضحايا", ["دعم"]),
    ("ar", "سنعزّز الحماية ونشجع المدارس", ["سنعزز", "ونشجع"]),
    ("ar", "تعزيز التعاون ورفع الوعي", ["تعزيز"]),
    ("ar", "حملة من أجل رفع مستوى الوعي", ["رفع مستوى الوعي"]),
    ("ar", "تسعى الوزارة لتحسين الخدمات", ["تسعى", "لتحسين"]),
    ("zh", "加强合作，促进儿童安全", ["加强", "促进"]),
    ("zh", "提高家长的安全意识", ["提高家长的安全意识"]),
    ("zh", "支持学校开展工作", ["支持"]),
]  # fmt: skip

CHECKABLE = [
    ("en", "Open a support centre in every district; train 40 judges."),
    ("en", "Victim support services answer within one day"),
    ("en", "Support services in 12 districts"),
    ("en", "Publish the supporting documents"),
    ("en", "Pass a law on the promotion of judges and considerable fines"),
    ("en", "A reference to the fosterage act"),
    ("fr", "Ouvrir un centre de soutien dans chaque région, avec l’appui de deux juges"),
    ("fr", "Enregistrer la page dans les favoris ; former 40 juges"),
    ("es", "Abrir un centro de apoyo en cada provincia. El Ministerio de Fomento publica la lista"),
    ("es", "Formar a mejores jueces; el mejor refuerzo es una ley; la Procuraduría informa"),
    ("ru", "Открыть службу поддержки в каждой области и обучить 40 судей"),
    ("ru", "Принять закон об усилителях"),
    ("ar", "فتح مركز للدعم في كل محافظة وتدريب أربعين قاضياً"),
    ("ar", "إنشاء خط دعم للأطفال، وتعيين مدعم تقني"),
    ("zh", "在每个地区设立一个受害者支持中心，培训四十名法官"),
    ("zh", "公布支持率"),
]


@pytest.mark.parametrize(("language", "text", "found"), VAGUE)
def test_vague_verbs_are_found_as_they_stand(language, text, found):
    assert vague_words(text, language) == found


@pytest.mark.parametrize(("language", "text"), CHECKABLE)
def test_what_can_be_checked_is_left_alone(language, text):
    assert vague_words(text, language) == []


def test_each_language_is_tried_both_ways():
    assert {row[0] for row in VAGUE} == {row[0] for row in CHECKABLE} == set(CODES)


def test_a_word_is_named_once_and_the_language_decides():
    assert vague_words("Promote this. Promote that.", "en") == ["Promote"]
    assert vague_words("Promote this.", "fr") == []
    assert vague_words("Promote this.", "sw") == []


def test_long_texts_are_read_quickly():
    assert vague_words("to will support " * 20_000, "en") == ["support"]
    assert vague_words("رفع " * 20_000, "ar") == []
    assert vague_words("提高" * 20_000, "zh") == []
