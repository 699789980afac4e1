"""The sample services are found by what people say at a desk."""

from typing import Final

import pytest

from sayeban.cases.finding import ranked
from sayeban.sites.samples.loading import samples

ROWS: Final = [
    (each["code"], (each["title"], each["code"], *each["search_words"]))
    for each in sorted((one["service"] for one in samples()), key=lambda one: one["code"])
]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("خونه ندارم", "deposit_aid"),
        ("خانه ندارم", "deposit_aid"),
        ("پول ندارم", "livelihood_aid"),
        ("بچه‌ام معلوله", "disability_card"),
        ("بچم معلوله", "disability_card"),
        ("جهزیه", "dowry_aid"),
        ("آلزایمر", "elderly_day"),
        ("شوهرم مرده", "women_head"),
    ],
)
def test_what_is_meant_comes_first(said: str, code: str) -> None:
    assert ranked(said, ROWS)[0] == code


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("ویلچر می‌خوام", "assistive_device"),
        ("سمعک", "assistive_device"),
        ("شوهرم زندونه", "women_head"),
        ("طلاق گرفتم", "women_head"),
        ("بیکارم", "job_loan"),
        ("کار ندارم", "job_loan"),
        ("وام می‌خواهم", "job_loan"),
        ("یارانه‌ام قطع شده", "decile_appeal"),
        ("دهکم اشتباهه", "decile_appeal"),
        ("قبض برقم زیاد شده", "bill_exemption"),
        ("بچه‌ام را می‌زنند", "child_at_risk"),
        ("شهریهٔ دانشگاه", "student_aid"),
        ("دفترچه بیمه ندارم", "health_insurance"),
        ("پوشک", "hygiene_items"),
        ("مادرم پیره", "elderly_day"),
        ("خونه‌ام سوخت", "emergency_aid"),
        ("پول دارو ندارم", "emergency_aid"),
        ("نابینا هستم", "disability_card"),
        ("پول پیش خونه", "deposit_aid"),
        ("اجاره خونه", "deposit_aid"),
        ("فرزندخوندگی", "adoption_file"),
        ("پرستار برای مادرم", "nursing_right"),
        ("نامه از فرمانداری", "letter_reply"),
        ("اسباب‌کشی کردم", "file_transfer"),
        ("از کارمند شکایت دارم", "complaint"),
        ("مستمریم کمه", "pension"),
        ("آدرسم عوض شده", "change_of_state"),
        ("گواهی برای سربازی", "coverage_statement"),
        ("خرجی ندارم", "livelihood_aid"),
        ("الزیمر", "elderly_day"),
    ],
)
def test_what_is_meant_is_among_the_first_three(said: str, code: str) -> None:
    assert code in ranked(said, ROWS)[:3]


def test_aid_with_arabic_letters_finds_every_aid() -> None:
    aids = {code for code, texts in ROWS if "کمک" in texts[0].split("\u200c")[0].split()}
    assert {"deposit_aid", "dowry_aid", "emergency_aid", "livelihood_aid", "student_aid"} <= aids
    assert aids <= set(ranked("كمك", ROWS))
