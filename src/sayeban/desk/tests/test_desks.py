"""Desks are data, and training of clerks is recorded by who answers for them."""

from dataclasses import replace
from datetime import time
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import make_user
from sayeban.desk.actions import keep_desk as keeping
from sayeban.desk.actions.keep_desk import (
    DeskTerms,
    keep_desk,
    open_desk,
    renew_key,
    seed_desks,
)
from sayeban.desk.actions.train import train
from sayeban.desk.hours import the_same
from sayeban.desk.models import Desk
from sayeban.desk.reads.desks import desk_named, desk_of_key, desks, found_desk, is_trained
from sayeban.desk.tests.makers import COUNTY, NOW, PROVINCE, clerk
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking

pytestmark = pytest.mark.django_db

NEW_KEY = UUID("00000000-0000-4000-8000-000000000001")
TERMS = DeskTerms("میز خدمت آباده", "خیابان امام", 4, the_same(time(8), time(13)), 15)
HEAD = clerk(user_id=7009, post="desk_head")


def test_the_country_has_35_desks_and_a_second_seeding_adds_none(desk: Desk) -> None:
    assert seed_desks(actor=OPERATOR, at=NOW) == 35
    assert seed_desks(actor=OPERATOR, at=NOW) == 0
    with acting(OPERATOR, NOW):
        seeded = Desk.objects.filter(sample=True)
        assert seeded.filter(province="23").count() == 5
        assert seeded.values("province").distinct().count() == 31


def test_a_county_gets_a_desk_of_its_own_once(desk: Desk) -> None:
    told: dict[str, Any] = {"actor": OPERATOR, "at": NOW, "unit": Unit.of_county("0702")}
    assert open_desk(**told, code="second", terms=TERMS)
    assert not open_desk(**told, code="second", terms=replace(TERMS, title="دیگر"))
    with looking(clerk(Unit.of_county("0702"))):
        assert [(each.code, each.title) for each in desks()] == [("second", TERMS.title)]
    with pytest.raises(Refusal) as refused:
        open_desk(**told, code="third", terms=replace(TERMS, counters=0))
    assert refused.value.code == "desk.hours_wrong"


def test_each_place_sees_its_own_desks(desk: Desk) -> None:
    seed_desks(actor=OPERATOR, at=NOW)
    seen = {}
    for unit in (COUNTY, PROVINCE, Unit.of_county("0702")):
        with looking(clerk(unit)):
            seen[str(unit)] = [each.code for each in desks()]
    assert seen == {"0701": ["here"], "07": ["province-07", "here"], "0702": []}


def test_a_desk_is_corrected_and_the_old_words_stay_in_the_history(desk: Desk) -> None:
    keep_desk(actor=HEAD, at=NOW, unit=COUNTY, code="here", terms=TERMS)
    with acting(OPERATOR, NOW):
        assert desk_named("here").title == "میز خدمت آباده"
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT old ->> 'title' FROM runtime_history WHERE table_name = 'desk_desk'"
            )
            assert cursor.fetchall() == [("میز خدمت",)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"week": the_same(time(8), time(8))},
        {"week": the_same(time(8), time(13), days=0)},
        {"counters": 0},
        {"counters": 61},
        {"slot_minutes": 4},
        {"slot_minutes": 121},
        {"title": " "},
    ],
)
def test_terms_that_make_no_sense_are_refused(desk: Desk, wrong: dict[str, object]) -> None:
    terms = replace(TERMS, **wrong)  # type: ignore[arg-type]  # each case is about one word
    with pytest.raises(Refusal) as refused:
        keep_desk(actor=HEAD, at=NOW, unit=COUNTY, code="here", terms=terms)
    assert refused.value.code == "desk.hours_wrong"


def test_an_unknown_desk_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        keep_desk(actor=HEAD, at=NOW, unit=COUNTY, code="else", terms=TERMS)
    assert refused.value.code == "desk.unknown"


def test_a_new_key_shuts_the_old_display(desk: Desk) -> None:
    renew_key(actor=HEAD, at=NOW, unit=COUNTY, code="here")
    with acting(OPERATOR, NOW), pytest.raises(Refusal) as refused:
        desk_of_key(desk.screen_key)
    assert refused.value.code == "desk.unknown"


def test_training_is_recorded_once_for_who_works_there(desk: Desk) -> None:
    user = make_user("clerk", Post.DESK_CLERK, COUNTY).user_id
    other = make_user("liaison", Post.LIAISON_EXPERT, COUNTY).user_id
    assert user
    assert other
    counts = [train(actor=HEAD, at=NOW, unit=COUNTY, course="desk", users=[user]) for _ in range(2)]
    assert counts == [1, 0]
    with acting(OPERATOR, NOW):
        assert is_trained(user, COUNTY)
        assert not is_trained(user, PROVINCE)
    assert train(actor=HEAD, at=NOW, unit=COUNTY, course="liaison", users=[other]) == 1
    for course in ("desk", "else"):
        with pytest.raises(Refusal) as refused:
            train(actor=HEAD, at=NOW, unit=COUNTY, course=course, users=[other])
        assert refused.value.code == "desk.other_unit"


def test_a_correction_leaves_a_key_that_was_given_meanwhile(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found_before_the_new_key(**by: object) -> Desk:
        found = found_desk(**by)
        Desk.objects.filter(pk=found.pk).update(screen_key=NEW_KEY)
        return found

    monkeypatch.setattr(keeping, "found_desk", found_before_the_new_key)
    keep_desk(actor=HEAD, at=NOW, unit=COUNTY, code="here", terms=TERMS)
    with acting(OPERATOR, NOW):
        assert Desk.objects.get().screen_key == NEW_KEY


def test_nobody_records_his_own_training(desk: Desk) -> None:
    head = make_user("head", Post.DESK_HEAD, COUNTY).user_id
    assert head
    given: dict[str, Any] = {"at": NOW, "unit": COUNTY, "course": "desk", "users": [head]}
    with pytest.raises(Refusal) as refused:
        train(actor=clerk(user_id=head, post="desk_head"), **given)
    assert refused.value.code == "desk.trains_himself"
    assert train(actor=HEAD, **given) == 1
