"""A version as SQL over the kept facts: one text for one subject, some, or the nation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayeban.eligibility.reads.versions import Ready
from sayeban.facts.public import compile_sql, facts_of, some_of, source_of

_NEW = ("_after", "_met", "_unknown")
PLACE = ("province", "county", "centre")


@dataclass(frozen=True, slots=True)
class Asked:
    """SELECT id, outcome, met, unknown and the columns of the place, with what it binds."""

    sql: str
    given: Mapping[str, Any]

    def named(self, prefix: str) -> "Asked":
        """The same with other names for what it binds: two texts can stand in one statement."""
        given = {f"{prefix}_{name}": value for name, value in self.given.items()}
        return Asked(self.sql.replace("%(", f"%({prefix}_"), given)


def kept_source(ready: Ready) -> str:
    """The view of the kept rows that the rule is asked on."""
    return source_of("person" if ready.rule.subject == "person" else "household")


def asked(ready: Ready, subjects: Sequence[int] | None = None, carry: Sequence[str] = ()) -> Asked:
    """Of these subjects, None is all that row-level security shows.

    `carry`: facts that stand in the answer too.
    """
    source = kept_source(ready)
    given: dict[str, Any] = {}
    if subjects is not None:
        source = f"SELECT * FROM {source} WHERE id = ANY(%(subjects)s)"
        given["subjects"] = list(subjects)
    compiled = compile_sql(ready.tree, ready.facts, source, carry=(*PLACE, *carry))
    return Asked(compiled.sql, given | compiled.bind(ready.params))


def asked_some(ready: Ready, most: int) -> tuple[Asked, float]:
    """Of about so many of a larger nation, and of how many each of them is one."""
    source, each = some_of("person" if ready.rule.subject == "person" else "household", most)
    compiled = compile_sql(ready.tree, ready.facts, source)
    return Asked(compiled.sql, compiled.bind(ready.params)), each


def pairs(new: Ready, old: Ready | None) -> Asked:
    """SELECT id, province, before, after, met, unknown: two versions in one reading of the rows.

    The masks are the new one's. Without an old version nobody had a yes.
    """
    if old is None:
        only = asked(new)
        columns = "id, province, false AS before, outcome AS after, met, unknown"
        return Asked(f"SELECT {columns} FROM ({only.sql}) AS asked", only.given)
    facts = sorted(facts_of(old.tree))
    first = asked(new, carry=facts).named("new")
    told = ", ".join(("id, province, outcome AS _after, met AS _met, unknown AS _unknown", *facts))
    source = f"SELECT {told} FROM ({first.sql}) AS asked"
    then = compile_sql(old.tree, old.facts, source, carry=("province", *_NEW))
    return Asked(
        "SELECT id, province, outcome AS before, _after AS after, _met AS met,"
        f" _unknown AS unknown FROM ({then.sql}) AS compared",
        {**first.given, **then.bind(old.params)},
    )
