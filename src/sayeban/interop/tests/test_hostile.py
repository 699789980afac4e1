"""Whatever a partner sends, no address answers with a fault of ours."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from sayeban.interop.public import exchange_messages
from sayeban.interop.rules import FAULTS
from sayeban.interop.tests.makers import BACK, BASE, Party, by_id, codes, now, partner
from sayeban.interop.tests.test_civil_events import event
from sayeban.interop.tests.test_described import subscription
from sayeban.interop.tests.test_later import txn
from sayeban.people.tests.makers import register, source_row

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
FEW = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
_CODES = st.text(max_size=3)
_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), _CODES),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2), st.dictionaries(_CODES, inner, max_size=2)
    ),
    max_leaves=4,
)
Make = Callable[[Party], dict[str, Any]]
ADDRESSES: dict[str, Make] = {
    "/registry/sync/search": lambda p: p.search(by_id(51)),
    "/registry/search": lambda p: p.search(by_id(51, "Member")),
    "/registry/subscribe": lambda p: subscription(p, BACK),
    "/registry/unsubscribe": lambda p: p.message(
        "unsubscribe",
        {"transaction_id": "t", "timestamp": now().isoformat(), "subscription_codes": ["x"]},
    ),
    "/registry/sync/txn/status": lambda p: p.message("txn-status", txn("transaction_id", "t1")),
    "/registry/txn/status": lambda p: p.message("txn-status", txn("correlation_id", "t1")),
    "/registry/notify": lambda p: p.message(
        "notify", {"transaction_id": "t", "notify_event": [event(51)]}
    ),
}


@pytest.fixture
def party(settings: Settings, tmp_path: Path) -> Party:
    settings.HOME = tmp_path
    register(source_row(51, full_name="مریم رضایی"))
    return partner(tells=["death"], per_minute=1_000_000, addresses=[f"{BACK}"])


def replaced(data: st.DataObject, whole: dict[str, Any]) -> dict[str, Any]:
    """The message with something else at one place of it."""
    made = copy.deepcopy(whole)
    node: Any = made
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = data.draw(st.sampled_from(keys))
        inner = node[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.integers(0, 3)) == 0:
            node[key] = data.draw(_JSON)
            return made
        node = inner


@pytest.mark.parametrize("path", ADDRESSES)
def test_whatever_stands_at_a_place_of_a_message_it_is_answered_or_refused(
    party: Party, path: str
) -> None:
    @FEW
    @given(st.data())
    def tried(data: st.DataObject) -> None:
        answer = party.post(BASE + path, replaced(data, ADDRESSES[path](party)))
        assert answer.status_code < 500, answer.content.decode()
        if answer.status_code >= 400:
            assert set(codes(answer)) <= set(FAULTS)

    tried()
    # What was taken is answered as well: nothing that cannot be is left behind.
    exchange_messages(now())
    assert exchange_messages(now()) == 0
