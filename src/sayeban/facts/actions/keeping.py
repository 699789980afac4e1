"""The kept rows follow values and people: one after the other, never one nested statement.

Inside a running command, under the headquarters role, on the temp tables facts_persons and
facts_households: what counts must not depend on who asks.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from sayeban.facts.actions import derived_sql, rows_sql
from sayeban.facts.actions.kept_sql import FILED, TOGETHER, kept
from sayeban.facts.actions.templates_sql import of_members, of_services
from sayeban.facts.conditions.tree import FactType
from sayeban.facts.reads.catalogue import CataloguedFact, catalogued
from sayeban.facts.templating import Template, read_template


@dataclass(frozen=True, slots=True)
class Known:
    """The catalogue, read once a command."""

    facts: Mapping[str, CataloguedFact]

    @property
    def is_seeded(self) -> bool:
        """Whether the facts of a new installation are there: before that no row has a column."""
        return self.facts.keys() >= derived_sql.DERIVED

    @property
    def members(self) -> dict[str, FactType]:
        """What templates read: facts of persons that are no templates themselves."""
        return {
            key: each.type
            for key, each in self.facts.items()
            if each.type.subject == "person" and each.kind != "template"
        }

    def templates(self) -> dict[str, Template]:
        """Every template by its key."""
        members = self.members
        return {
            key: read_template(each.template, each.type, members)
            for key, each in self.facts.items()
            if each.kind == "template"
        }


def known() -> Known:
    """The catalogue as it is now."""
    return Known(catalogued())


def touch(persons: Collection[int] = (), households: Collection[int] = ()) -> None:
    """Make the temp tables of whom the rest is about, and their kept rows."""
    _run(rows_sql.TOUCHED)
    with connection.cursor() as cursor:
        for name, ids in (("persons", persons), ("households", households)):
            cursor.execute(
                f"INSERT INTO facts_{name} SELECT DISTINCT unnest(%s::bigint[])",
                [list(ids)],
            )


def make_rows() -> int:
    """Rows of whoever is touched and has none, with what people know; how many were missing."""
    with connection.cursor() as cursor:
        made = 0
        for step in rows_sql.ROWS:
            cursor.execute(step)
            made += cursor.rowcount
        cursor.execute(rows_sql.LOCK)
    return made


def lock_rows() -> bool:
    """Lock the kept rows of the touched; whether each of them has one."""
    with connection.cursor() as cursor:
        cursor.execute(rows_sql.LOCK)
        locked = cursor.fetchone()
        cursor.execute(rows_sql.COUNT)
        return bool(locked == cursor.fetchone())


def missing() -> int:
    """How many of the touched people do not know."""
    with connection.cursor() as cursor:
        cursor.execute(rows_sql.MISSING)
        return int(cursor.fetchone()[0])


def keep_values(known: Known, keys: Collection[str], today: date) -> None:
    """Write what counts of these kept facts into the rows of the touched."""
    keys = {*keys, *TOGETHER} if TOGETHER & set(keys) else keys
    for subject in ("person", "household"):
        facts = [
            each
            for key, each in known.facts.items()
            if key in keys and each.kind == "kept" and each.type.subject == subject
        ]
        if facts:
            _run(kept(subject, facts), {"facts": [f.key for f in facts], "today": today})


def keep_derived(today: date) -> None:
    """Write what people's files tell."""
    _run(derived_sql.STEPS, {"today": today})


def keep_templates(known: Known, today: date, changed: Collection[str] | None = None) -> None:
    """Write the facts that follow from `changed` ones; from any if left out."""
    every = known.templates()
    wanted = {
        key: each
        for key, each in every.items()
        if each.kind != "received" and (changed is None or each.reads & set(changed))
    }
    if wanted:
        for step in of_members(wanted, known.members):
            _run([step.sql], step.values)
    for key, each in every.items():
        if each.kind == "received" and changed is None:
            of = known.facts[key].type
            step = of_services(of.subject, key, of, each)
            _run([step.sql], {**step.values, "today": today})


def keep_everything(known: Known, today: date) -> None:
    """Rows, places, values, what people know and what follows, of whoever is touched."""
    _run(rows_sql.WITH_HOUSEHOLDS)
    _run(rows_sql.WITH_MEMBERS)
    make_rows()
    _run(rows_sql.PLACES)
    keep_values(known, {*known.facts}, today)
    keep_derived(today)
    keep_templates(known, today)


def depends_on_files(keys: Collection[str]) -> bool:
    """Whether what people know plays a part in these facts."""
    return bool(FILED & set(keys))


def _run(steps: Sequence[str], values: Mapping[str, Any] | None = None) -> None:
    with connection.cursor() as cursor:
        for step in steps:
            cursor.execute(step, values or None)
