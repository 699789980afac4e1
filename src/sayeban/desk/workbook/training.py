"""Training of clerks and liaison experts as a workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from sayeban.country import jalali, text
from sayeban.country.today import today_of
from sayeban.desk.models import Training
from sayeban.desk.reads.staff import Trainee
from sayeban.desk.workbook.faults import MOST_ROWS, Fault, Typed, Unread
from sayeban.kit.units import Unit
from sayeban.sheets.public import ROW_NO, Column, Field, Table, read_table, write_workbook

COURSES: Final[Mapping[str, str]] = {
    str(code): str(label) for code, label in Training.Course.choices
}
COLUMNS: Final = (
    Column("username", "نام کاربری", required=True),
    Column("course", "دوره", required=True),
    Column("unit", "کد واحد"),
    Column("on", "روز دوره", required=True),
    Column("name", "نام"),
)
_WIDTHS: Final = (22, 22, 12, 14, 30)
_HELP: Final = (
    "روز دوره را مانند ۱۴۰۵/۰۹/۰۳ بنویسید. ردیفی که روز ندارد ثبت نمی‌شود.",
    "دوره: «کار در میز خدمت» یا «کارشناس رابط».",
    "کد واحد تنها وقتی لازم است که کسی در چند واحد این سمت را دارد.",
    "دوره‌ای که پیش‌تر ثبت شده دوباره ثبت نمی‌شود.",
)


@dataclass(frozen=True, slots=True)
class Attended:
    """Some users of one unit attended one course on one day."""

    unit: Unit
    course: str
    on: date
    users: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Courses:
    """What a workbook says. There are courses only when there is no fault."""

    attended: tuple[Attended, ...]
    faults: tuple[Fault, ...]


def write_training(staff: Sequence[Trainee], path: Path) -> None:
    """The workbook that `judged` reads again."""
    fields = [
        Field(column.label_fa, width, locked=False)
        for column, width in zip(COLUMNS, _WIDTHS, strict=True)
    ]
    rows = [
        [
            *(each.username, COURSES[each.course], str(each.unit)),
            jalali.format(today_of(each.trained_at)) if each.trained_at else "",
            each.name,
        ]
        for each in staff
    ]
    courses = tuple(COURSES.values())
    fields[1] = Field(COLUMNS[1].label_fa, _WIDTHS[1], locked=False, choices=courses)
    write_workbook(path, [Table("آموزش", fields, rows)], instructions=_HELP)


def typed_training(path: Path) -> Typed:
    """The rows that name a day. Raises the refusals of `read_table`."""
    frame = read_table(path, COLUMNS)
    rows = [(row.pop(ROW_NO), row) for row in frame.iter_rows(named=True)]
    return [(number, row) for number, row in rows if row["on"]]


def judged(typed: Typed, staff: Sequence[Trainee], today: date) -> Courses:
    """Courses or faults; `staff` are those whose training the sender answers for."""
    if len(typed) > MOST_ROWS:
        return Courses((), (Fault(0, "", f"بیش از {MOST_ROWS} ردیف است؛ فایل را بخش کنید."),))
    if not typed:
        return Courses((), (Fault(0, "", "هیچ ردیفی روز دوره ندارد. روز را بنویسید."),))
    found, faults = dict[tuple[Unit, str, date], set[int]](), list[Fault]()
    for number, row in typed:
        try:
            course, on = _course(row["course"]), _day(row["on"], today)
            for each in _named(row, course, staff):
                found.setdefault((each.unit, course, on), set()).add(each.user_id)
        except Unread as wrong:
            key, sentence = wrong.args
            label = next(each.label_fa for each in COLUMNS if each.key == key)
            faults.append(Fault(number, label, sentence))
    attended = [Attended(*key, tuple(sorted(users))) for key, users in found.items()]
    return Courses(() if faults else tuple(attended), tuple(faults))


def _named(row: Mapping[str, str], course: str, staff: Sequence[Trainee]) -> list[Trainee]:
    username, unit = row["username"].lower(), text.ascii_digits(row["unit"])
    held = [each for each in staff if each.username == username and each.course == course]
    if not held:
        post = COURSES[course]
        raise Unread("username", f"«{username}» در حوزهٔ شما سمتی برای دورهٔ «{post}» ندارد.")
    here = [each for each in held if not unit or str(each.unit) == unit]
    if not here:
        raise Unread("unit", f"«{username}» این سمت را در واحد {unit} ندارد.")
    return here


def _course(cell: str) -> str:
    for code, label in COURSES.items():
        if text.match_key(cell) in (text.match_key(label), code):
            return code
    said = " یا ".join(f"«{label}»" for label in COURSES.values())
    raise Unread("course", f"«{cell}» دوره نیست. {said} بنویسید.")


def _day(cell: str, today: date) -> date:
    day = jalali.parse(cell)
    if day is None:
        raise Unread("on", f"«{cell}» روز نیست. مانند ۱۴۰۵/۰۹/۰۳ بنویسید.")
    if day > today:
        raise Unread("on", "روز دوره هنوز نرسیده است. پس از دوره ثبت کنید.")
    return day
