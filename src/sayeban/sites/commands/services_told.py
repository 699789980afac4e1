"""Answers of `sayeban catalogue`, `cases` and `desk` in Persian."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sayeban.country.jalali import number

_Problems = Mapping[str, Sequence[str]]


def checked_services(count: int, problems: _Problems) -> Iterator[str]:
    """Of how many services which have problems."""
    yield f"{number(count)} خدمت خوانده شد. {_sum(problems)}"
    yield from _each(problems)


def imported_services(changed: int, problems: _Problems, *, published: bool) -> Iterator[str]:
    """How many drafts were kept or put in force; one with problems is kept, and that is said."""
    done = "منتشر شد" if published else "پیش‌نویس ماند"
    yield f"{number(changed)} خدمت تغییر کرد و {done}." if changed else "هیچ خدمتی تغییر نکرد."
    if problems:
        yield f"{_sum(problems)} تا ایرادش برطرف نشود منتشر نمی‌شود:"
    yield from _each(problems)


def looked_services(
    counts: Mapping[str, int], problems: _Problems, faults: Sequence[str]
) -> Iterator[str]:
    """What an import would change, and what is wrong with the file and its services."""
    yield (
        f"تازه {number(counts['new'])}، تغییرکرده {number(counts['changed'])}،"
        f" بی‌تغییر {number(counts['same'])}. چیزی ثبت نشد."
    )
    if problems or not faults:
        yield _sum(problems)
    yield from _each(problems)
    for fault in faults:
        yield f"خانهٔ نادرست: {fault}"


def exported_services(count: int, out: Path) -> Iterator[str]:
    """How many were written, and where."""
    yield f"{number(count)} خدمت در «{out}» نوشته شد."


def published_service(code: str, made: int) -> Iterator[str]:
    """Which version is in force now."""
    yield f"نسخهٔ {number(made)} خدمت {code} منتشر شد."


def loaded_samples(counts: Mapping[str, int]) -> Iterator[str]:
    """What was put in force; again it is nothing."""
    if not any(counts.values()):
        yield "نمونه‌ها از پیش در این سامانه بود و چیزی تغییر نکرد."
        return
    yield (
        f"{number(counts['services'])} خدمت نمونه، {number(counts['forms'])} فرم و"
        f" {number(counts['rules'])} قاعده منتشر شد."
    )


def simulated_cases(service: str, counts: Mapping[str, int]) -> Iterator[str]:
    """What was made up; fewer cases than asked for where persons were lacking."""
    if not counts["cases"]:
        yield f"برای خدمت {service} پرونده‌ای ساخته نشد، چون کسی بی پروندهٔ باز این خدمت نبود."
        return
    yield (
        f"برای خدمت {service} {number(counts['cases'])} پروندهٔ ساختگی با"
        f" {number(counts['steps'])} گام ساخته شد."
    )


def late_lines(counts: Mapping[str, int]) -> Iterator[str]:
    """What the evening told, about whom, and what it measured."""
    yield (
        f"{number(counts['raised'])} گام به مرحلهٔ تازه‌ای از دیرکرد رسید و"
        f" {number(counts['told'])} پیام به همکاران رفت."
    )
    yield f"موعد {number(counts['promised'])} پرونده تغییر کرد."
    yield f"دربارهٔ {number(counts['questions'])} پرسش بی‌پاسخ یادآوری شد."
    yield f"{number(counts['measured'])} مدت اندازه گرفته شد، هر خدمت در هر استان و در کشور."


def redated_lines(counts: Mapping[str, int]) -> Iterator[str]:
    """What moved with the calendar; again it is nothing."""
    if not any(counts.values()):
        yield "همه چیز با تقویم یکی بود و موعدی تغییر نکرد."
        return
    yield (
        f"{number(counts['days'])} روز تقویم نوشته شد. موعد {number(counts['steps'])} گام و"
        f" {number(counts['promises'])} پرونده تغییر کرد."
    )


def looked_desks(count: int, faults: Sequence[str]) -> Iterator[str]:
    """What is wrong with a workbook of desks."""
    yield f"{number(count)} میز خوانده شد و چیزی ثبت نشد."
    if faults:
        yield f"{number(len(faults))} خانهٔ نادرست دارد:"
    for fault in faults:
        yield f"  {fault}"


def imported_desks(counts: Mapping[str, int]) -> Iterator[str]:
    """What became of the lines of a workbook of desks."""
    yield (
        f"{number(counts['opened'])} میز باز شد، {number(counts['changed'])} میز تغییر کرد و"
        f" {number(counts['same'])} میز همان بود."
    )


def exported_desks(count: int, out: Path) -> Iterator[str]:
    """How many were written, and where."""
    yield f"{number(count)} میز خدمت در «{out}» نوشته شد."


def _sum(problems: _Problems) -> str:
    if not problems:
        return "خدمت‌ها ایرادی ندارند."
    return f"{number(len(problems))} خدمت ایراد دارد."


def _each(problems: _Problems) -> Iterator[str]:
    for code, found in problems.items():
        yield f"{code}:"
        for sentence in found:
            yield f"  {sentence}"
