"""SQL of the facts that follow from others.

Works on the temp tables facts_households and facts_persons. Each household is joined from the left
to its members, so that who has none counts zero; a member of whom something is unknown that could
change the result makes it unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sayeban.facts.actions.derived_sql import MEMBER
from sayeban.facts.actions.kept_sql import written
from sayeban.facts.conditions.compiling import compile_sql
from sayeban.facts.conditions.tree import FactType
from sayeban.facts.templating import Template

_BOOLS: Final = {"bool": "bool_or"}


@dataclass(frozen=True, slots=True)
class Statement:
    """One SQL text with what it binds."""

    sql: str
    values: Mapping[str, Any]


def of_members(
    templates: Mapping[str, Template], members: Mapping[str, FactType]
) -> tuple[Statement, ...]:
    """Statements for templates over members, by key: the members once, then all in one pass."""
    read = sorted({key for each in templates.values() for key in each.reads} - {"is_head"})
    columns = "".join(f', m."{key}"' for key in read)
    gather = (
        "CREATE TEMP TABLE facts_members ON COMMIT DROP AS"
        f" SELECT m.subject_id AS id, m.household_id, m.is_head{columns}"
        " FROM facts_households t JOIN facts_personrow m ON m.household_id = t.subject_id"
        f" WHERE {MEMBER}"
    )
    joins, told, values = [], [], dict[str, Any]()
    for number, (key, each) in enumerate(templates.items()):
        if each.tree is not None:
            compiled = compile_sql(each.tree, members, "facts_members")
            joins.append(
                f"LEFT JOIN ({_own(compiled.sql, number)}) c{number} ON c{number}.id = m.id"
            )
            values |= {f"t{number}_{name}": each for name, each in compiled.bind().items()}
        told.append(f'{_aggregate(each, number)} AS "{key}"')
    rows = (
        f"SELECT t.subject_id, {', '.join(told)} FROM facts_households t"
        f" LEFT JOIN facts_members m ON m.household_id = t.subject_id {' '.join(joins)} GROUP BY 1"
    )
    return (
        Statement("DROP TABLE IF EXISTS facts_members", {}),
        Statement(gather, {}),
        Statement("ANALYZE facts_members", {}),
        Statement(written("household", list(templates), rows), values),
    )


def _own(sql: str, number: int) -> str:
    """The text with names of its own: several stand in one statement."""
    return sql.replace("%(", f"%(t{number}_")


def _aggregate(template: Template, number: int) -> str:
    outcome = f"c{number}.outcome"
    if template.kind == "count_members":
        counted, unknown = f"count(m.id) FILTER (WHERE {outcome})", f"{outcome} IS NULL"
        return _unless(unknown, counted)
    assert template.fact is not None
    value = f'm."{template.fact.key}"'
    if template.kind == "of_head":
        function = _BOOLS.get(template.fact.type, "max")
        return f"{function}({value}) FILTER (WHERE m.is_head)"
    counts = outcome if template.tree else "true"
    unknown = f"({counts}) IS NULL OR ({counts}) AND {value} IS NULL"
    total = f"coalesce(sum({value}) FILTER (WHERE {counts}), 0)"
    if template.per_member:
        total = f"trunc({total} / nullif(count(m.id), 0))"
    return _unless(unknown, total)


def _unless(unknown: str, told: str) -> str:
    return f"CASE WHEN count(m.id) FILTER (WHERE {unknown}) = 0 THEN {told} END"


def of_services(subject: str, key: str, of: FactType, template: Template) -> Statement:
    """The services that somebody received; unknown while the register of services is empty."""
    told = "count(s.service)" if of.type == "int" else "count(s.service) > 0"
    of_whom = "s.person_id" if subject == "person" else "s.household_id"
    rows = (
        "SELECT t.subject_id, CASE WHEN (SELECT EXISTS (SELECT FROM facts_received))"
        f' THEN {told} END AS "{key}" FROM facts_{subject}s t LEFT JOIN facts_received s'
        f" ON {of_whom} = t.subject_id AND s.service = %(service)s AND s.day <= %(today)s"
        " AND s.day > %(today)s::date - make_interval(months => %(months)s) GROUP BY 1"
    )
    return Statement(
        written(subject, [key], rows), {"service": template.service, "months": template.months}
    )
