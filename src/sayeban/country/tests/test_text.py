"""Persian text: the pairs of domain.md 3.1, one table in three renderings, order of names."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayeban.country import text
from sayeban.country.tests.forms import Answers, Rule, polars_answers

RENDERINGS = (
    Rule(text.normalize, text.normalize_expr, "fa_norm"),
    Rule(text.match_key, text.match_key_expr, "fa_match_key"),
    Rule(text.sort_key, text.sort_key_expr, "fa_sort_key"),
    Rule(text.ascii_digits, text.ascii_digits_expr),
    Rule(text.identifier, text.identifier_expr),
)
ZWNJ = "\u200c"
# Latin, Arabic block, general punctuation, presentation forms, full-width forms.
CHARACTERS = [
    chr(point)
    for first, last in (
        (0x01, 0x17F),
        (0x600, 0x6FF),
        (0x2000, 0x206F),
        (0xFB50, 0xFDFF),
        (0xFE70, 0xFFEF),
    )
    for point in range(first, last + 1)
]


@pytest.mark.parametrize("rule", RENDERINGS, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("around", [("", ""), ("ا", "ه"), (" ", ZWNJ), ("ي", "ي")])
def test_every_character_is_rendered_alike_by_the_three_forms(
    rule: Rule, around: tuple[str, str], sql_answers: Answers
) -> None:
    typed = [around[0] + character + around[1] for character in CHARACTERS]
    wanted = [rule.python(each) for each in typed]
    assert polars_answers(rule.polars, typed) == wanted
    if rule.sql:
        assert sql_answers(rule.sql, typed) == wanted


@pytest.mark.parametrize("rule", RENDERINGS, ids=lambda rule: rule.__name__)
@pytest.mark.slow
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=st.lists(st.text(st.sampled_from(CHARACTERS), max_size=12), min_size=1, max_size=80))
def test_every_text_is_rendered_alike_by_the_three_forms(
    rule: Rule, typed: list[str], sql_answers: Answers
) -> None:
    wanted = [rule.python(each) for each in typed]
    assert polars_answers(rule.polars, typed) == wanted
    if rule.sql:
        assert sql_answers(rule.sql, typed) == wanted


def test_an_empty_value_stays_empty(sql_answers: Answers) -> None:
    for rule in RENDERINGS:
        assert polars_answers(rule.polars, [None]) == [None]
        if rule.sql:
            assert sql_answers(rule.sql, [None]) == [None]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"محمد{ZWNJ}حسین کریمي", "محمدحسین کریمی"),
        ("عليّ كاظمـي", "علی کاظمی"),
        ("آقا رضائي", "اقا رضایی"),
        (f"موسوی{ZWNJ}نژاد", "موسوی نژاد"),
        ("ﺣﺴﯿﻦ", "حسین"),
        ("مؤمنی", "مومنی"),
        ("هيأت", "هیات"),
        ("فاطمهٔ", "فاطمة"),
        ("شناسه قبض (۱)", "شناسه‌قبض (1)"),
    ],
)
def test_spellings_of_one_name_meet_in_the_key(one: str, other: str) -> None:
    assert text.match_key(one) == text.match_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("مرتضی", "مرتضا"), ("طه", "طاها"), ("عبدالله", "عبداله"), ("علی", "عالی")]
)
def test_other_names_stay_apart_in_the_key(one: str, other: str) -> None:
    assert text.match_key(one) != text.match_key(other)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("كريمي", "کریمی"),
        ("  رضا \u00a0 احمدی\t", "رضا احمدی"),
        (f"موسوی{ZWNJ}{ZWNJ}نژاد", f"موسوی{ZWNJ}نژاد"),
        (f"{ZWNJ}خانه {ZWNJ}ها{ZWNJ}", "خانه ها"),
        ("علـــی", "علی"),
        ("\u202bرضا\u202c", "رضا"),
        ("مؤمنی آقا هیأت", "مؤمنی آقا هیأت"),
        ("علیّ", "علیّ"),
        ("پلاک ۱۲", "پلاک ۱۲"),
        ("", ""),
    ],
)
def test_the_display_form_keeps_the_words_and_tidies_the_characters(typed: str, shown: str) -> None:
    assert text.normalize(typed) == shown


@pytest.mark.slow
@given(st.text(st.sampled_from(CHARACTERS)))
def test_a_display_form_is_its_own_display_form(typed: str) -> None:
    assert text.normalize(text.normalize(typed)) == text.normalize(typed)


@pytest.mark.slow
@given(st.text(st.sampled_from(CHARACTERS)))
def test_the_display_form_has_the_same_key(typed: str) -> None:
    assert text.match_key(text.normalize(typed)) == text.match_key(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "۱۲۳۴۵-۶۷۸۹۰",
        "١٢٣٤٥ ٦٧٨٩٠",
        " 12345\u200c67890",
        "\u202d1234567890\u202c",
        "１２３４５６７８９０",
    ],
)
def test_a_code_of_any_script_becomes_plain_ascii(typed: str) -> None:
    assert text.identifier(typed) == "1234567890"


def test_what_no_column_holds_is_dropped() -> None:
    assert text.normalize("ن\0ام\0") == "نام"
    assert polars_answers(text.normalize_expr, ["ن\0ام\0"]) == ["نام"]


def test_ascii_digits_leaves_all_else_alone() -> None:
    assert text.ascii_digits("پلاک ۱۲، طبقه ٣ ") == "پلاک 12، طبقه 3 "


def test_names_ascend_in_the_order_of_the_persian_alphabet(sql_answers: Answers) -> None:
    names = [
        "آبادان", "احمد", "بابل", "پارس", "تهران", "ثریا", "جهرم", "چابهار", "حسن", "خوی", "دزفول",
        "ذاکر", "رشت", "زابل", "ژاله", "ساری", "شیراز", "صابر", "ضیا", "طبس", "ظفر", "عباس", "غلام",
        "فسا", "قم", "کرج", "گرگان", "لار", "مشهد", "نطنز", "وحید", "هرات", "یزد",
    ]  # fmt: skip
    shuffled = names[::2] + names[1::2]
    assert sorted(shuffled, key=text.sort_key) == names
    keys = sql_answers("fa_sort_key", names)
    assert keys == sorted(keys)
    # The control: code points alone put پ چ ژ گ after ه.
    assert sorted(shuffled) != names


def test_half_spaces_and_arabic_letters_do_not_move_a_name() -> None:
    assert text.sort_key(f"علي{ZWNJ}آباد كتول") == text.sort_key("علیآباد کتول")
