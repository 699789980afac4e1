"""A place on a waiting list as it is said to the one who waits: where, since when, by which rule.

Nothing of it is a promise.
"""

from collections.abc import Sequence

from sayeban.design.filters import jdate, number
from sayeban.support.reads.lists import Place, Term
from sayeban.support.rules import ENOUGH


def standing(place: Place) -> str:
    """«شما نفر ۳ از ۱۲ نفر هستید.»"""
    return f"شما نفر {number(place.place)} از {number(place.of)} نفر هستید."


def sentences(place: Place, terms: Sequence[Term], per_month: int) -> tuple[str, ...]:
    """What is read aloud to him, at the desk and on his own page alike."""
    return (
        f"از {jdate(place.since)} در این فهرست هستید.",
        _rule(terms, per_month),
        _waited(place.median_days),
        "این قول نیست: جای شما با نیاز دیگران جلو یا عقب می‌رود.",
    )


def _rule(terms: Sequence[Term], per_month: int) -> str:
    month = f"هر ماه انتظار {number(per_month)} امتیاز" if per_month else ""
    counted = [f"{each.label} {number(each.points)} امتیاز" for each in terms]
    if not counted:
        return "هر کس زودتر در فهرست نوشته شده است، جلوتر است."
    counted += [month] if month else []
    return f"هر کس امتیاز بیشتری دارد جلوتر است: {'، '.join(counted)}."


def _waited(median_days: int | None) -> str:
    if median_days is None:
        return (
            "هنوز نمی‌توانیم بگوییم چقدر طول می‌کشد، چون نوبت کمتر از"
            f" {number(ENOUGH)} نفر رسیده است."
        )
    return (
        f"نیمی از کسانی که در یک سال گذشته نوبتشان رسید تا {number(median_days)} روز منتظر ماندند."
    )
