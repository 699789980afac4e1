"""A document is asked of whom the answers of his form make need it, at the desk and on his case."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.cases.actions.ask_papers import ask_papers
from sayeban.cases.actions.open_case import Along, open_case
from sayeban.cases.definition import read
from sayeban.cases.models import Case, CaseDocument, Event
from sayeban.cases.reads.asked_papers import papers_asked
from sayeban.cases.reads.catalogue import check_service, service
from sayeban.cases.tests.makers import CLERK, COUNTY, NOW, card, published
from sayeban.cases.tests.visiting import HQ, text_of, visitor
from sayeban.facts.tests.makers import put, seeded, value
from sayeban.forms.public import start, submission
from sayeban.forms.tests.makers import begin, put_in_force, say, send
from sayeban.people.tests.makers import person, register, source_row
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("guarded")]

GUARDIAN: dict[str, Any] = {"key": "guardian", "type": "bool", "label": "قیم دارد؟"}
SEVERITY: dict[str, Any] = {
    "key": "how_bad",
    "fact": "disability_severity",
    "type": "code",
    "label": "شدت معلولیت؟",
    "required": False,
}
HAS = {"id": "has", "fact": "answer_guardian", "op": "=", "value": True}
SEVERE = {"id": "severe", "fact": "disability_severity", "op": "=", "value": "severe"}


@pytest.fixture
def guarded(places: None) -> Iterator[None]:
    """A service whose form asks for a guardian, and who has one brings his letter."""
    with time_machine.travel(NOW, tick=False):
        seeded()
        put_in_force(GUARDIAN, SEVERITY)
        published(of_form())
        register(source_row(1, mobile="+989120000000"))
        yield


def of_form() -> dict[str, Any]:
    document = deepcopy(card()) | {"form": "rent_help"}
    document["documents"] += [
        {"code": "letter", "title": "قیم\u200cنامه", "when": HAS},
        {"code": "verdict", "title": "رأی کمیسیون", "when": SEVERE},
    ]
    return document


def asked(key: UUID | None) -> dict[str, bool]:
    """The documents that are asked, and whether it is known that they are needed."""
    with looking(OPERATOR):
        form = submission(key) if key else None
        found = papers_asked(read(of_form()).documents, person(1).pk, form)
        return {each.code: each.sure for each in found}


def filled(**answers: Any) -> UUID:
    key = begin(person(1).pk)
    say(key, **answers)
    return key


@pytest.mark.parametrize(
    ("answers", "needed"),
    [
        ({"guardian": True}, {"photo": True, "letter": True, "verdict": False}),
        ({"guardian": False}, {"photo": True, "verdict": False}),
        ({}, {"photo": True, "letter": False, "verdict": False}),
        ({"guardian": False, "how_bad": "severe"}, {"photo": True, "verdict": True}),
        ({"guardian": False, "how_bad": "mild"}, {"photo": True}),
    ],
)
def test_a_form_half_filled_says_at_once_what_is_asked(
    answers: dict[str, Any], needed: dict[str, bool]
) -> None:
    assert asked(filled(**answers)) == needed


def test_without_a_form_nothing_is_known_and_all_is_asked() -> None:
    assert asked(None) == {"photo": True, "letter": False, "verdict": False}


def test_what_is_known_of_him_counts_before_what_he_answers() -> None:
    put(value(("person", person(1).pk), "disability_severity", "mild"))
    assert asked(filled(guardian=False, how_bad="severe")) == {"photo": True}


def opened(key: UUID | None) -> int:
    taken = {"service": "disability_card", "person_id": person(1).pk, "along": Along(key)}
    return open_case(actor=CLERK, at=NOW, unit=COUNTY, **taken).case_id  # type: ignore[arg-type]


def states(case_id: int) -> dict[str, str]:
    with acting(OPERATOR, NOW):
        found = CaseDocument.objects.filter(case=case_id).order_by("id")
        return dict(found.values_list("code", "state"))


@pytest.mark.parametrize("guardian", [True, False])
def test_a_case_asks_what_its_form_says(guardian: bool) -> None:
    key = filled(guardian=guardian, how_bad="mild")
    send(key)
    assert states(opened(key)) == {"photo": "missing"} | ({"letter": "missing"} if guardian else {})


def test_documents_follow_a_form_that_comes_later() -> None:
    case_id = opened(None)
    assert set(states(case_id)) == {"photo", "letter", "verdict"}
    follow(case_id, filled(guardian=False, how_bad="severe"))
    assert states(case_id) == {"photo": "missing", "letter": "waived", "verdict": "missing"}
    with acting(OPERATOR, NOW):
        told = Event.objects.filter(case=case_id, what="document").get()
    assert (told.actor, told.new) == (None, "letter:waived")
    follow(case_id, filled(guardian=True, how_bad="severe"))
    assert states(case_id)["letter"] == "missing"


def test_what_somebody_judged_or_brought_stays() -> None:
    case_id = opened(None)
    with acting(OPERATOR, NOW):
        CaseDocument.objects.filter(case=case_id, code="letter").update(state="received")
        CaseDocument.objects.filter(case=case_id, code="verdict").update(
            state="waived", reason="رونوشت دارد"
        )
    follow(case_id, filled(guardian=False, how_bad="severe"))
    assert states(case_id) == {"photo": "missing", "letter": "received", "verdict": "waived"}


def follow(case_id: int, key: UUID) -> None:
    """His form came, and the documents follow."""
    with acting(OPERATOR, NOW):
        Case.objects.filter(pk=case_id).update(submission=key)
        ask_papers(Case.objects.get(pk=case_id), NOW)


def test_the_page_of_the_case_says_what_is_not_known() -> None:
    said, clerk = "هنوز معلوم نیست که لازم باشد", visitor(Post.DESK_CLERK)
    page = text_of(clerk, f"/cases/{opened(None)}/")
    assert page.count(said) == 2


def test_the_page_of_a_case_whose_form_says_it_does_not() -> None:
    key = filled(guardian=True, how_bad="severe")
    send(key)
    assert "معلوم نیست که لازم" not in text_of(visitor(Post.DESK_CLERK), f"/cases/{opened(key)}/")


def test_a_case_whose_form_no_longer_asks_is_opened_and_asked() -> None:
    put_in_force(SEVERITY)
    key = filled(how_bad="mild")
    send(key)
    assert states(opened(key)) == {"photo": "missing", "letter": "missing"}


def problems(document: dict[str, Any]) -> list[str]:
    with looking(OPERATOR):
        return [each.sentence for each in check_service(read(document))]


def test_answers_are_known_where_documents_are_judged_and_nowhere_else() -> None:
    """Controls: of an outcome, of another question, of a service without the form."""
    assert problems(of_form()) == []
    of_way = of_form()
    of_way["transitions"][0]["guard"] = HAS
    wrong = of_form()
    wrong["documents"][1]["when"] = HAS | {"fact": "answer_other"}
    for each in (of_way, wrong, of_form() | {"form": None}):
        assert len(problems(each)) == 1


def test_an_answer_is_picked_in_the_editor() -> None:
    writer: Client = visitor(Post.HQ_EXPERT, HQ)
    page = "/services/disability_card/condition/documents/1/"
    assert "پاسخ فرم: قیم دارد؟" in text_of(writer, page)
    assert "پاسخ فرم" not in text_of(writer, page.replace("documents", "transitions"))
    with looking(OPERATOR):
        revision = service("disability_card").revision
    sent = {"do": "add", "fact": "answer_guardian", "op": "=", "value": "yes"}
    assert writer.post(page, sent | {"revision": str(revision)}).status_code == 303
    assert "پاسخ فرم: قیم دارد؟" in text_of(writer, page)


def test_a_draft_begun_by_the_clerk_counts(guarded: None) -> None:
    del guarded
    key = start(
        actor=CLERK,
        at=NOW,
        unit=COUNTY,
        code="rent_help",
        person_id=person(1).pk,
        channel="desk",
    )
    assert asked(key) == {"photo": True, "letter": False, "verdict": False}
