"""Ids in the texts of companies' messages: all that are there, and nothing that is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayeban.country.formats import bill_id, payment_id
from sayeban.exemptions.rules_texts import (
    LONGEST_PATTERN,
    Found,
    Pattern,
    pattern_problem,
    read_text,
)
from sayeban.exemptions.rules_texts_kept import without_persons, worth_keeping
from sayeban.exemptions.texts_seeded import PATTERNS

SEEDED = [Pattern(text, utility, company) for utility, company, text in PATTERNS.values()]
WATER = Found("water", "1064348103115", "0000097570237")
GAS = Found("gas", "5550123411330", "0000125041102")


def read(text: str) -> list[Found]:
    return read_text(text, SEEDED)


@pytest.mark.parametrize(
    "text",
    [
        "مشترک گرامی\nشناسه قبض: 1064348103115\nشناسه پرداخت: 97570237\nمبلغ: 975,000 ریال",
        "شناسهٔ قبض: ۱۰۶۴۳۴۸۱۰۳۱۱۵ شناسهٔ پرداخت: ۹۷۵۷۰۲۳۷ مهلت: ۱۴۰۵/۰۷/۲۰",
        "شناسه‌ قبض:١٠٦٤٣٤٨١٠٣١١٥ شناسه‌ پرداخت:٩٧٥٧٠٢٣٧",
        "شناسة قبض= 1064348103115 ; شناسة پرداخت= 0000097570237".replace("ة", "ه"),
        "شناسه قبض: 10643481-031-1-5 شناسه پرداخت: 00000975-70237",
        "قبض آب شما صادر شد. شناسه قبض: 106434\n8103115 شناسه پرداخت:\n97570237",
        "\u200fش.ق: \u200e1064348103115\u200f ش.پ: \u200e97570237",
        "قبض آب: https://bill.example/pay?billid=1064348103115&payid=97570237",
        "https://bill.example/1064348103115/97570237",
        "1064348103115 97570237",
        "10643481031150000097570237",
        "شناسه پرداخت: 97570237 شناسه قبض: 1064348103115",
    ],
)
def test_both_ids_are_found_however_they_are_written(text: str) -> None:
    assert read(text) == [WATER]


def test_several_bills_of_one_text_keep_their_own_payment_ids() -> None:
    text = (
        "آب: شناسه قبض 1064348103115 شناسه پرداخت 97570237؛"
        " گاز: شناسه قبض 5550123411330 شناسه پرداخت 125041102"
    )
    assert read(text) == [WATER, GAS]
    assert [found.rial for found in read(text)] == [975_000, 125_041_102 // 100_000 * 1000]


def test_a_payment_id_of_another_bill_is_not_taken() -> None:
    assert read("شناسه قبض 1064348103115 شناسه پرداخت 125041102") == [
        Found("water", "1064348103115")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "شناسه قبض 1064348103116",  # its check digit
        "شناسه قبض 7748317800142 شناسه پرداخت 1770160",  # a telephone
        "قبض برق 1064348103115",  # water, as its service digit says
        "مبلغ 1064348103115 ریال",  # no word of ours
        "کد ملی 9990000018 تلفن 09121234567 مهلت 1405/07/20 مبلغ 1,250,000",
        "شناسه قبض 10643481031150",
        "1064348103115 1250000",  # a bill and an amount without any word
        "شناسه قبض",
        "",
    ],
)
def test_what_does_not_prove_itself_is_not_taken(text: str) -> None:
    assert read(text) == []


def test_a_number_that_reads_in_two_ways_is_taken_only_with_its_payment_id() -> None:
    """Alone it is a bill, and so it is with the amount after it."""
    text = "شناسه قبض 1650734 797926 ریال"
    assert read(text) == []
    paid = f"{text} شناسه پرداخت 12050306"
    assert read(paid) == [Found("gas", "0000001650734", "0000012050306")]


def test_numbers_go_to_their_bill() -> None:
    text = "گاز: شناسه قبض 5550123411330 اشتراک 123456789012؛ برق: قبض برق {} بدنه کنتور 99887766"
    power = bill_id.make(12345, "041", "electricity")
    assert read(text.format(power)) == [
        Found("gas", "5550123411330", number="123456789012"),
        Found("electricity", power, number="99887766"),
    ]


def test_a_number_without_a_bill_needs_a_pattern_that_names_its_utility() -> None:
    assert read("بدنه کنتور 99887766") == [Found("electricity", number="99887766")]
    assert read("اشتراک گاز 123456789012 ") == [Found("gas", number="123456789012")]
    assert read("اشتراک 123456789012") == []  # of water or of gas
    assert read("اشتراک گاز 12345") == []  # no number of a gas company


def test_a_pattern_of_one_company_reads_its_bills_alone() -> None:
    patterns = [Pattern("رمز {bill_id}", "water", "031")]
    other = bill_id.make(777, "046", "water")
    assert read_text("رمز 1064348103115", patterns) == [Found("water", "1064348103115")]
    assert read_text(f"رمز {other}", patterns) == []


_OTHERS = st.one_of(
    st.integers(0, 10**9).map(lambda amount: f"{amount:,} ریال"),
    st.integers(0, 10**10).map(str),
    st.dates().map(lambda day: day.strftime("%Y/%m/%d")),
    st.sampled_from(["شناسه", "قبض", "پرداخت", "مبلغ:", "مهلت", "مشترک گرامی", "\n", "-", "‌"]),
)


@settings(max_examples=200, deadline=None)
@given(
    parts=st.lists(_OTHERS, max_size=12),
    file_code=st.integers(1, 99_999_999),
    company=st.integers(0, 999),
    utility=st.sampled_from(sorted(bill_id.SERVICE_DIGIT)),
    thousands=st.integers(1, 99_999),
    place=st.integers(0, 12),
)
def test_whatever_stands_around_it_the_bill_is_found_with_its_own_payment_id(
    parts: list[str], file_code: int, company: int, utility: str, thousands: int, place: int
) -> None:
    service = next(each for each in bill_id.SERVICE_DIGIT if each == utility)
    bill = bill_id.make(file_code, f"{company:03d}", service)
    paid = payment_id.make(bill, thousands * 1000, 5, 3)
    message = f"؛ شناسه قبض: {bill}، شناسه پرداخت: {paid}؛"
    text = " ".join([*parts[:place], message, *parts[place:]])
    found = [each for each in read(text) if each.bill_id == bill]
    assert found == [Found(utility, bill, paid.zfill(13), found[0].number)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("شناسه قبض {bill_id}", None),
        ("{bill_id} {payment_id}", None),
        ("{barcode}", None),
        ("قبض {bill_id} پرداخت {payment_id}", None),
        ("{bill_id}", "pattern.words"),
        ("{number}", "pattern.words"),
        ("ق {bill_id}", "pattern.words"),
        ("{payment_id} {bill_id}", "pattern.words"),
        ("شناسه قبض", "pattern.places"),
        ("شناسه {name}", "pattern.places"),
        ("شناسه {bill_id} قبض", "pattern.places"),
        ("شناسه {bill_id} {bill_id}", "pattern.places"),
        ("شناسه {bill_id} و {payment_id} و {number}", "pattern.places"),
        ("", "pattern.places"),
        ("ا" * LONGEST_PATTERN + "{bill_id}", "pattern.long"),
    ],
)
def test_a_pattern_that_could_take_anything_is_none(text: str, problem: str | None) -> None:
    assert pattern_problem(text) == problem


def test_the_seeded_patterns_are_good_ones() -> None:
    assert [each for each in SEEDED if pattern_problem(each.text)] == []


def test_what_is_kept_reads_alike_and_holds_no_number_and_no_name_of_the_message() -> None:
    text = (
        "مشترک گرامی علی رضایی کد ملی 9990000018 تلفن 09121234567، رمز قبض شما 1064348103115"
        " رمز پرداخت 97570237 مبلغ ۹۷۵,۰۰۰ ریال https://b.example/AbCdE?billid=1064348103115"
    )
    kept = without_persons(text)
    for personal in ("رضایی", "9990000018", "09121234567", "1064348103115", "97570237", "AbCdE"):
        assert personal not in kept
    patterns = [Pattern("رمز قبض شما {bill_id}"), Pattern("رمز پرداخت {payment_id}")]
    assert [(each.utility, bool(each.payment_id)) for each in read_text(text, patterns)] == [
        (each.utility, bool(each.payment_id)) for each in read_text(kept, patterns)
    ]
    assert without_persons(kept) == kept


def test_a_message_without_any_long_number_is_not_worth_keeping() -> None:
    assert worth_keeping("رمز: 123456")
    assert not worth_keeping("سلام، ساعت 10 تا 12345")
