"""What could lead to a child is marked, in any script, hidden or not; a redaction hides it."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledge_site.domain.workshops.safeguards import KINDS, Mark, harm_hints, marks, redact
from pledge_site.kernel.languages import CODES

ZEROS = [chr(c) for c in range(0x11000) if unicodedata.decimal(chr(c), None) == 0]


def said(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(mark.kind, text[mark.start : mark.end]) for mark in marks(text, language)]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("write a\u200bli@exam\u200bple.org", "email", "a\u200bli@exam\u200bple.org"),
        ("write ali @ example . org", "email", "ali @ example . org"),
        ("ａｌｉ＠ｅｘａｍｐｌｅ．ｏｒｇ", "email", "ａｌｉ＠ｅｘａｍｐｌｅ．ｏｒｇ"),
        ("ali [at] example [dot] org", "email", "ali [at] example [dot] org"),
        ("علي_٧@example.org", "email", "علي_٧@example.org"),
        ("०९८७६५४३२१०", "phone", "०९८७६५४३२१०"),
        ("07\u200b700\u200b900\u200b123", "phone", "07\u200b700\u200b900\u200b123"),
        ("zero seven seven zero zero nine zero one", "phone", None),
        ("打一三八〇〇一三八〇〇〇", "phone", "一三八〇〇一三八〇〇〇"),
        ("Ｍｙ ｎａｍｅ ｉｓ Ａｍｉｎａ", "name", "Ａｍｉｎａ"),
        ("اِسْمِي يُوسُف", "name", "يُوسُف"),
        ("Привет! me llamo Lucía", "name", "Lucía"),
        ("Jina langu ni siri, my name is Zuri, 我叫李晓雨", "name", "Zuri"),
        ("＠night_wolf", "handle", "＠night_wolf"),
        ("école « Les Tilleuls »", "school", "école « Les Tilleuls »"),
    ],
)
def test_hidden_and_mixed_scripts_are_read(text, kind, found):
    assert (kind, found or text) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "In 2024 we were 45; in 2025-2026 we will be 1,200,000 or 1 200 000.",
        "Open from 10.30 to 12.45, pages 3-7, 50 % of it, on 09.02.2027 or 2027-02-09.",
        "Our school is near the road. The street is dark. Our village has no line.",
        "my name is secret; my friend is 12; a boy told me",
        "Mon école, ma rue, mon quartier: tout le monde a un téléphone.",
        "我的名字是秘密。我们学校很大。这条路很长。",
        "اسمي سري. مدرستنا كبيرة. شارعنا طويل.",
    ],
)
def test_words_that_lead_to_nobody_are_let_be(text):
    assert said(text) == []


@pytest.mark.parametrize("language", [*CODES, "sw", ""])
def test_rules_without_words_hold_in_every_language(language):
    kinds = {kind for kind, _ in said("Habari: zuri@example.org, +254 700 000 123", language)}
    assert kinds == {"email", "phone"}


def test_the_parts_of_an_address_are_one_mark():
    text = "I live at 14 Mango Tree Lane, house 3."
    assert said(text) == [("address", "14 Mango Tree Lane, house 3")]


def test_a_redaction_puts_a_neutral_word_for_each_mark():
    text = "My name is Zuri, call +254 700 000 123."
    found = marks(text, "en")
    assert redact(text, found, "en") == "My name is [a name], call [a phone number]."
    assert redact(text, found, "ru") == "My name is [имя], call [номер телефона]."
    assert redact(text, found, "sw") == "My name is […], call […]."
    assert redact("Nothing here.", (), "en") == "Nothing here."


@pytest.mark.parametrize("language", CODES)
def test_each_kind_has_its_neutral_word_in_each_language(language):
    neutral = {redact("x", (Mark(kind, 0, 1),), language) for kind in KINDS}
    assert len(neutral) == len(KINDS)
    assert all(word[0] == "[" and word[-1] == "]" and len(word) > 3 for word in neutral)


@pytest.mark.parametrize("language", CODES)
def test_what_was_redacted_has_no_marks_left(language):
    text = "My name is Zuri Barasa, 12 Mango Lane, a@example.org, +254 700 000 123, @zuri_b."
    assert marks(redact(text, marks(text), language), language) == ()


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("He touched me and told me to keep it a secret.", "touched me"),
        ("Un señor me pidió fotos desnuda.", "me pidió fotos desnuda"),
        ("Il m'a menacée et j'ai peur de rentrer.", "m'a menacée"),
        ("Он заставил меня и сказал: никому не говори.", "заставил меня"),
        ("كان يهددني كل يوم.", "يهددني"),
        ("They blackmailed my little sister.", "blackmailed my little sister"),
        ("Il a menacé ma sœur.", "a menacé ma sœur"),
        ("Он угрожал моей сестре.", "угрожал моей сестре"),
        ("他威胁我，不要告诉妈妈。", "威胁我"),
    ],
)
def test_words_that_may_tell_of_harm_are_pointed_out(text, hint):
    assert hint in harm_hints(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nobody should ask children for pictures.",
        "Las empresas deben parar el acoso en internet.",
        "Les adultes doivent nous protéger des menaces.",
        "Государство должно наказывать за угрозы.",
        "يجب منع التهديد والابتزاز على الإنترنت.",
        "应该禁止网络上的威胁和骚扰。",
    ],
)
def test_the_bare_subject_is_no_hint(text):
    assert harm_hints(text) == ()


@given(before=st.text(max_size=40), address=st.emails(), after=st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_every_email_address_in_any_text_is_marked(before, address, after):
    text = before + address + after
    place = len(before)
    covered = {c for mark in marks(text) for c in range(mark.start, mark.end)}
    assert covered.issuperset(range(place, place + len(address)))


@st.composite
def phones(draw: st.DrawFn) -> str:
    zero = ord(draw(st.sampled_from(ZEROS)))
    count = draw(st.integers(8, 13))
    # The last digits are no round count.
    digits = [*draw(st.lists(st.integers(0, 9), min_size=count, max_size=count)), 1]
    blank = draw(st.sampled_from(["", " ", "-", ".", "\u00a0"]))
    step = draw(st.integers(2, 4))
    parts = [
        "".join(chr(zero + d) for d in digits[i : i + step]) for i in range(0, count + 1, step)
    ]
    return draw(st.sampled_from(["+", "", "("])) + blank.join(parts)


@given(before=st.text(max_size=40), phone=phones(), after=st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_every_phone_number_in_any_text_is_marked_in_the_digits_of_any_script(before, phone, after):
    text = before + phone + after
    covered = {c for mark in marks(text) for c in range(mark.start, mark.end)}
    place = len(before)
    digits = [place + i for i, c in enumerate(phone) if c.isdecimal()]
    assert covered.issuperset(digits)


@given(st.text(st.sampled_from("aA1 .@+-,我叫路号اسمي школа№«\u200b\u0301\n"), max_size=120))
@settings(max_examples=60, deadline=None)
def test_marks_lie_inside_the_text_and_never_over_each_other(text):
    found = marks(text)
    ends = [0, *(mark.end for mark in found)]
    for mark, end in zip(found, ends, strict=False):
        assert end <= mark.start < mark.end <= len(text)
        assert mark.kind in KINDS


@pytest.mark.parametrize(
    "unit",
    ["a", "1", "1 ", "a@", "a.", "a at b dot ", "Ab ", "my friend ", "Escuela de la ", "我叫小明路",
     "اسمي مدرسة ", " ", "www.", "[ ( ", "one "],
)  # fmt: skip
def test_time_grows_with_the_length_alone(unit):
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        start = time.process_time()
        marks(text)
        harm_hints(text)
        return time.process_time() - start

    marks(unit)
    short = min(seconds(2500) for _ in range(2))
    # Eight times the text: a quadratic rule would take sixty-four times as long.
    assert seconds(20_000) < 24 * short + 0.05
