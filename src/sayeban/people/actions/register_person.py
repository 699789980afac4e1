"""Register somebody whom no list names: he comes to a desk and is not covered (D-023)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID, uuid4, uuid5

from sayeban.country import text
from sayeban.country.formats import mobile as mobiles
from sayeban.country.formats import national_id as national_ids
from sayeban.country.today import today_of
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_label
from sayeban.people.models import Person
from sayeban.people.refusals import DateInFuture
from sayeban.people.rules import REGISTRARS
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide


class IdentifierInvalid(Refusal):
    """No identifier of its kind, or a national id whose digits do not fit."""

    code: ClassVar[str] = "person.identifier_invalid"
    sentence: ClassVar[str] = "شناسه درست نیست. کد ملی ده‌رقمی یا شمارهٔ مدرک دیگر را دوباره بنویسید."


class NameMissing(Refusal):
    """Nobody is registered without a name."""

    code: ClassVar[str] = "person.name_missing"
    sentence: ClassVar[str] = "نام و نام خانوادگی را بنویسید."


class MobileInvalid(Refusal):
    """Not a mobile number of Iran."""

    code: ClassVar[str] = "person.mobile_invalid"
    sentence: ClassVar[str] = "شمارهٔ همراه درست نیست. یازده رقم آن را بنویسید یا خالی بگذارید."


class PurposeMissing(Refusal):
    """His file is kept elsewhere; where, hears who says what for."""

    code: ClassVar[str] = "person.elsewhere_purpose"
    sentence: ClassVar[str] = (
        "پروندهٔ این فرد در واحد دیگری است. برای دانستن نام آن واحد بگویید برای چه می‌پرسید؛"
        " این پرسش با نام شما ثبت می‌شود و خود او آن را می‌بیند."
    )
    reference: ClassVar[str] = "A-029"


class FileElsewhere(Refusal):
    """His file is kept by a unit that the actor does not see. `person_id` is for the record of the
    look and is said to nobody."""

    person_id: int

    code: ClassVar[str] = "person.elsewhere"
    sentence: ClassVar[str] = (
        "پروندهٔ این فرد در {unit} است. اگر خانه‌اش عوض شده است، آن واحد جابه‌جایی را ثبت می‌کند."
    )
    reference: ClassVar[str] = "A-029"


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who comes. `kind` is a word of Person.IdentifierType; "internal" is who shows no paper.

    `key` is that of the form that was sent: one without paper counts once, however often it comes.
    """

    identifier: str
    full_name: str
    kind: str = "national_id"
    mobile: str = ""
    birth_date: date | None = None
    key: UUID | None = None


@action("people.register_person", posts=REGISTRARS, reach="within", about=("unit",))
def register_person(
    *, actor: Actor, at: datetime, unit: Unit, who: Newcomer, purpose: str = ""
) -> int:
    """The key of his file: the one that is there, or a new one of this unit without cover.

    Of a known person nothing is changed. Where his file is kept elsewhere only hears who says what
    for (`purpose`), and whoever tells him records the look. Refuses person.identifier_invalid,
    person.name_missing, person.mobile_invalid, date.in_future, person.elsewhere_purpose,
    person.elsewhere.
    """
    del actor
    identifier, mobile = _identifier(who), _mobile(who)
    if who.birth_date and who.birth_date > today_of(at):
        raise DateInFuture
    name = text.normalize(who.full_name)
    with nationwide():
        if known := _known(who.kind, identifier):
            return _in_reach(known, unit, purpose)
        if not name:
            raise NameMissing
        newcomer = Person(
            identifier_type=who.kind,
            identifier=identifier,
            full_name=name,
            mobile=mobile,
            birth_date=who.birth_date,
            has_file=False,
            **unit.columns,
        )
        Person.objects.bulk_create([newcomer], ignore_conflicts=True)  # two clerks at once
        made = _known(who.kind, identifier)
        assert made is not None
        return _in_reach(made, unit, purpose)


def _known(kind: str, identifier: str) -> Person | None:
    return Person.objects.filter(identifier_type=kind, identifier=identifier).first()


def _in_reach(known: Person, unit: Unit, purpose: str) -> int:
    if not unit.covers(known.unit):
        if not purpose:
            raise PurposeMissing
        elsewhere = FileElsewhere(unit=unit_label(known.unit))
        elsewhere.person_id = known.pk
        raise elsewhere
    return known.pk


def _identifier(who: Newcomer) -> str:
    if who.kind == Person.IdentifierType.INTERNAL:
        # Sent again with another name the same form means somebody else.
        same = uuid5(who.key, text.match_key(who.full_name)) if who.key else uuid4()
        return f"S-{same.hex[:12]}"
    typed = text.identifier(who.identifier)
    if who.kind == Person.IdentifierType.NATIONAL_ID:
        typed, _ = national_ids.restore(typed)
        if not national_ids.valid(typed):
            raise IdentifierInvalid
    if not typed or who.kind not in Person.IdentifierType.values:
        raise IdentifierInvalid
    return typed


def _mobile(who: Newcomer) -> str:
    typed = text.identifier(who.mobile)
    known = mobiles.canonical(typed)
    if typed and known is None:
        raise MobileInvalid
    return known or ""
