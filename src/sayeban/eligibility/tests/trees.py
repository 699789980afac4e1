"""Random rules over a few facts of each type."""

from typing import Any

from hypothesis import strategies as st

from sayeban.eligibility.tests.makers import leaf

OPS = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])


def compared(fact: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.tuples(OPS, values).map(lambda told: leaf("x", fact, told[0], value=told[1]))


LEAF = st.one_of(
    compared("age", st.integers(1, 3)),
    compared("income_pc", st.integers(1, 3)),
    compared("home_area", st.sampled_from([1.5, 2, 2.5])),
    compared("birth_date", st.sampled_from(["1950-01-01", "2000-01-01"])),
    st.booleans().map(lambda yes: leaf("x", "is_head", "=", value=yes)),
    OPS.map(lambda op: leaf("x", "age", op, other="household_size")),
)
TREE = st.recursive(
    LEAF,
    lambda of: st.one_of(
        st.lists(of, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(of, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
        of.map(lambda part: {"not": part}),
        st.lists(of, min_size=2, max_size=3).map(lambda parts: {"at_least": 2, "of": parts}),
    ),
    max_leaves=6,
)


def numbered(tree: Any, count: list[int]) -> Any:  # noqa: ANN401 - JSON
    """The tree with an id of its own for each leaf."""
    if isinstance(tree, list):
        return [numbered(each, count) for each in tree]
    if not isinstance(tree, dict):
        return tree
    if "fact" in tree:
        count[0] += 1
        return {**tree, "id": f"l{count[0]}"}
    return {key: numbered(each, count) for key, each in tree.items()}
