"""A tree as one SQL text: the same for one row, for answers on screen and for the nation.

Built as a syntax tree and rendered for each database. Values are bound; identifiers are keys of
the catalogue and positions of leaves. The inner SELECT names each leaf as a column of three
values, the outer one gives the outcome and the masks.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal

from sqlglot import exp, parse_one

from sayeban.facts.conditions.evaluating import Params, values_of_params
from sayeban.facts.conditions.refusals import wrong
from sayeban.facts.conditions.tree import (
    FactType,
    Group,
    Leaf,
    Not,
    ParamType,
    Row,
    Tree,
    Type,
    Value,
    leaves,
    params_of,
)

Dialect = Literal["postgres", "duckdb"]
_SQL: Final[Mapping[Type, str]] = {
    "bool": "BOOLEAN",
    "int": "BIGINT",
    "money": "BIGINT",
    "number": "DECIMAL(18,6)",
    "date": "DATE",
    "text": "TEXT",
    "code": "TEXT",
}
_COMPARED: Final[Mapping[str, type[exp.Binary]]] = {
    "=": exp.EQ,
    "!=": exp.NEQ,
    "<": exp.LT,
    "<=": exp.LTE,
    ">": exp.GT,
    ">=": exp.GTE,
}


@dataclass(frozen=True, slots=True)
class Compiled:
    """A text with the values of its leaves; `names` are the parameters that it waits for."""

    sql: str
    tree: Tree = field(repr=False)
    values: Mapping[str, Value] = field(repr=False)

    @property
    def names(self) -> frozenset[str]:
        """Parameters by name, without which `bind` refuses."""
        return frozenset(params_of(self.tree))

    def bind(self, params: Params | None = None) -> dict[str, Value]:
        """Everything that the text binds; refuses ParameterMissing."""
        given = values_of_params(self.tree, params or {})
        return dict(self.values) | {f"param_{name}": value for name, value in given.items()}


def compile_sql(
    tree: Tree,
    catalogue: Mapping[str, FactType],
    source: str,
    *,
    key: str = "id",
    carry: Sequence[str] = (),
    dialect: Dialect = "postgres",
) -> Compiled:
    """SELECT key, outcome, met, unknown over a table, a view or a SELECT (written for PostgreSQL).

    `carry`: columns of the source that stand in the answer too, such as the place.
    Refuses ConditionInvalid for a fact that the catalogue no longer has as it was parsed.
    """
    for leaf in leaves(tree):
        for fact in leaf.facts:
            known = catalogue.get(fact.key)
            if known is None or known.type != fact.type:
                raise wrong(leaf.id, "fact")
    return _rendered(tree, source, (key, *carry), dialect)


@lru_cache(maxsize=256)  # writing a text takes longer than deciding one person
def _rendered(tree: Tree, source: str, carried: tuple[str, ...], dialect: Dialect) -> Compiled:
    found = leaves(tree)
    values: dict[str, Value] = {}
    named = (_as(_leaf(leaf, values), _name(leaf)) for leaf in found)
    inner = exp.select(*_columns(carried), *named, copy=False)
    outer = exp.select(
        *_columns(carried),
        _as(_outcome(tree), "outcome"),
        _as(_mask((leaf, _column(leaf)) for leaf in found), "met"),
        _as(_mask((leaf, _is_null(_column(leaf))) for leaf in found), "unknown"),
        copy=False,
    ).from_(inner.from_(_source(source), copy=False).subquery("leaves", copy=False), copy=False)
    return Compiled(outer.sql(dialect=dialect, copy=False), tree, values)


def row_source(facts: Iterable[FactType]) -> str:
    """One row of bound answers as a source with the key `id`; `bind_row` gives its values."""
    cells = (f'CAST(%(fact_{fact.key})s AS {_SQL[fact.type]}) AS "{fact.key}"' for fact in facts)
    return ", ".join(["SELECT 0 AS id", *cells])


def bind_row(facts: Iterable[FactType], row: Row) -> dict[str, Value | None]:
    """The values of `row_source`."""
    return {f"fact_{fact.key}": row.get(fact.key) for fact in facts}


def _source(source: str) -> exp.Expr:
    if source.isidentifier():
        return exp.to_table(source)
    select = parse_one(source, dialect="postgres")
    if not isinstance(select, exp.Query):
        raise TypeError("a source is a table, a view or a SELECT")
    return select.subquery("source")


def _leaf(leaf: Leaf, values: dict[str, Value]) -> exp.Expr:
    """The leaf as a column; the values that it binds are added."""
    left = exp.column(leaf.fact.key, quoted=True)
    if leaf.op == "known":
        return exp.Not(this=_is_null(left))
    if leaf.op in _COMPARED:
        return _COMPARED[leaf.op](this=left, expression=_right(leaf, values))
    among = exp.In(this=left, expressions=_listed(leaf, values))
    return exp.Not(this=among) if leaf.op == "not_in" else among


def _right(leaf: Leaf, values: dict[str, Value]) -> exp.Expr:
    if isinstance(leaf.rhs, FactType):
        return exp.column(leaf.rhs.key, quoted=True)
    if isinstance(leaf.rhs, ParamType):
        return _bound(f"param_{leaf.rhs.name}", leaf.rhs.type)
    return _listed(leaf, values)[0]


def _listed(leaf: Leaf, values: dict[str, Value]) -> list[exp.Expr]:
    assert isinstance(leaf.rhs, tuple)
    named = {f"value_{leaf.index}_{n}": value for n, value in enumerate(leaf.rhs)}
    values.update(named)
    return [_bound(name, leaf.fact.type) for name in named]


def _columns(names: Iterable[str]) -> list[exp.Expr]:
    return [exp.column(name, quoted=True) for name in names]


def _as(found: exp.Expr, name: str) -> exp.Expr:
    return exp.alias_(found, name, copy=False)


def _bound(name: str, typed: Type) -> exp.Expr:
    return exp.cast(exp.Placeholder(this=name), _SQL[typed], copy=False)


def _name(leaf: Leaf) -> str:
    return f"leaf_{leaf.index}"


def _column(leaf: Leaf) -> exp.Expr:
    return exp.column(_name(leaf))


def _is_null(found: exp.Expr) -> exp.Expr:
    return exp.Is(this=found, expression=exp.Null())


def _outcome(tree: Tree) -> exp.Expr:
    if isinstance(tree, Leaf):
        return _column(tree)
    if isinstance(tree, Not):
        return exp.not_(_outcome(tree.of))
    if tree.word == "at_least":
        return _at_least(tree)
    join = exp.and_ if tree.word == "all" else exp.or_
    return join(*(_outcome(child) for child in tree.of))


def _at_least(group: Group) -> exp.Expr:
    """AND and OR cannot count."""
    children = [_outcome(child) for child in group.of]
    trues, falses = _count(children), _count(map(exp.not_, children))
    enough = exp.GTE(this=trues, expression=exp.Literal.number(group.needed))
    refused = exp.GTE(this=falses, expression=exp.Literal.number(group.refused_by))
    return exp.Case(
        ifs=[
            exp.If(this=enough, true=exp.true()),
            exp.If(this=refused, true=exp.false()),
        ]
    )


def _count(found: Iterable[exp.Expr]) -> exp.Expr:
    return _chain(exp.Add, [_where(each, 1) for each in found])


def _mask(bits: Iterable[tuple[Leaf, exp.Expr]]) -> exp.Expr:
    """Bit k is set where the expression of leaf k is true."""
    each = [_where(found, 1 << leaf.index) for leaf, found in bits]
    return exp.cast(_chain(exp.BitwiseOr, each), "BIGINT", copy=False)


def _where(found: exp.Expr, number: int) -> exp.Expr:
    """The number where it is true, else 0."""
    then = exp.If(this=found, true=exp.Literal.number(number))
    return exp.Case(ifs=[then], default=exp.Literal.number(0))


def _chain(join: type[exp.Binary], parts: Sequence[exp.Expr]) -> exp.Expr:
    whole = parts[0]
    for part in parts[1:]:
        whole = join(this=whole, expression=part)
    return exp.paren(whole, copy=False)
