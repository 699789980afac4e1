"""The picture of a service: nothing covers anything, every way is drawn and arrives."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayeban.cases.flow import rows
from sayeban.cases.flow.drawing import flow_of
from sayeban.cases.flow.parts import Box, Exit, Flow
from sayeban.cases.tests.documents import CARD

_WORDS = st.text("ابپتس ‌کگلم", min_size=1, max_size=60).map(lambda text: text.strip() or "گام")
_RESULTS = ("done", "refused", "legally_not_possible", "referred", "withdrawn")


@st.composite
def _documents(draw: st.DrawFn) -> dict[str, Any]:
    keys = [f"s{number}" for number in range(draw(st.integers(0, 7)))]
    targets = [*keys, "nowhere", *(f"close:{result}" for result in _RESULTS)]
    return {
        "title": "خدمت",
        "steps": [
            {
                "key": key,
                "title": draw(_WORDS),
                "role": "desk_clerk",
                "unit_level": "county",
                "days": draw(st.integers(0, 99)),
                "clock": draw(st.sampled_from(["own", "applicant", "external", "paused"])),
                "parallel_with": draw(st.sampled_from([None, *keys])),
            }
            for key in keys
        ],
        "transitions": [
            {"step": key, "outcome": str(nth), "label": draw(_WORDS), "to": to}
            for key in keys
            for nth, to in enumerate(draw(st.lists(st.sampled_from(targets), max_size=5)))
        ],
    }


def _points(path: str) -> list[tuple[float, float]]:
    pairs = (point.split(",") for point in path.split())
    return [(float(x), float(y)) for x, y in pairs]


def _meet(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def _faults(flow: Flow) -> list[str]:
    boxes = [*flow.steps, *flow.ends]
    return [*_faults_of_boxes(boxes), *_faults_of_arrows(flow, boxes), *_faults_of_lanes(flow)]


def _faults_of_boxes(boxes: list[Box]) -> Iterator[str]:
    for one, other in combinations(boxes, 2):
        if _meet(one, other):
            yield f"{one.text} covers {other.text}"
    for box in boxes:
        if any(not box.y < line.at <= box.y + box.height for line in box.lines):
            yield f"words leave {box.text}"


def _faults_of_arrows(flow: Flow, boxes: list[Box]) -> Iterator[str]:
    for arrow in flow.arrows:
        x, y = _points(arrow.head)[0]
        if not any(
            box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height for box in boxes
        ):
            yield f"an arrow ends nowhere: {arrow.path}"
        if any(x < flow.left or not 0 <= y <= flow.height for x, y in _points(arrow.path)):
            yield f"an arrow leaves the drawing: {arrow.path}"


def _faults_of_lanes(flow: Flow) -> Iterator[str]:
    upright = [_points(arrow.path) for arrow in flow.arrows if arrow.path.count(" ") == 3]
    for lane, other_lane in combinations(upright, 2):
        if lane[1][0] == other_lane[1][0] and _share(lane, other_lane):
            yield f"two lanes are one: {lane}"


def _share(one: list[tuple[float, float]], other: list[tuple[float, float]]) -> bool:
    low, high = sorted((one[1][1], one[2][1]))
    bottom, top = sorted((other[1][1], other[2][1]))
    return low < top and bottom < high


@given(_documents())
def test_nothing_covers_anything_and_every_arrow_arrives(document: dict[str, Any]) -> None:
    assert _faults(flow_of(document)) == []


@given(_documents())
def test_every_step_and_way_is_in_the_table(document: dict[str, Any]) -> None:
    flow = flow_of(document)
    assert len(flow.steps) == len(document["steps"])
    said = [(way.step.partition(". ")[2], way.label) for way in flow.ways if way.label]
    titles = {step["key"]: step["title"] for step in document["steps"]}
    ways = [(titles[way["step"]], way["label"]) for way in document["transitions"]]
    assert sorted(said) == sorted(ways)


def test_ends_that_are_too_close_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    class Close(Exit):
        @property
        def foot(self) -> float:
            return self.y + 10

    monkeypatch.setattr(rows, "Exit", Close)
    assert any("covers" in fault for fault in _faults(flow_of(CARD)))


def test_a_lane_in_the_way_of_another_is_seen() -> None:
    flow = flow_of(CARD)
    lanes = [arrow for arrow in flow.arrows if arrow.path.count(" ") == 3]
    assert len(lanes) == 4
    assert any("one" in fault for fault in _faults(replace(flow, arrows=(lanes[0], lanes[0]))))


def test_a_way_back_is_drawn_as_one() -> None:
    back = [arrow for arrow in flow_of(CARD).arrows if arrow.back]
    assert len(back) == 2
    assert all(_points(each.path)[-1][1] < _points(each.path)[0][1] for each in back)


def test_a_step_without_a_way_out_and_a_way_to_nowhere_are_said() -> None:
    broken: Mapping[str, Any] = {
        **CARD,
        "transitions": [{"step": "intake", "outcome": "x", "label": "برو", "to": "nowhere"}],
    }
    flow = flow_of(broken)
    assert [end.tone for end in flow.ends] == ["bad"]
    assert [way.to for way in flow.ways] == ["گامی که نیست: nowhere"] + ["راهی از این گام نیست"] * 4
