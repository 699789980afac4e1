"""Whatever is asked becomes a condition of the white list or a refusal, and never SQL."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayeban.interop.attributes import ATTRIBUTES
from sayeban.interop.criteria import Asked, Condition, condition_of
from sayeban.interop.faults import Faulty

_NAMES = st.sampled_from([*ATTRIBUTES, "$and", "$or", "x'; DROP TABLE people_person; --"])
_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=20),
    st.sampled_from(["2000-01-01", "0701", "' OR true", "%s", "{}"]),
)
_JSON = st.recursive(
    _VALUES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.one_of(_NAMES, st.sampled_from(["$lt", "$in", "eq", "expression1"])),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=10,
)
_TEST = st.fixed_dictionaries(
    {
        "attribute_name": _NAMES,
        "operator": st.sampled_from(["eq", "lt", "in", "ge", "like"]),
        "attribute_value": st.one_of(_VALUES, st.lists(_VALUES, max_size=3)),
    }
)
_QUERIES = st.one_of(
    st.tuples(st.just("predicate"), st.lists(st.fixed_dictionaries({"expression1": _TEST}))),
    st.tuples(
        st.just("expression"),
        _JSON.map(lambda told: {"value": {"expression": {"query": told}}}),
    ),
    st.tuples(st.just("idtype-value"), st.fixed_dictionaries({"type": _NAMES, "value": _JSON})),
    st.tuples(st.text(max_size=5), _JSON),
)
# What a condition is made of: the texts of the white list and words that join them.
_KNOWN = "|".join(
    re.escape(test).replace(r"\{\}", "(= ANY \\(%s\\)|(=|<|>|<=|>=) %s)")
    for each in ATTRIBUTES.values()
    for test in (each.group, each.member)
    if test
)
_WHOLE = re.compile(rf"(\(|\)|\ AND\ |\ OR\ |\ AND\ NOT\ |{_KNOWN})*")


def judged(kind: str, query: Any, entity: Any) -> Condition | None:  # noqa: ANN401 - any JSON
    try:
        return condition_of(kind, query, Asked(entity, ATTRIBUTES))
    except Faulty as fault:
        if fault.name != "rjct.search_criteria.invalid":
            raise
        return None


@pytest.mark.slow
@given(_QUERIES, st.sampled_from(["Group", "Member"]))
def test_a_query_becomes_a_condition_of_the_white_list_or_is_refused(
    asked: tuple[str, Any], entity: str
) -> None:
    found = judged(*asked, entity)
    if found is not None:
        assert _WHOLE.fullmatch(found.sql)
        assert found.sql.count("%s") == len(found.values)


def test_the_property_sees_what_it_is_there_for() -> None:
    assert _WHOLE.fullmatch("(p.county = '0701')") is None
    assert _WHOLE.fullmatch("(p.county = %s)") is not None
    assert judged("idtype-value", {"type": "county", "value": "0701"}, "Member") is not None
