"""The usual loop: households with their persons prefetched, judged one by one in Python.

It stores nothing, which is to its advantage.
"""

from collections.abc import Iterator
from typing import Any

from django.db import models

from bench.rules.condition import PARAMS, tree
from sayeban.facts.public import Outcome, Row, evaluate

_BATCH = 2_000
_GROWN_UP = 18


class BenchHousehold(models.Model):
    """A raw household."""

    id = models.BigIntegerField(primary_key=True)
    decile = models.BigIntegerField(null=True)
    tenure = models.TextField(null=True)  # noqa: DJ001 - NULL is unknown
    rent_monthly = models.BigIntegerField(null=True)
    objects: "models.Manager[BenchHousehold]" = models.Manager()

    class Meta:
        app_label = "bench"
        managed = False
        db_table = "bench_household"


class BenchPerson(models.Model):
    """A raw person."""

    id = models.BigIntegerField(primary_key=True)
    household = models.ForeignKey(BenchHousehold, models.CASCADE, related_name="members")
    is_head = models.BooleanField()
    age = models.BigIntegerField()
    is_woman = models.BooleanField()
    has_disability = models.BooleanField()
    employed = models.BooleanField()
    income_monthly = models.BigIntegerField(null=True)

    class Meta:
        app_label = "bench"
        managed = False
        db_table = "bench_person"


def decide(count: int) -> list[Outcome]:
    """The first `count` households in their order."""
    condition = tree()
    return [evaluate(condition, row, PARAMS) for row in _rows(count)]


def _rows(count: int) -> Iterator[Row]:
    found = BenchHousehold.objects.filter(id__lt=count).order_by("id")
    for home in found.prefetch_related("members").iterator(chunk_size=_BATCH):
        yield _facts(home)


def _facts(home: Any) -> Row:  # noqa: ANN401 - the reverse relation is no attribute that types know
    members = home.members.all()
    head = next(each for each in members if each.is_head)
    incomes = [each.income_monthly for each in members]
    return {
        "household_size": len(members),
        "members_under_18": sum(each.age < _GROWN_UP for each in members),
        "members_disabled": sum(each.has_disability for each in members),
        "members_employed": sum(each.employed for each in members),
        "head_age": head.age,
        "head_sex": "female" if head.is_woman else "male",
        "income_total": None if None in incomes else sum(incomes),
        "decile": home.decile,
        "tenure": home.tenure,
        "rent_monthly": home.rent_monthly,
    }
