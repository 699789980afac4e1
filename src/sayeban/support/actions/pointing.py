"""Give each who waits the points of the rule, set-based: one statement a term."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from django.db import connection
from django.db.models import Q

from sayeban.facts.public import catalogue, compile_sql, parse, source_of
from sayeban.support.models import PriorityRule, Waiting

_ADD: Final = """
UPDATE support_waiting w SET points = w.points + %(points)s
FROM ({condition}) AS told
WHERE told.id = w.person_id AND told.outcome AND w.state = 'waiting'
  AND w.service = ANY(%(services)s) AND (%(only)s::bigint[] IS NULL OR w.id = ANY(%(only)s))
"""


def give_points(services: Collection[str], only: Sequence[int] | None = None) -> None:
    """Count the points of those who wait for these services anew; `only`: these places alone."""
    wanted = Q(service__in=services, state=Waiting.State.WAITING)
    if only is not None:
        wanted &= Q(pk__in=only)
    Waiting.objects.filter(wanted).exclude(points=0).update(points=0)
    own = {rule.service: rule for rule in PriorityRule.objects.all()}
    by_rule: dict[str, list[str]] = {}
    for service in services:
        by_rule.setdefault(service if service in own else "", []).append(service)
    for name, covered in by_rule.items():
        if name in own:
            _add(own[name].terms, covered, only)


def _add(
    terms: Sequence[dict[str, Any]], services: Sequence[str], only: Sequence[int] | None
) -> None:
    facts, source = catalogue(), source_of("person")
    given = {"services": list(services), "only": None if only is None else list(only)}
    with connection.cursor() as cursor:
        for term in terms:
            told = compile_sql(parse(term["tree"], facts), facts, source)
            sql = _ADD.format(condition=told.sql)
            cursor.execute(sql, {**told.bind(), **given, "points": term["points"]})
