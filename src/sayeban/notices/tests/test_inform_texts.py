"""A text to clients never says that bills are free, however it is written (A-003)."""

from datetime import UTC, datetime

import pytest

from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.notices import rules_inform
from sayeban.notices.actions.queue import Notice, queue
from sayeban.notices.actions.templates import approve_template, seed_templates, write_template
from sayeban.notices.models import Message
from sayeban.notices.public import inform_texts
from sayeban.notices.refusals import ConditionMissing, GapUnknown, Promise
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting, looking

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, tzinfo=UTC)
HQ = Unit.hq()
WRITER = Actor("user", "w", 1, (Appointment("hq_expert", HQ),))
APPROVER = Actor("user", "a", 2, (Appointment("hq_deputy", HQ),))
GOOD = "برای معافیت قبض مشترکان کم‌مصرف در دامنه‌های اعلامی، {1} با شما تماس می‌گیرد."
PROMISES = {
    "plain": "قبض شما رایگان است",
    "Arabic yeh": "قبض شما رايگان است",
    "half-space inside": "قبض شما را\u200cی\u200cگ\u200cان است",
    "vowel marks": "قبض شما رَایِگٰان است",
    "stretched": "قبض شما رایــــگان است",
    "blanks and stars": "قبض شما ر ا*ی.گ-ا/ن است",
    "doubled letters": "قبض شما راااایگااان است",
    "kaf for gaf": "قبض شما رایكان است",
    "marks of direction": "قبض شما را\u200f\u202bیگ\u202cان است",
    "presentation forms": "قبض شما \ufead\ufe8d\ufef3\ufb95\ufe8e\ufee5 است",
    "Quranic marks": "قبض شما را\u06d6یگان است",
    "another word": "آب و برق مجاني شد",
    "without cost": "برق شما بي‌هزينه است",
    "a certain exemption": "شما از پرداخت قبض معاف شده‌اید",
    "a bill of nothing": "از این پس قبض شما صفر می‌شود",
    "Latin letters": "gaz-e shoma RAYGAN ast",
    "with the condition": "قبض مشترکان کم‌مصرف رایگان است",
}


def offered() -> dict[str, str]:
    with looking(WRITER):
        return inform_texts()


def write(text: str, code: str = "inform.first") -> int:
    return write_template(actor=WRITER, at=NOW, code=code, text=text)


@pytest.mark.parametrize("text", PROMISES.values(), ids=PROMISES)
def test_a_promise_is_refused_in_every_spelling(text: str) -> None:
    with pytest.raises(Promise) as refused:
        write(text)
    assert str(refused.value.details["words"]) in refused.value.message
    assert offered() == {}


@pytest.mark.parametrize("code", ["inform.first", "inform.second"])
def test_a_promise_is_refused_in_each_text_to_clients_and_in_no_other(code: str) -> None:
    with pytest.raises(Promise):
        write(PROMISES["plain"], code)
    assert write(PROMISES["plain"], "campaign.inside") == 1


def test_who_speaks_of_the_benefit_says_for_whom_it_is() -> None:
    for text in ("برای تخفیف قبض آماده باشید.", "خدمت حذف هزینهٔ قبض", "معافيت قبض برق"):
        with pytest.raises(ConditionMissing):
            write(text)
        assert write(f"{text} ویژهٔ مشترکان كم مصرف است.")
    assert write("لطفاً شناسهٔ قبض خود را آماده کنید."), "who does not speak of it need not"


def test_the_same_gate_stands_where_the_gaps_are_filled() -> None:
    """The title of a campaign may promise what the text does not; the control opens the gate."""
    with acting(OPERATOR, NOW):
        texts = {"inform.first": "{0}: مشترکان کم‌مصرف", "inform.next": "{0}"}
        seed_templates(texts, NOW)
    told = Notice("k", "inform.first", ("قبض رایگان",), HQ, mobile="+989120000000")
    with pytest.raises(Promise), acting(OPERATOR, NOW):
        queue([told], NOW)
    told = Notice("k", "inform.next", ("معافیت قبض",), HQ, mobile="+989120000000")
    with pytest.raises(ConditionMissing), acting(OPERATOR, NOW):
        queue([told], NOW)
    with acting(OPERATOR, NOW):
        assert not Message.objects.exists()


def test_without_the_list_of_promises_nothing_would_be_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control: the refusals come from the list alone."""
    monkeypatch.setattr(rules_inform, "_PROMISES", {})
    assert write(PROMISES["plain"]) == 1
    monkeypatch.setattr(rules_inform, "_BENEFITS", ())
    assert write("معافیت") == 2


def test_ordinary_sentences_are_no_promises() -> None:
    for text in (
        GOOD,
        "هنوز قبضی معاف نیست؛ بررسی مشترکان کم‌مصرف آغاز شده است.",
        "کمک‌رسان روستا به شما سر می‌زند. شناسهٔ قبض گاز، آب و برق را نشان دهید.",
    ):
        assert rules_inform.promise(text) == ""
        assert not rules_inform.lacks_condition(text)


def test_the_newest_approved_version_is_offered_and_may_have_other_gaps() -> None:
    write(GOOD)
    assert offered() == {}
    approve_template(actor=APPROVER, at=NOW, code="inform.first", version=1)
    write(f"{GOOD} تا {{2}}")
    assert offered() == {"inform.first": GOOD}
    approve_template(actor=APPROVER, at=NOW, code="inform.first", version=2)
    assert offered() == {"inform.first": f"{GOOD} تا {{2}}"}
    with pytest.raises(GapUnknown) as refused:
        write(f"{GOOD} {{3}}")
    assert "{0}" in refused.value.message
    assert isinstance(refused.value, Refusal)
