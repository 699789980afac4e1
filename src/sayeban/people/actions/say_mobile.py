"""A person tells the number of his mobile at a desk or at his centre."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, Final

from sayeban.country import text
from sayeban.country.formats import mobile as mobiles
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.notices.public import Notice, queue, seed_templates
from sayeban.people.models import Person
from sayeban.people.refusals import UnknownPerson
from sayeban.people.rules import REGISTRARS
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


class MobileWrong(Refusal):
    """Not a mobile number of Iran, where one is asked for."""

    code: ClassVar[str] = "person.mobile_wrong"
    sentence: ClassVar[str] = "شمارهٔ همراه درست نیست. یازده رقم آن را مانند ۰۹۱۲۳۴۵۶۷۸۹ بنویسید."


MOBILE_TEXT: Final = "people.mobile_changed"
TEXTS: Final[Mapping[str, str]] = {
    MOBILE_TEXT: (
        "شمارهٔ همراه پروندهٔ شما در سایبان عوض شد و پیامک‌ها از این پس به شمارهٔ تازه می‌رود. اگر"
        " خودتان این را نخواسته‌اید، به مرکز مثبت زندگی خود خبر دهید."
    ),
}


def seed_mobile_text(at: datetime) -> None:
    """So that headquarters can change it before the first is sent."""
    seed_templates(TEXTS, at)


@action("people.say_mobile", posts=REGISTRARS, reach="within", about=("unit", "person_id"))
def say_mobile(*, actor: Actor, at: datetime, unit: Unit, person_id: int, mobile: str) -> bool:
    """Keep the number that a person of this unit says is his; whether it is another one.

    The one before stays in the history and hears of it, for codes of his own page go to the new
    number. Refuses person.unknown and person.mobile_wrong.
    """
    known = mobiles.canonical(text.identifier(mobile))
    if known is None:
        raise MobileWrong
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None or not unit.covers(person.unit):
        raise UnknownPerson
    before, person.mobile = person.mobile, known
    if before == known:
        return False
    person.save(update_fields=["mobile"])
    if before:
        seed_mobile_text(at)
        key = f"{MOBILE_TEXT}/{person_id}/{at.isoformat()}"
        queue([Notice(key, MOBILE_TEXT, (), person.unit, mobile=before)], at)
    return True
