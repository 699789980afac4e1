"""A question goes out once, an answer is understood and kept, and nothing becomes a no."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import now

from sayeban.facts.inquiries.fake.server import FakeRegisters
from sayeban.facts.inquiries.tests.makers import ask, person, world
from sayeban.facts.inquiry_refusals import (
    AnotherQuestion,
    PurposeUnknown,
    QuestionIncomplete,
    RegisterOff,
    RegisterUnknown,
    SubjectUnfit,
)
from sayeban.facts.models import Inquiry
from sayeban.people.public import UnknownPerson
from sayeban.people.tests.makers import national_id

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]


@pytest.fixture
def there() -> Iterator[FakeRegisters]:
    with world() as made:
        yield made


def test_an_answer_is_kept_without_its_payload(there: FakeRegisters) -> None:
    asked = ask(person(), "civil_identity")
    assert (asked.status, asked.attempts, asked.next_try_at) == ("ok", 1, None)
    assert asked.provider == "نمونه: civil_identity"
    assert asked.reference.startswith("civil_identity-")
    assert asked.result is not None
    assert "photo" not in asked.result
    assert len(asked.raw_hash) == 64
    assert asked.valid_until is not None
    [sent] = there.asked
    assert sent["purpose"] == "welfare_file"
    assert sent["legal_basis"] == asked.legal_basis != ""
    assert sent["subject"] == {"identifier_type": "national_id", "value": national_id(1)}
    assert sent["requested_by"]["organisation"] == "operator"
