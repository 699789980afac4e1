"""A version as SQL over the kept facts: one text for one subject, some, or the nation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayeban.eligibility.reads.versions import Ready
from sayeban.facts.public import compile_sql, source_of

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


def asked(ready: Ready, subjects: Sequence[int] | None = None) -> Asked:
    """Of these subjects, None is all that row-level security shows."""
    source = source_of("person" if ready.rule.subject == "person" else "household")
    given: dict[str, Any] = {}
    if subjects is not None:
        source = f"SELECT * FROM {source} WHERE id = ANY(%(subjects)s)"
        given["subjects"] = list(subjects)
    compiled = compile_sql(ready.tree, ready.facts, source, carry=PLACE)
    return Asked(compiled.sql, given | compiled.bind(ready.params))
