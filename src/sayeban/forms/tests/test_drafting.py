"""A form is written by some, published by another, and then never changes."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from sayeban.facts.tests.makers import seeded
from sayeban.forms.actions.drafting import change_draft, import_form, open_draft
from sayeban.forms.actions.publish_form import publish_form
from sayeban.forms.models import BankQuestion, Version
from sayeban.forms.reads.versions import draft_of, published, version_of, versions
from sayeban.forms.refusals import (
    DraftChanged,
    DraftOfOthers,
    DraftUnknown,
    FormInvalid,
    FormSameEyes,
    FormUnknown,
)
from sayeban.forms.tests.makers import (
    DEPUTY,
    EXPERT,
    RENT,
    TENURE,
    WISH,
    WORKER,
    document,
    put_in_force,
)
from sayeban.people.tests.makers import NOW
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _facts() -> None:
    seeded()


def test_a_draft_is_replaced_and_counts_its_editions() -> None:
    first = import_form(actor=EXPERT, at=NOW, document=document())
    second = import_form(actor=EXPERT, at=NOW, document=document(WISH))
    assert [(each.n, each.edition, each.state) for each in (first, second)] == [
        (1, 1, "draft"),
        (1, 2, "draft"),
    ]
    assert first.sha256 != second.sha256


def test_a_form_on_facts_that_nobody_answers_is_refused() -> None:
    age = {"key": "age", "fact": "age", "type": "int", "label": "سن شما چند است؟"}
    with pytest.raises(FormInvalid, match="فهرست داده‌ها"):
        import_form(actor=EXPERT, at=NOW, document=document(age))


def test_headquarters_alone_writes_forms() -> None:
    with pytest.raises(AccessDenied):
        import_form(actor=WORKER, at=NOW, document=document())


def test_of_two_editors_the_second_is_told_and_loses_nothing() -> None:
    read = import_form(actor=EXPERT, at=NOW, document=document())
    change: dict[str, Any] = {
        "actor": EXPERT,
        "at": NOW,
        "code": "rent_help",
        "edition": read.edition,
    }
    change_draft(document=document(WISH), **change)
    with pytest.raises(DraftChanged):
        change_draft(document=document(TENURE), **change)
    with looking(OPERATOR):
        now = draft_of("rent_help")
    assert now is not None
    assert [each.key for each in now.form.questions] == ["wish"]


def test_nobody_publishes_what_he_wrote_a_part_of() -> None:
    first = import_form(actor=EXPERT, at=NOW, document=document())
    draft = change_draft(
        actor=DEPUTY, at=NOW, code="rent_help", edition=first.edition, document=document(WISH)
    )
    for author in (EXPERT, DEPUTY):
        with pytest.raises(FormSameEyes):
            publish_form(actor=author, at=NOW, code="rent_help", edition=draft.edition)
    other = replace(DEPUTY, user_id=3)
    published_now = publish_form(actor=other, at=NOW, code="rent_help", edition=draft.edition)
    assert (published_now.state, published_now.published_by) == ("published", 3)


def test_what_is_published_is_what_was_read() -> None:
    draft = import_form(actor=EXPERT, at=NOW, document=document())
    import_form(actor=EXPERT, at=NOW, document=document(WISH))
    with pytest.raises(DraftChanged):
        publish_form(actor=DEPUTY, at=NOW, code="rent_help", edition=draft.edition)


def test_an_unreachable_question_and_an_empty_section_may_be_drafted_but_not_published() -> None:
    never = RENT | {"limits": {"max": 10}, "visible_if": None}
    dear = WISH | {"visible_if": {"id": "x", "fact": "rent_monthly", "op": ">", "value": 10}}
    made = document(TENURE, never, dear)
    made["sections"].append({"key": "empty", "title": "تهی", "questions": []})
    draft = import_form(actor=EXPERT, at=NOW, document=made)
    with pytest.raises(FormInvalid) as refused:
        publish_form(actor=DEPUTY, at=NOW, code="rent_help", edition=draft.edition)
    assert [each.place for each in refused.value.found] == ["empty", "wish"]


def test_a_form_without_sections_is_not_published() -> None:
    draft = import_form(actor=EXPERT, at=NOW, document=document() | {"sections": []})
    with pytest.raises(FormInvalid, match="هیچ پرسشی"):
        publish_form(actor=DEPUTY, at=NOW, code="rent_help", edition=draft.edition)


def test_the_next_version_begins_from_the_published_one_and_retires_it() -> None:
    put_in_force()
    for _ in range(2):
        draft = open_draft(actor=EXPERT, at=NOW, code="rent_help")
    assert (draft.n, draft.edition, draft.form.questions[0].key) == (2, 2, "tenure")
    put_in_force(WISH)
    with looking(OPERATOR):
        now, old = published("rent_help"), version_of("rent_help", 1)
        states = [each.state for each in versions("rent_help")]
    assert now is not None
    assert old is not None
    assert (now.n, old.state, states) == (2, "retired", ["published", "retired"])
    assert len(old.form.questions) == 3


def test_of_what_is_not_there_it_is_said() -> None:
    with pytest.raises(FormUnknown):
        open_draft(actor=EXPERT, at=NOW, code="none")
    with pytest.raises(DraftUnknown):
        publish_form(actor=DEPUTY, at=NOW, code="none", edition=1)
    put_in_force()
    with pytest.raises(DraftUnknown):
        change_draft(actor=EXPERT, at=NOW, code="rent_help", edition=1, document=document(WISH))


@pytest.mark.parametrize(
    "change", [{"document": {}}, {"sha256": "x"}, {"n": 9}, {"state": "draft"}]
)
def test_the_database_keeps_a_published_version_as_it_is(change: dict[str, object]) -> None:
    version = put_in_force()
    rows = Version.objects.filter(pk=version.id)
    with acting(OPERATOR, NOW):
        with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
            rows.update(**change)
        with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
            rows.delete()


def test_the_control_a_draft_does_change() -> None:
    draft = import_form(actor=EXPERT, at=NOW, document=document())
    with acting(OPERATOR, NOW):
        assert Version.objects.filter(pk=draft.id).update(sha256="x") == 1


def test_a_published_question_about_a_fact_is_offered_to_other_forms() -> None:
    put_in_force()
    put_in_force(RENT | {"label": "اجاره چقدر است؟", "visible_if": None}, code="other")
    with looking(OPERATOR):
        bank = {each.fact: each.document for each in BankQuestion.objects.all()}
    assert bank.keys() == {"tenure", "rent_monthly"}
    assert bank["rent_monthly"]["label"] == "اجاره چقدر است؟"
    assert "visible_if" not in bank["rent_monthly"]


def test_who_read_one_version_neither_saves_over_the_next_nor_publishes_it() -> None:
    read = import_form(actor=EXPERT, at=NOW, document=document())
    publish_form(actor=DEPUTY, at=NOW, code="rent_help", edition=read.edition)
    later = import_form(actor=EXPERT, at=NOW, document=document(WISH))
    assert later.n == 2
    for act, given in ((change_draft, {"document": document(TENURE)}), (publish_form, {})):
        with pytest.raises(DraftChanged):
            act(actor=DEPUTY, at=NOW, code="rent_help", edition=read.edition, **given)


def test_a_file_takes_the_place_of_nobody_elses_draft() -> None:
    import_form(actor=EXPERT, at=NOW, document=document())
    with pytest.raises(DraftOfOthers):
        import_form(actor=DEPUTY, at=NOW, document=document(WISH))
    assert import_form(actor=DEPUTY, at=NOW, document=document()).edition == 1
