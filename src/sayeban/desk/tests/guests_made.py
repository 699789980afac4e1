"""Makers of guests: their files are kept in county 1001, where a clerk of 0701 sees nothing."""

import re
from datetime import datetime
from uuid import UUID

import pytest
from django.db import connection, transaction

from sayeban.cases.models import Case, CaseDocument
from sayeban.cases.tests.makers import card, published
from sayeban.desk.actions.guests import open_for_guest, prove, welcome_guest
from sayeban.desk.models import Guest
from sayeban.desk.tests.makers import COUNTY, NOW, clerk
from sayeban.kit.refusals import Refusal
from sayeban.notices.models import Message
from sayeban.people.public import send_code
from sayeban.people.tests.makers import national_id, person, register, source_row
from sayeban.runtime.actor import OPERATOR, SYSTEM, Actor
from sayeban.runtime.context import WEB_ROLE, acting

FAR = {"province": "10", "county": "1001", "centre": "9009"}


def strangers() -> None:
    """Two services, two guests, one without a number, and somebody of this county."""
    office = card() | {"code": "letter", "title": "پاسخ به نامه", "search_words": ["نامه"]}
    published(card(), office)
    register(
        source_row(1, full_name="زهرا کریمی", mobile="+989120000001", **FAR),
        source_row(2, full_name="نرگس رضایی", mobile="+989120000002", **FAR),
        source_row(3, full_name="بی شماره", **FAR),
        source_row(4, full_name="همین‌جا", mobile="+989120000004"),
    )


def welcome(serial: int = 1, by: Actor | None = None, at: datetime = NOW) -> UUID:
    return welcome_guest(
        actor=by or clerk(), at=at, unit=COUNTY, code="here", national_id=national_id(serial)
    )


def visit_of(key: UUID) -> int:
    with acting(OPERATOR, NOW):
        return Guest.objects.get(key=key).proof


def code_of(key: UUID, at: datetime = NOW) -> str:
    """What is sent to his mobile."""
    visit = visit_of(key)
    send_code(actor=SYSTEM, at=at, visit=visit)
    with acting(OPERATOR, NOW):
        found = re.search("[0-9]{6}", Message.objects.get(key=f"desk.code/{visit}").text)
    assert found
    return found[0]


def enter(key: UUID, code: str, by: Actor | None = None, at: datetime = NOW) -> None:
    prove(actor=by or clerk(), at=at, unit=COUNTY, key=key, code=code)


def proved(serial: int = 1, at: datetime = NOW) -> UUID:
    key = welcome(serial, at=at)
    enter(key, code_of(key), at=at)
    return key


def ask(
    key: UUID, service: str = "disability_card", by: Actor | None = None, at: datetime = NOW
) -> int:
    return open_for_guest(
        actor=by or clerk(), at=at, unit=COUNTY, key=key, service_code=service, brought=["photo"]
    )


def refused(code: str, act: object, *given: object, **more: object) -> None:
    with pytest.raises(Refusal) as caught:
        act(*given, **more)  # type: ignore[operator]
    assert caught.value.code == code


def cases() -> list[Case]:
    with acting(OPERATOR, NOW):
        return list(Case.objects.select_related("service").order_by("pk"))


def told_to(mobile: str) -> set[str]:
    """Which texts went there."""
    return set(Message.objects.filter(mobile=mobile).values_list("template", flat=True))


def other(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def case_papers(case: Case) -> list[tuple[str, str]]:
    """The documents of a case and how they stand."""
    return list(CaseDocument.objects.filter(case=case).values_list("code", "state"))


def told_of(serial: int) -> set[str]:
    """What for somebody looked at his file; the audit is read by its owner alone."""
    his = str(person(serial).pk)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute(
            "SELECT purpose FROM audit_look WHERE subject = 'people.person' AND subject_id = %s",
            [his],
        )
        found = {purpose for (purpose,) in cursor.fetchall()}
        cursor.execute(f"SET LOCAL ROLE {WEB_ROLE}")
        return found
