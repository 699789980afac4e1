"""Conditions of ways are put together from facts; problems stand beside the step they are of."""

import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.cases.models import ServiceVersion
from sayeban.cases.reads.catalogue import service
from sayeban.cases.tests.makers import NOW
from sayeban.cases.tests.visiting import HQ, text_of, visitor
from sayeban.facts.public import seed_facts
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("service", "now")]

PAGE = "/services/disability_card/condition/transitions/1/"


@pytest.fixture
def writer(service: None) -> Client:
    del service
    with acting(OPERATOR, NOW):
        seed_facts()
    return visitor(Post.HQ_EXPERT, HQ)


def guard() -> dict[str, object] | None:
    with looking(OPERATOR):
        file = service("disability_card")
        draft = max(each.number for each in file.versions)
        return service("disability_card", draft).document.transitions[0].guard


def revision() -> int:
    with looking(OPERATOR):
        return service("disability_card").revision


def adds(client: Client, fact: str, op: str, value: str, **more: str) -> int:
    sent = {"do": "add", "fact": fact, "op": op, "value": value, **more}
    return client.post(PAGE, {**sent, "revision": revision()}).status_code


def test_a_condition_is_picked_written_and_read_aloud(writer: Client) -> None:
    assert "شرطی ندارد" in text_of(writer, PAGE)
    assert "مقایسه" in text_of(writer, f"{PAGE}?fact=age")
    assert adds(writer, "age", ">=", "۱۸") == 303
    found = guard()
    assert found is not None
    assert (found["fact"], found["op"], found["value"]) == ("age", ">=", 18)
    assert found["yes"]
    page = text_of(writer, PAGE)
    assert "۱۸" in page
    assert "شرط دارد" in text_of(writer, "/services/disability_card/edit/")


def test_a_value_that_fits_the_fact_alone_is_taken(writer: Client) -> None:
    assert adds(writer, "age", ">=", "بسیار") == 422
    assert adds(writer, "age", "", "18") == 422
    assert adds(writer, "age", ">=", "500") == 422, "nobody is so old: it says the same of all"
    assert guard() is None


def test_several_are_joined_loosened_and_taken_away(writer: Client) -> None:
    adds(writer, "age", ">=", "18")
    adds(writer, "age", "<", "60", no="بالای شصت سال است.")
    found = guard()
    assert found is not None
    assert [each["id"] for each in found["all"]] == ["age", "age_2"]  # type: ignore[attr-defined]
    assert found["all"][1]["no"] == "بالای شصت سال است."  # type: ignore[index]
    does(writer, "any:r")
    assert "any" in (guard() or {})
    assert does(writer, "remove:r.9") == 422
    does(writer, "remove:r.0")
    does(writer, "clear")
    assert guard() is None


def ids(node: object) -> object:
    """A tree by the names of its leaves, such as {"any": ["age", {"not": "sex"}]}."""
    assert isinstance(node, dict)
    if "fact" in node:
        return node["id"]
    [(word, of)] = node.items()
    return {word: ids(of) if word == "not" else [ids(each) for each in of]}


def test_groups_are_put_into_each_other_by_picking(writer: Client) -> None:
    for value in ("18", "60", "70"):
        adds(writer, "age", ">=", value)
    assert ids(guard()) == {"all": ["age", "age_2", "age_3"]}
    # The second becomes a group, the third goes into it, one more is written into it.
    does(writer, "all:r.1")
    does(writer, "in:r.2")
    does(writer, "any:r.1")
    link = f"{PAGE}?at=r.1"
    assert f'href="{link}#new"' in text_of(writer, PAGE)
    chosen = text_of(writer, f"{link}&fact=age")
    assert "در این گروه: دست‌کم یکی از این‌ها برقرار باشد:" in chosen
    assert 'name="at" value="r.1"' in chosen
    adds(writer, "age", "<", "80", at="r.1")
    assert ids(guard()) == {"all": ["age", {"any": ["age_2", "age_3", "age_4"]}]}
    does(writer, "not:r.1")
    does(writer, "not:r.0")
    assert ids(guard()) == {"all": [{"not": "age"}, {"not": {"any": ["age_2", "age_3", "age_4"]}}]}
    page = text_of(writer, PAGE)
    assert page.count("این برقرار نباشد:") > 1
    # Out again, the words undone, and the empty group is gone with its last condition.
    does(writer, "open:r.1")
    does(writer, "out:r.1.0")
    does(writer, "remove:r.1.0")
    does(writer, "remove:r.1.0")
    assert ids(guard()) == {"all": [{"not": "age"}, "age_2"]}
    does(writer, "open:r.0")
    does(writer, "down:r.0")
    assert ids(guard()) == {"all": ["age_2", "age"]}


