"""The list of rows that a head sends back: national id and reason (A-110)."""

from pathlib import Path
from typing import ClassVar

from sayeban.country import jalali
from sayeban.kit.refusals import Refusal
from sayeban.sheets.public import Column, read_table

_COLUMNS = (
    Column("national_id", "کد ملی", ("کدملی",), (("کد", "ملی"),), required=True),
    Column("reason", "دلیل", ("دلیل برگشت", "علت"), (("دلیل",), ("علت",)), required=True),
)
_NAMED = 20
"""Lines that a refusal names at most."""


class ReturnLineWithoutReason(Refusal):
    """A collector must know what to mend; the lines of the file are named."""

    code: ClassVar[str] = "return.line_without_reason"
    sentence: ClassVar[str] = (
        "در فایل برگشت، دلیل این سطرها نوشته نشده است: {lines}. دلیل را بنویسید و فایل را دوباره"
        " بفرستید."
    )
    reference: ClassVar[str] = "A-110"


def read_returns(path: Path) -> list[tuple[str, str]]:
    """Pairs of national id and reason as typed; lines without either are left out.

    Refuses return.line_without_reason.
    """
    rows = read_table(path, _COLUMNS).select("row_no", "national_id", "reason").fill_null("").rows()
    without = [number for number, person, reason in rows if person and not reason]
    if without:
        more = " و سطرهای دیگر" if len(without) > _NAMED else ""
        raise ReturnLineWithoutReason(
            lines="، ".join(jalali.number(int(number)) for number in without[:_NAMED]) + more
        )
    return [(str(person), str(reason)) for _, person, reason in rows if person or reason]
