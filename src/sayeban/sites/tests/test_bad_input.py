"""Bad input across the engines: a clear Persian sentence, nothing lost, never a refusal out of an
unknown (issue 5, part 7).

What one package alone answers stands in its own tests: definitions that no case could follow in
cases/tests/test_services, conditions in eligibility/tests/test_rules_life, forms in
forms/tests/test_drafting and test_receiving, registers in facts/tests/inquiries.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from sayeban.cases.models import Case
from sayeban.cases.public import advance, import_services, write_service
from sayeban.cases.refusals import ServiceChanged, ServiceInvalid
from sayeban.cases.refusals_case import GuardRefuses, GuardUnknown
from sayeban.cases.tests.makers import (
    CLERK,
    HEAD,
    NOW,
    WORKER,
    card,
    of,
    open_step,
    opened,
    published,
    way,
)
from sayeban.eligibility.public import draft_rule
from sayeban.eligibility.refusals import RuleChangedMeanwhile
from sayeban.eligibility.tests import makers as rules
from sayeban.facts.inquiries.fake.server import FakeRegisters
from sayeban.facts.public import ConditionInvalid
from sayeban.facts.tests import makers as facts
from sayeban.facts.tests.inquiries.makers import ask, world
from sayeban.forms.public import Filled, change_draft, import_form, receive
from sayeban.forms.refusals import DraftChanged, FormInvalid
from sayeban.forms.tests import makers as forms
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.organisations.public import seed
from sayeban.people.tests.makers import person, register, rows_of, source_row
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]

RICH: dict[str, Any] = {
    "id": "rich",
    "fact": "decile",
    "op": ">",
    "value": 3,
    "yes": "دهک خانوار بالاتر از سه است.",
    "no": "دهک خانوار بالاتر از سه نیست.",
    "ask": "دهک خانوار معلوم نیست.",
}


@pytest.fixture
def there() -> Iterator[FakeRegisters]:
    seed(date(2026, 11, 23))
    with world() as made:
        yield made


def decided_by_decile() -> dict[str, Any]:
    """A service that refuses whose decile is high, and nobody else."""
    made = card()
    for each in made["transitions"]:
        if each["outcome"] == "refuse":
            each["guard"] = RICH
    return made


def at_the_decision(serial: int) -> int:
    """A case that waits for its decision; the id of it."""
    case = opened(serial).case_id
    for actor, outcome in ((CLERK, "complete"), (WORKER, "seen")):
        advance(actor=actor, at=NOW, steps=[open_step(case).pk], outcome=outcome)
    return case


def refuse(case: int) -> None:
    advance(actor=HEAD, at=NOW, steps=[open_step(case).pk], outcome="refuse", reason="دهک بالاست")


def result(case: int) -> str:
    with looking(OPERATOR):
        return str(Case.objects.get(pk=case).result)


def tell(serial: int, decile: int) -> None:
    """The register says a decile."""
    household = person(serial).household_id
    assert household
    said = facts.value(
        ("household", household), "decile", decile, origin="received", register="decile"
    )
    facts.put(said)


@pytest.mark.parametrize("state", ["down", "busy", "garbage", "another"])
def test_a_case_is_never_refused_out_of_an_unknown(there: FakeRegisters, state: str) -> None:
    """Given a service that refuses high deciles and a register that is ill, when the head
    refuses, then the case stays open in words; only what the register says refuses it."""
    published(decided_by_decile())
    case = at_the_decision(1)
    there.states["decile"] = state
    assert ask(person(1).pk).status == "unavailable"
    with pytest.raises(GuardUnknown) as told:
        refuse(case)
    assert "هنوز معلوم نیست" in told.value.message
    assert (result(case), rows_of("SELECT 1 FROM facts_value")) == ("", [])
    # The control: what is known refuses.
    tell(1, 9)
    refuse(case)
    assert result(case) == "refused"


def test_what_is_known_to_be_otherwise_refuses_nobody(there: FakeRegisters) -> None:
    """The other side of the control: a low decile is a known no of the guard."""
    published(decided_by_decile())
    case = at_the_decision(1)
    tell(1, 2)
    with pytest.raises(GuardRefuses, match="دهک خانوار"):
        refuse(case)
    assert result(case) == ""


def said(refused: Refusal) -> str:
    """The sentence, which is Persian and tells what to do."""
    sentence = refused.message
    assert any("آ" <= sign <= "ی" for sign in sentence)
    assert sentence.rstrip().endswith((".", "»", "؟"))
    return sentence


def circle(document: dict[str, Any]) -> None:
    document["transitions"] = [
        each for each in document["transitions"] if not str(each["to"]).startswith("close:")
    ] + [way("decide", "again", "intake"), way("ask", "again", "intake")]


def dangling(document: dict[str, Any]) -> None:
    document["transitions"][0]["to"] = "nowhere"


@pytest.mark.parametrize(
    ("broken", "words"), [(circle, "پایان"), (dangling, "به گامی می‌رود که نیست")]
)
def test_a_service_that_no_case_could_follow(broken: Any, words: str) -> None:  # noqa: ANN401
    seed(date(2026, 11, 23))
    document = card()
    broken(document)
    with pytest.raises(ServiceInvalid) as refused:
        import_services(actor=OPERATOR, at=NOW, documents=[document], publish=True)
    assert words in said(refused.value)
    assert rows_of("SELECT 1 FROM cases_serviceversion") == []


def test_a_rule_on_a_fact_that_nobody_knows() -> None:
    rules.facts_seeded()
    tree = rules.leaf("x", "shoe_size", "=", value=42)
    with pytest.raises(ConditionInvalid) as refused:
        draft_rule(actor=rules.AUTHOR, at=NOW, document=rules.document(tree))
    assert "(داده)" in said(refused.value)
    assert "این داده در فهرست داده‌ها نیست" in said(refused.value)
    assert rows_of("SELECT 1 FROM eligibility_ruleversion") == []


def test_a_form_with_a_question_that_is_never_asked() -> None:
    facts.seeded()
    never = {"id": "n", "fact": "age", "op": ">", "value": 200}
    age = {"key": "age", "type": "int", "label": "سن", "limits": {"min": 0, "max": 120}}
    old = {"key": "old", "type": "text", "label": "چرا؟", "visible_if": never}
    with pytest.raises(FormInvalid) as refused:
        forms.put_in_force(age, old)
    assert "«old» هرگز پرسیده نمی‌شود" in said(refused.value)
    # The draft is kept: nothing that was written is lost.
    assert rows_of("SELECT state FROM forms_version") == [("draft",)]


def test_two_editors_of_a_rule() -> None:
    rules.facts_seeded()
    first = draft_rule(actor=rules.AUTHOR, at=NOW, document=rules.document())
    mine = rules.document(title="نخست")
    draft_rule(actor=rules.SECOND, at=NOW, document=mine, revision=first.revision)
    theirs = rules.document(title="دوم")
    with pytest.raises(RuleChangedMeanwhile) as refused:
        draft_rule(actor=rules.AUTHOR, at=NOW, document=theirs, revision=first.revision)
    said(refused.value)
    assert rows_of("SELECT title FROM eligibility_ruleversion") == [("نخست",)]


def test_two_editors_of_a_form() -> None:
    facts.seeded()
    made = import_form(actor=forms.EXPERT, at=NOW, document=forms.document())
    asked: dict[str, Any] = {"code": "rent_help", "edition": made.edition}
    change_draft(actor=forms.EXPERT, at=NOW, document=forms.document(forms.WISH), **asked)
    with pytest.raises(DraftChanged) as refused:
        change_draft(actor=forms.DEPUTY, at=NOW, document=forms.document(forms.TENURE), **asked)
    assert "تغییر شما ثبت نشد" in said(refused.value)


def test_two_editors_of_a_service() -> None:
    seed(date(2026, 11, 23))
    expert = of("hq_expert", Unit.hq(), 21)
    asked: dict[str, Any] = {"actor": expert, "at": NOW, "service": "disability_card"}
    first = write_service(document=card(), revision=0, **asked)
    write_service(document=card() | {"title": "نخست"}, revision=first, **asked)
    with pytest.raises(ServiceChanged) as refused:
        write_service(document=card() | {"title": "دوم"}, revision=first, **asked)
    said(refused.value)
    assert rows_of("SELECT document ->> 'title' FROM cases_serviceversion") == [("نخست",)]


PUBLISHED = {
    "forms_version": "document = '{}'",
    "eligibility_ruleversion": "tree = '{}'",
    "cases_serviceversion": "document = '{}'",
    "cases_stepdef": "days = 99",
    "cases_transition": "outcome = 'other'",
}


@pytest.mark.parametrize("table", PUBLISHED)
def test_what_is_published_is_not_edited_even_by_sql_of_the_program(table: str) -> None:
    """As the role of headquarters, which may write the table: what runs goes by what it began
    with. The control is a draft of the same table, where the table has drafts."""
    facts.seeded()
    rules.facts_seeded()
    seed(date(2026, 11, 23))
    forms.put_in_force()
    rules.in_force(rules.document())
    published()
    before = rows_of(f"SELECT * FROM {table} ORDER BY id")
    assert before
    for sql in (f"UPDATE {table} SET {PUBLISHED[table]}", f"DELETE FROM {table}"):
        with (
            pytest.raises(DatabaseError, match=r"(does not|never) change"),
            acting(OPERATOR, NOW),
            transaction.atomic(),
        ):
            connection.cursor().execute(sql)
    assert rows_of(f"SELECT * FROM {table} ORDER BY id") == before


def test_a_draft_of_each_is_changed() -> None:
    """The control."""
    facts.seeded()
    rules.facts_seeded()
    seed(date(2026, 11, 23))
    import_form(actor=forms.EXPERT, at=NOW, document=forms.document())
    draft_rule(actor=rules.AUTHOR, at=NOW, document=rules.document())
    import_services(actor=OPERATOR, at=NOW, documents=[card()], publish=False)
    for table in ("forms_version", "eligibility_ruleversion", "cases_serviceversion"):
        with acting(OPERATOR, NOW), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET {PUBLISHED[table]}")
            assert cursor.rowcount == 1


def filled(key: UUID, n: int, **answers: Any) -> Filled:
    return Filled(key, "rent_help", n, person(1).pk, "offline", answers, "دهیار")


def test_a_submission_that_is_replayed_and_one_of_an_old_version() -> None:
    facts.seeded()
    facts.household(1)
    forms.put_in_force()
    key = uuid4()
    given: dict[str, Any] = {"actor": forms.WORKER, "at": NOW, "unit": forms.CENTRE}
    once = receive(filled=filled(key, 1, tenure="owner"), **given)
    again = receive(filled=filled(key, 1, tenure="tenant", rent_monthly=5), **given)
    assert once == again
    assert rows_of("SELECT value #>> '{}' FROM forms_answer") == [("owner",)]
    # Of the version before: kept as far as it fits, and what is new is asked in words.
    more = {"key": "more", "type": "text", "label": "چند سال است؟"}
    forms.put_in_force(forms.TENURE, more)
    late = receive(filled=filled(uuid4(), 1, tenure="owner"), **given)
    assert not late.submitted
    assert "چند سال است؟" in late.sentence


def test_a_register_that_is_down_leaves_a_question_open(there: FakeRegisters) -> None:
    register(source_row(1))
    there.states["decile"] = "down"
    asked = ask(person(1).pk)
    assert (asked.status, asked.result) == ("unavailable", None)
    assert asked.next_try_at is not None
    assert rows_of("SELECT 1 FROM facts_value") == []