@pytest.mark.parametrize(
    "do", ["in:r.0", "out:r.0", "open:r.0", "any:r.0", "up:r.0", "x:r", "remove:r.0.0", "not:", ""]
)
def test_what_cannot_be_done_changes_nothing_and_is_said(writer: Client, do: str) -> None:
    adds(writer, "age", ">=", "18")
    adds(writer, "age", "<", "60")
    before = guard()
    answer = writer.post(PAGE, {"do": do, "revision": revision()})
    assert answer.status_code == 422
    assert "همکار دیگری این پیش‌نویس را" in answer.content.decode()
    assert guard() == before


def test_a_condition_for_a_group_that_is_gone_is_not_put_elsewhere(writer: Client) -> None:
    adds(writer, "age", ">=", "18")
    assert adds(writer, "age", "<", "60", at="r.3") == 422
    assert ids(guard()) == "age"


def test_a_condition_of_the_workbook_that_names_what_is_gone_can_be_cleared(
    writer: Client,
) -> None:
    adds(writer, "age", ">=", "18")
    with acting(OPERATOR, NOW):
        draft = ServiceVersion.objects.get(service__code="disability_card", state="draft")
        draft.document["transitions"][0]["guard"] = {"id": "x", "fact": "gone", "op": "="}
        draft.save()
    assert "بی‌شرط شود" in text_of(writer, PAGE)
    assert does(writer, "clear") == 303
    assert guard() is None


def does(client: Client, do: str) -> int:
    return client.post(PAGE, {"do": do, "revision": revision()}).status_code


def test_of_two_editors_the_second_is_told_and_what_he_wrote_stays(writer: Client) -> None:
    before = revision()
    adds(writer, "age", ">=", "18")
    sent = {"do": "add", "fact": "age", "op": "<", "value": "60", "revision": before}
    late = writer.post(PAGE, {**sent, "no": "بالای شصت سال است."})
    assert late.status_code == 422
    assert "همکار دیگری این پیش‌نویس را" in late.content.decode()
    assert "بالای شصت سال است." in late.content.decode()
    found = guard()
    assert found is not None
    assert "all" not in found


def test_what_a_part_says_elsewhere_keeps_its_condition(writer: Client) -> None:
    adds(writer, "age", ">=", "18")
    typed = {"revision": revision(), "step": "intake", "label": "کامل", "to": "visit"}
    path = "/services/disability_card/edit/transitions/1/"
    assert "JSON" not in text_of(writer, path)
    assert writer.post(path, typed).status_code == 303
    assert guard() is not None


def test_a_problem_stands_beside_its_step_and_the_picture_follows(writer: Client) -> None:
    page = "/services/disability_card/edit/"
    writer.post(f"{page}steps/2/remove/", {"revision": 1})
    text = text_of(writer, page)
    row = text.split("گام intake</a>", 1)[1].split("</tr>", 1)[0]
    assert "به گامی می‌رود که نیست" in row
    assert "گامی که نیست" in text.split("<svg", 1)[1]
    assert "به گام «ask»" not in text.split("گام decide</a>", 1)[1].split("</tr>", 1)[0]


def test_the_identity_sheet_speaks_persian(writer: Client) -> None:
    page = text_of(writer, "/services/disability_card/")
    sheet = page.split("شناسنامهٔ خدمت</h2>", 1)[1].split("نسخه‌ها</h2>", 1)[0]
    assert "گام intake" in sheet
    assert ">intake<" not in sheet
    assert "disability_card" not in sheet


def test_what_is_no_part_is_not_there(writer: Client) -> None:
    assert writer.get(PAGE.replace("/1/", "/99/")).status_code == 404
    assert writer.get(PAGE.replace("transitions", "steps")).status_code == 404
    assert visitor(Post.DESK_CLERK).get(PAGE).status_code == 403
