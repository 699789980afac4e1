"""Random forms and answers for the properties."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from hypothesis import strategies as st

from sayeban.people.tests.makers import national_id

CHOICES = [{"code": "own", "label": "مالک"}, {"code": "rent", "label": "مستأجر"}]
_KINDS = ("bool", "int", "year", "number", "money", "date", "text", "code", "codes", "mobile")
KINDS = (*_KINDS, "national_id", "postal_code", "document")
_READ = {
    "bool": st.booleans(),
    "int": st.integers(-3, 3),
    "year": st.integers(1249, 1252),
    "number": st.sampled_from([-1, 0, 0.5, 0.1, 2.25]),
    "money": st.integers(0, 3),
    "date": st.sampled_from(["2026-03-20", "2026-03-21", "2026-03-22"]),
    "code": st.sampled_from(["own", "rent"]),
}
"""Values that conditions compare with, near those that are answered."""
_ANSWERS = _READ | {
    "text": st.sampled_from(["علی", " ", "", "\u200c", "a\0b", "خط\nخط", "x" * 31, "\u2028"]),
    "codes": st.lists(st.sampled_from(["own", "rent", "else"]), max_size=3),
    "mobile": st.sampled_from(["+989121234567", "09121234567", "+98912123456", ""]),
    "national_id": st.sampled_from([national_id(1), "9990000011", "999", ""]),
    "postal_code": st.sampled_from(["1111111112", "1111111111", "111"]),
    "document": st.sampled_from([1, 0, -1, 7.0, 10**15, 10**16]),
}
_STRANGE: st.SearchStrategy[Any] = st.sampled_from(
    [
        *(None, True, False, 0, 1, 1.0, 0.5, -0.0, 1e-7, 10**15 + 1, 10**18, 1e300, "", "1", "own"),
        *(
            "2026-02-30",
            "20260321",
            "2026-3-21",
            "0001-01-01",
            "9999-12-31",
            "else",
            [],
            ["own"],
            {},
        ),
    ]
)
_OPS = {"bool": "= !=", "code": "= != in not_in", "text": ""}


@st.composite
def leaf(draw: st.DrawFn, questions: list[dict[str, Any]]) -> dict[str, Any]:
    question = draw(st.sampled_from(questions))
    kind = question["type"]
    ops = _OPS.get(kind, "= != < <= > >= in not_in" if kind in _READ else "").split()
    op = draw(st.sampled_from([*ops, "known"]))
    made = {"fact": question["key"], "op": op}
    if op == "known":
        return made
    value = draw(st.lists(_READ[kind], min_size=1, max_size=2, unique=True))
    return made | {"value": value if op in ("in", "not_in") else value[0]}


def numbered(tree: dict[str, Any], numbers: Iterator[int]) -> dict[str, Any]:
    """The same with an id at each leaf."""
    if "fact" in tree:
        return {"id": f"l{next(numbers)}"} | tree
    return {
        word: [numbered(each, numbers) for each in of]
        if isinstance(of, list)
        else numbered(of, numbers)
        if isinstance(of, dict)
        else of
        for word, of in tree.items()
    }


@st.composite
def tree(draw: st.DrawFn, questions: list[dict[str, Any]], depth: int = 2) -> dict[str, Any]:
    word = draw(st.sampled_from(["leaf", "not", "all", "any", "at_least"])) if depth else "leaf"
    if word == "leaf":
        return draw(leaf(questions))
    if word == "not":
        return {"not": draw(tree(questions, depth - 1))}
    of = [draw(tree(questions, depth - 1)) for _ in range(draw(st.integers(1, 3)))]
    if word == "at_least":
        return {"at_least": draw(st.integers(1, len(of))), "of": of}
    return {word: of}


@st.composite
def question(
    draw: st.DrawFn, key: str, before: list[dict[str, Any]], kinds: Sequence[str]
) -> dict[str, Any]:
    kind = draw(st.sampled_from(kinds))
    made: dict[str, Any] = {"key": key, "type": kind, "label": key}
    made["required"] = draw(st.booleans())
    if draw(st.booleans()) and kind not in ("codes", "document", "year"):
        made["fact"] = f"{kind}_fact"
    if kind in ("code", "codes"):
        made["choices"] = CHOICES
    if kind in ("int", "money") and draw(st.booleans()):
        made["limits"] = {"min": 1, "max": 2}
    if kind == "date" and draw(st.booleans()):
        made["limits"] = {"min": "2026-03-21"}
    if kind == "text":
        made["limits"] = {"max_length": 30}
    told = [each for each in before if each["type"] not in ("codes", "document")]
    if bool(told) and draw(st.booleans()):
        made["visible_if"] = numbered(draw(tree(told)), count())
    return made


@st.composite
def document(draw: st.DrawFn, kinds: Sequence[str] = KINDS, most: int = 5) -> dict[str, Any]:
    made: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, most))):
        made.append(draw(question(f"q{number}", made, kinds)))
    return {
        "code": "drawn",
        "title": "آزمون",
        "sections": [{"key": "all", "title": "همه", "questions": made}],
    }


@st.composite
def answers(draw: st.DrawFn, form: dict[str, Any]) -> dict[str, Any]:
    """Mostly what the questions ask for, some strange ones, some of no question."""
    made: dict[str, Any] = {}
    for each in form["sections"][0]["questions"]:
        match draw(st.integers(0, 9)):
            case 0 | 1:
                continue
            case 2:
                made[each["key"]] = draw(_STRANGE)
            case 3 if "fact" in each:
                made[each["key"]] = None
            case _:
                made[each["key"]] = draw(_ANSWERS[each["type"]])
    if draw(st.integers(0, 19)) == 0:
        made["stranger"] = 1
    return made
