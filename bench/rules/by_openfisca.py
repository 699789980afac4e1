"""The ten conditions in openfisca-core, the engine that ministries calculate benefits with.

It has no unknown: a missing value is 0 there. What is known is handed over as variables of its
own, and the outcome is 1, 0, or -1 for unknown. It gives no reasons.
"""

from collections.abc import Callable
from typing import Any, Final

import numpy as np
import psycopg
from openfisca_core.entities import Entity, GroupEntity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from bench.rules.condition import PARAMS
from bench.rules.data import TENURES

Array = np.ndarray[Any, Any]
_MONTH: Final = "2026-04"
_ROLES: Final[Any] = [{"key": "head", "max": 1}, {"key": "member"}]
Person = Entity("person", "persons", "", "")
Household = GroupEntity("household", "households", "", "", roles=_ROLES)


def _variable(
    name: str, entity: object, value_type: type, formula: Callable[..., object] | None = None
) -> type:
    told = {"entity": entity, "value_type": value_type, "definition_period": DateUnit.MONTH}
    return type(name, (Variable,), told | ({"formula": formula} if formula else {}))


def _outcome(household: Any, period: object) -> Array:  # noqa: ANN401 - OpenFisca is not typed
    def given(name: str) -> Array:
        found: Array = household(name, period)
        return found

    income, no_income = given("income_total"), given("incomes_unknown") > 0
    decile, no_decile = given("decile"), ~given("decile_known")
    rent, no_rent = given("rent_monthly"), ~given("rent_known") | no_income
    size, working = given("household_size"), given("members_employed")
    poor = ~no_income & (income < PARAMS["poverty_line"])
    low = ~no_decile & (decile <= 3)  # noqa: PLR2004
    weak = (
        (size >= 5) * 1  # noqa: PLR2004
        + (given("members_under_18") >= 2)  # noqa: PLR2004
        + (given("members_disabled") >= 1)
        + (given("head_age") >= 65)  # noqa: PLR2004
        + given("head_woman")
    ) >= 2  # noqa: PLR2004
    all_work = working == size
    owner, no_tenure = given("tenure") == TENURES.index("owner"), given("tenure") < 0
    cheap = ~no_rent & (rent < income)
    yes = (poor | low) & weak & ~((owner | no_tenure) & all_work) & cheap
    refused = (
        ~(poor | low | no_income | no_decile) | ~weak | (owner & all_work) | ~(cheap | no_rent)
    )
    return np.where(yes, 1, np.where(refused, 0, -1))


def _sum(name: str) -> Callable[..., object]:
    return lambda household, period: household.sum(household.members(name, period))


def _size(household: Any, _: object) -> object:  # noqa: ANN401
    return household.nb_persons()


def _children(household: Any, period: object) -> object:  # noqa: ANN401
    return household.sum(household.members("age", period) < 18)  # noqa: PLR2004


def _of_head(name: str) -> Callable[..., object]:
    return lambda household, period: household.head(name, period)


_VARIABLES: Final = (
    _variable("age", Person, int),
    _variable("is_woman", Person, bool),
    _variable("has_disability", Person, bool),
    _variable("employed", Person, bool),
    _variable("income_monthly", Person, float),
    _variable("income_unknown", Person, bool),
    _variable("decile", Household, int),
    _variable("decile_known", Household, bool),
    _variable("tenure", Household, int),
    _variable("rent_monthly", Household, float),
    _variable("rent_known", Household, bool),
    _variable("household_size", Household, int, _size),
    _variable("members_under_18", Household, int, _children),
    _variable("members_disabled", Household, int, _sum("has_disability")),
    _variable("members_employed", Household, int, _sum("employed")),
    _variable("head_age", Household, int, _of_head("age")),
    _variable("head_woman", Household, bool, _of_head("is_woman")),
    _variable("income_total", Household, float, _sum("income_monthly")),
    _variable("incomes_unknown", Household, int, _sum("income_unknown")),
    _variable("outcome", Household, int, _outcome),
)
# One row of all values is read in an instant; rows would be counted against OpenFisca one by one.
_PEOPLE: Final = {
    "household_id": ("int8send(household_id)", ">i8"),
    "is_head": ("boolsend(is_head)", "?"),
    "age": ("int4send(age::int)", ">i4"),
    "is_woman": ("boolsend(is_woman)", "?"),
    "has_disability": ("boolsend(has_disability)", "?"),
    "employed": ("boolsend(employed)", "?"),
    "income_monthly": ("int8send(coalesce(income_monthly, 0))", ">i8"),
    "income_unknown": ("boolsend(income_monthly IS NULL)", "?"),
}
_TENURE: Final = f"coalesce(array_position(ARRAY{list(TENURES)}, tenure) - 1, -1)"
_HOMES: Final = {
    "id": ("int8send(id)", ">i8"),
    "decile": ("int4send(coalesce(decile, 0)::int)", ">i4"),
    "decile_known": ("boolsend(decile IS NOT NULL)", "?"),
    "tenure": (f"int4send({_TENURE})", ">i4"),
    "rent_monthly": ("int8send(coalesce(rent_monthly, 0))", ">i8"),
    "rent_known": ("boolsend(rent_monthly IS NOT NULL)", "?"),
}
Columns = dict[str, Array]


def load(session: psycopg.Connection) -> tuple[Columns, Columns]:
    """Raw households and persons out of the database."""
    return _read(session, "bench_household", _HOMES), _read(session, "bench_person", _PEOPLE)


def _read(session: psycopg.Connection, table: str, asked: dict[str, tuple[str, str]]) -> Columns:
    whole = ", ".join(f"string_agg({sent}, '')" for sent, _ in asked.values())
    with session.cursor(binary=True) as cursor:
        row = cursor.execute(f"SELECT {whole} FROM {table}").fetchone()
    assert row
    kinds = (kind for _, kind in asked.values())
    told = (np.frombuffer(sent, kind) for sent, kind in zip(row, kinds, strict=True))
    native = (each.astype(each.dtype.newbyteorder("=")) for each in told)
    return dict(zip(asked, native, strict=True))


def build(homes: Columns, people: Columns) -> Any:  # noqa: ANN401
    """A simulation that knows what was loaded."""
    system = TaxBenefitSystem([Person, Household])
    for each in _VARIABLES:
        system.add_variable(each)
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("person", range(len(people["age"])))
    group = builder.declare_entity("household", homes["id"])
    roles = (~people["is_head"]).astype(np.int8)
    builder.join_with_persons(group, people["household_id"], roles=roles)
    simulation = builder.build(system)
    for columns in (people, homes):
        for name in columns.keys() & {each.__name__ for each in _VARIABLES}:
            simulation.set_input(name, _MONTH, columns[name])
    return simulation


def decide(simulation: Any, homes: Columns) -> Array:  # noqa: ANN401
    """Outcomes in the order of the households' ids."""
    found: Array = simulation.calculate("outcome", _MONTH)
    return found[np.argsort(homes["id"])]
