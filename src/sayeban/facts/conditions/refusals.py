"""What a condition is refused for."""

from typing import ClassVar, Final

from sayeban.country.jalali import number
from sayeban.facts.conditions.tree import DEEPEST, LONGEST_TEXT, MOST_LEAVES
from sayeban.kit.refusals import Refusal

_WHY: Final = {
    "node": "باید یک شرط، یا یکی از all، any، not و at_least با of باشد.",
    "empty": "فهرست شرط‌ها خالی است.",
    "deep": f"شرط‌ها بیش از {number(DEEPEST)} لایه در هم رفته‌اند.",
    "many": f"شمار شرط‌ها بیش از {number(MOST_LEAVES)} است.",
    "needed": "at_least باید عددی از ۱ تا شمار شرط‌های of باشد.",
    "id": "id باید با حرف کوچک لاتین آغاز شود و تنها حرف، رقم و _ داشته باشد.",
    "twice": "این id پیش‌تر در همین شرط آمده است.",
    "key": "این کلید شناخته نیست.",
    "fact": "این داده در فهرست داده‌ها نیست.",
    "op": "این مقایسه شناخته نیست.",
    "order": "این داده بزرگ‌تر و کوچک‌تر ندارد.",
    "rhs": "درست یکی از param، value و other لازم است.",
    "known": "known چیزی در سمت دیگر ندارد.",
    "known_in_rule": "قاعده از ندانستن نتیجه نمی‌گیرد؛ known تنها در فرم و گام به کار می‌رود.",
    "list": "in و not_in فهرستی از مقدارهای جدا از هم می‌خواهند.",
    "param": "این پارامتر شناخته نیست.",
    "type": "نوع دو سمت مقایسه یکی نیست.",
    "value": "این مقدار از نوع داده نیست.",
    "text": f"متن تا {number(LONGEST_TEXT)} نویسه است و تنها {{fact}} و {{rhs}} در آن جا دارد.",
    "text_missing": "در قاعده جمله‌های yes، no و ask و مستند basis لازم است.",
}


_WORDS: Final = {
    **{"all": "همهٔ این‌ها", "any": "یکی از این‌ها", "of": "دست‌کم چند تا", "not": "وارونه"},
    **{"at_least": "شمار لازم", "param": "پارامتر", "value": "مقدار", "other": "دادهٔ دیگر"},
    **{"yes": "جملهٔ برقراری", "no": "جملهٔ نابرقراری", "ask": "جملهٔ نامعلومی"},
    **{"known": "معلوم بودن", "basis": "مستند", "op": "مقایسه", "fact": "داده", "id": "نام شرط"},
}


class ConditionInvalid(Refusal):
    """A document is no condition; `place` is the JSON pointer of what is wrong in it, `where` the
    same in words."""

    code: ClassVar[str] = "condition.invalid"
    sentence: ClassVar[str] = "شرط پذیرفته نشد ({where}): {why} آن را درست کنید."


class ConditionFutile(ConditionInvalid):
    """A comparison with what its fact can never be: the same answer for everybody."""

    code: ClassVar[str] = "condition.futile"
    sentence: ClassVar[str] = (
        "شرط پذیرفته نشد ({where}): «{label}» {limits} است و این مقایسه برای همه یک پاسخ دارد."
        " مقدار آن را درست کنید."
    )


def wrong(place: str, why: str) -> ConditionInvalid:
    """The refusal of one place, for a reason of the table above."""
    return ConditionInvalid(place=place or "/", where=where(place), why=_WHY[why])


def where(place: str) -> str:
    """A JSON pointer in words, from the outside inwards: «همهٔ این‌ها، شرط ۲»."""
    found = [
        f"شرط {number(int(each) + 1)}" if each.isdecimal() else _WORDS.get(each, each)
        for each in place.split("/")
        if each
    ]
    return "، ".join(found) or "همهٔ شرط"


class ParameterMissing(Refusal):
    """A condition compares with a parameter that has no value, or one of another type."""

    code: ClassVar[str] = "condition.parameter_missing"
    sentence: ClassVar[str] = (
        "پارامتر {name} در این تاریخ مقدار درستی ندارد و چیزی بررسی نشد."
        " مقدار آن را ثبت کنید و دوباره بیازمایید."
    )
