"""What a rule says of a person by the command line: his data with source and day."""

import json
from datetime import date

import pytest

from sayeban.accounts.public import Post
from sayeban.eligibility.tests.makers import document, in_force, leaf
from sayeban.exemptions.tests.visiting import staff
from sayeban.facts.tests.makers import put, seeded, value
from sayeban.kit.units import Unit
from sayeban.people.tests.makers import national_id, register, source_row
from sayeban.people.tests.makers import person as person_of
from sayeban.people.tests.test_pages import looks
from sayeban.sites.tests.command_line import CommandLine

pytestmark = pytest.mark.django_db

NAME = "مریم کریمی"
POOR = leaf("poor", "income_monthly", "<=", value=90_000_000)
LEFT = leaf("left", "spouse_absent", "=", value=True) | {"yes": "همسرش رفته است."}


@pytest.fixture
def person() -> int:
    """Somebody with an amount from a register and a sensitive datum; a rule asks for both."""
    seeded()
    register(source_row(1, full_name=NAME, is_head=True))
    found = person_of(1)
    income = value(
        ("person", found.pk),
        "income_monthly",
        12_345_678,
        origin="received",
        as_of=date(2026, 10, 23),
        register="social_insurance",
    )
    put(income, value(("person", found.pk), "spouse_absent", True))
    in_force(document({"all": [POOR, LEFT]}))
    return found.pk


def explained(sayeban: CommandLine, *arguments: object) -> str:
    answer = sayeban.run("rules", "explain", national_id(1), *arguments)
    assert answer.code == 0, answer
    return answer.out


def test_each_datum_is_told_with_its_source_and_day(sayeban: CommandLine, person: int) -> None:
    told = explained(sayeban)
    assert told.startswith(f"پاسخ قاعده‌ها دربارهٔ {national_id(1)} در ۳ آذر ۱۴۰۵:")
    assert "«درآمد ماهانه: ۱۲٬۳۴۵٬۶۷۸ ریال»، از کجا: دریافت از مرجع" in told
    assert "کی: ۱ آبان ۱۴۰۵" in told
    assert NAME not in told
    assert looks()[-1] == ("rules.explain", "people.person", 1)
    [decided] = sayeban.told("rules", "explain", national_id(1))[1]["decisions"]
    [income, left] = decided["facts"]
    assert (income["fact"], income["as_of"], income["stale"]) == (
        *("income_monthly", "2026-10-23", False),
    )
    assert (left["fact"], left["value"], left["source"]) == (
        *("spouse_absent", "بله", "اظهار خود فرد"),
    )


def test_what_is_sensitive_is_told_only_to_who_keeps_the_file(
    sayeban: CommandLine, person: int
) -> None:
    file = person_of(1)
    centre = Unit.of_place(file.province, file.county, file.centre)
    staff("technical", Post.TECHNICAL_HEAD, centre)
    staff("head", Post.COUNTY_HEAD, Unit.of_county(file.county))
    label = "همسرش خانه را رها کرده یا مفقود است"
    kept = explained(sayeban, "--as", "head")
    assert "چون: همسرش رفته است." in kept
    assert f"«{label}: بله»" in kept
    shown = explained(sayeban, "--as", "technical")
    assert "همسرش رفته است" not in shown
    assert f"این شرط بر دادهٔ محرمانه تکیه دارد: {label}." in shown
    assert f"«{label}: محرمانه»" in shown
    assert "۱۲٬۳۴۵٬۶۷۸ ریال" in shown
    _, told = sayeban.told("rules", "explain", national_id(1), "--as", "technical")
    assert "رفته" not in json.dumps(told, ensure_ascii=False)


def test_whom_the_page_is_closed_to_the_command_refuses(sayeban: CommandLine, person: int) -> None:
    staff("expert", Post.COUNTY_EXPERT, Unit.of_county(person_of(1).county))
    staff("stranger", Post.COUNTY_HEAD, Unit.of_county("2301"))
    before = looks()
    for user, code in (("expert", "access.denied"), ("stranger", "subject.unknown")):
        refused = sayeban.refused("rules", "explain", national_id(1), "--as", user)
        assert refused["refused"] == code
        assert national_id(1) not in refused["message"]
    assert looks() == before


def test_what_grew_too_old_is_said_to_be_so(sayeban: CommandLine, person: int) -> None:
    put(value(("person", person), "vehicles_worth", 5_000_000, as_of=date(2024, 3, 20)))
    cars = leaf("cars", "vehicles_worth", ">", value=1)
    in_force(document(cars, code="other", title="دیگر"))
    told = explained(sayeban, "--rule", "other")
    assert "هنوز معلوم نیست" in told
    assert "۵٬۰۰۰٬۰۰۰ ریال»، از کجا: اظهار خود فرد، کی: ۱ فروردین ۱۴۰۳؛ کهنه شده است" in told
