"""Answers of `sayeban catalogue` in Persian: what is wrong with services, only where it is."""

from collections.abc import Iterator, Mapping, Sequence

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


def _sum(problems: _Problems) -> str:
    if not problems:
        return "خدمت‌ها ایرادی ندارند."
    return f"{number(len(problems))} خدمت ایراد دارد."


def _each(problems: _Problems) -> Iterator[str]:
    for code, found in problems.items():
        yield f"{code}:"
        for sentence in found:
            yield f"  {sentence}"
