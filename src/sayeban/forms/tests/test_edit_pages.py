"""Headquarters writes a form in the browser, and another person publishes it."""

import json
from collections.abc import Iterator

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.facts.tests import makers as facts
from sayeban.forms.pictograms import PICTOGRAMS
from sayeban.forms.reads.versions import FormVersion, draft_of
from sayeban.forms.schema import validator
from sayeban.forms.tests.makers import CENTRE, RENT, TENURE, WISH, document, put_in_force
from sayeban.forms.tests.visiting import client
from sayeban.kit.units import Unit
from sayeban.people.tests.makers import NOW
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import looking

pytestmark = pytest.mark.django_db

_NEW = {
    "key": "home",
    "label": "خانه از کیست؟",
    "type": "code",
    "choices": "own = خود\nrent = اجاره",
}


@pytest.fixture(autouse=True)
def _world() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        facts.seeded()
        yield


@pytest.fixture
def expert() -> Client:
    return client(Post.HQ_EXPERT, Unit.hq())


def draft(code: str = "visit") -> FormVersion:
    with looking(OPERATOR):
        found = draft_of(code)
    assert found is not None
    return found


def sent(expert: Client, address: str, **given: str) -> HttpResponse:
    """Post a change of the draft as it is now."""
    return expert.post(  # type: ignore[return-value]  # Django's test client
        f"/forms/visit/edit/{address}", {"edition": str(draft().edition), **given}
    )


def begin(expert: Client) -> None:
    assert expert.post("/forms/", {"code": "visit", "title": "بازدید"}).status_code == 303
    assert sent(expert, "", title="خانه").status_code == 303


def test_a_form_is_written_step_by_step_and_published_by_another(expert: Client) -> None:
    begin(expert)
    assert sent(expert, "s1/", **_NEW, required="on").status_code == 303
    shown = {"asks": "home", "op": "=", "value": "اجاره"}
    rent = {
        "key": "rent",
        "label": "چقدر؟",
        "type": "money",
        "fact": "rent_monthly",
        "most": "۵٬۰۰۰",
    }
    assert sent(expert, "s1/", **rent, **shown).status_code == 303
    first, second = draft().form.questions
    assert first.codes == ("own", "rent")
    assert (second.fact, second.most, second.required) == ("rent_monthly", 5000, False)
    assert second.visible_if is not None
    page = expert.get("/forms/visit/").content.decode()
    assert "همکار دیگری در ستاد" in page
    publish = f"/forms/visit/publish/{draft().edition}/"
    assert expert.post(publish).status_code == 422
    other = client(Post.HQ_DEPUTY, Unit.hq())
    assert "انتشار پیش‌نویس" in other.get("/forms/visit/").content.decode()
    assert other.post(publish)["Location"] == "/forms/visit/?done=form_published"
    assert "بازدید" in expert.get("/forms/?done=form_published").content.decode()


def test_questions_are_moved_changed_and_removed(expert: Client) -> None:
    begin(expert)
    for key in ("a", "b"):
        sent(expert, "s1/", key=key, label=key, type="text")
    sent(expert, "", do="up:question:b")
    assert [each.key for each in draft().form.questions] == ["b", "a"]
    edited = expert.get("/forms/visit/edit/s1/a/").content.decode()
    assert 'value="a"' in edited
    sent(expert, "s1/a/", key="a", label="الف", type="int", least="1")
    assert [(each.label, each.kind) for each in draft().form.questions][1] == ("الف", "int")
    sent(expert, "", do="remove:question:b")
    sent(expert, "", title="دوم")
    sent(expert, "", do="up:section:s2")
    assert [each.key for each in draft().form.sections] == ["s2", "s1"]
    sent(expert, "", do="remove:section:s1")
    assert draft().form.questions == ()
    assert "بخش هیچ پرسشی ندارد" in expert.get("/forms/visit/edit/").content.decode()


def test_titles_are_changed_and_never_empty(expert: Client) -> None:
    begin(expert)
    sent(expert, "", do="title:s1", title="خانهٔ او")
    sent(expert, "", do="title:", title="بازدید خانه")
    assert (draft().title, draft().form.sections[0].title) == ("بازدید خانه", "خانهٔ او")
    assert sent(expert, "", do="title:s1", title=" ").status_code == 422
    assert sent(expert, "", do="title:s1").status_code == 422


def test_a_change_that_makes_no_form_is_said_and_nothing_is_lost(expert: Client) -> None:
    begin(expert)
    sent(expert, "s1/", **_NEW)
    asks = {"asks": "home", "op": "=", "value": "own"}
    sent(expert, "s1/", key="b", label="ب", type="text", **asks)
    refused = sent(expert, "", do="down:question:home")
    assert refused.status_code == 422
    assert "پیش از آن پرسیده نمی‌شود" in refused.content.decode()
    for wrong in ({"key": "Wrong"}, {"least": "x", "type": "int"}, {"asks": "home"}):
        answer = sent(expert, "s1/", **({"key": "c", "label": "ج", "type": "text"} | wrong))
        assert answer.status_code == 422
    assert [each.key for each in draft().form.questions] == ["home", "b"]


def test_the_second_of_two_editors_is_told(expert: Client) -> None:
    begin(expert)
    late = {"edition": str(draft().edition - 1), "title": "دیر"}
    answer = expert.post("/forms/visit/edit/", late)
    assert answer.status_code == 422
    assert "کس دیگری این پیش‌نویس را عوض کرد" in answer.content.decode()


def test_a_condition_of_several_parts_stays_as_it_is(expert: Client) -> None:
    both = {"all": [RENT["visible_if"], {"id": "k", "fact": "tenure", "op": "known"}]}
    put_in_force(TENURE, WISH | {"visible_if": both}, code="visit")
    assert expert.post("/forms/visit/")["Location"].startswith("/forms/visit/edit/")
    assert "چند بخش دارد" in expert.get("/forms/visit/edit/dwelling/wish/").content.decode()
    before = draft().form.questions[1].visible_if
    changed = {"key": "wish", "label": "دیگر", "type": "text"}
    assert sent(expert, "dwelling/wish/", **changed).status_code == 303
    after = draft().form.questions[1]
    assert (after.label, after.visible_if) == ("دیگر", before)


def test_a_version_is_shown_in_both_layouts_and_downloaded(expert: Client) -> None:
    put_in_force(code="visit")
    one = expert.get("/forms/visit/1/").content.decode()
    whole = expert.get("/forms/visit/1/?at=1&whole=1").content.decode()
    assert RENT["label"] not in one
    assert RENT["label"] in whole
    assert expert.get("/forms/visit/1/?at=99").status_code == 200
    form = expert.get("/forms/visit/1/form.json").json()
    assert form["sections"][0]["questions"][0]["key"] == "tenure"
    schema = expert.get("/forms/visit/1/schema.json").json()
    assert validator(schema).is_valid({"tenure": "owner"})
    assert expert.get("/forms/visit/1/form.xlsx").content.startswith(b"PK")
    for nothing in ("1/none", "9/form.json", "9/"):
        assert expert.get(f"/forms/visit/{nothing}").status_code == 404


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (json.dumps(document(code="visit")).encode(), 303),
        (b"{", 422),
        (json.dumps(document(code="fill")).encode(), 422),
    ],
)
def test_a_form_comes_as_a_file(expert: Client, data: bytes, status: int) -> None:
    file = SimpleUploadedFile("form.json", data)
    assert expert.post("/forms/import/", {"file": file}).status_code == status


def test_what_is_not_there_is_not_there_and_strangers_stay_out(expert: Client) -> None:
    for address in ("none/", "none/edit/", "none/edit/s1/", "none/1/"):
        assert expert.get(f"/forms/{address}").status_code == 404
    begin(expert)
    assert expert.get("/forms/visit/edit/s9/").status_code == 404
    assert expert.get("/forms/visit/edit/s1/none/").status_code == 404
    assert expert.post("/forms/", {"code": "visit", "title": "دوباره"}).status_code == 422
    assert client(Post.SOCIAL_WORKER, CENTRE).get("/forms/").status_code == 403


def test_a_question_is_taken_from_the_bank_with_all_its_words(expert: Client) -> None:
    put_in_force(TENURE | {"help": "از سند بخوانید"}, RENT, WISH)
    begin(expert)
    empty = expert.get("/forms/visit/edit/s1/?q=زرافه").content.decode()
    assert "در بانک پرسشی با این واژه نیست" in empty
    # Sought by a word of a choice, however its letters were typed.
    found = expert.get("/forms/visit/edit/s1/?q=استيجاري").content.decode()
    assert 'href="?take=tenure"' in found
    assert "?take=rent_monthly" not in found
    page = expert.get("/forms/visit/edit/s1/?take=tenure").content.decode()
    for words in ('value="tenure"', "tenant = ", "از سند بخوانید", "از بانک آمد"):
        assert words in page
    typed = {"key": "tenure", "label": TENURE["label"], "type": "code", "fact": "tenure"}
    assert sent(expert, "s1/", **typed, pictogram="house").status_code == 303
    [taken] = draft().form.questions
    assert (taken.fact, taken.pictogram) == ("tenure", "house")
    assert "از بانک" not in expert.get("/forms/visit/edit/s1/tenure/").content.decode()
    assert expert.get("/forms/visit/edit/s1/?take=nothing").status_code == 200


def test_pictures_are_chosen_by_sight(expert: Client) -> None:
    begin(expert)
    page = expert.get("/forms/visit/edit/s1/").content.decode()
    assert page.count('type="radio" name="pictogram"') == len(PICTOGRAMS) + 1
    assert page.count('<svg class="icon"') >= len(PICTOGRAMS)


def test_a_question_that_is_never_asked_is_named_where_it_stands(expert: Client) -> None:
    begin(expert)
    sent(expert, "s1/", key="age", label="سن", type="int", least="0", most="120")
    never = {"asks": "age", "op": ">", "value": "200"}
    sent(expert, "s1/", key="old", label="خیلی پیر؟", type="text", **never)
    page = expert.get("/forms/visit/edit/").content.decode()
    row = page[page.index("خیلی پیر؟") :]
    assert "هرگز پرسیده نمی‌شود" in row[: row.index("</tr>")]
    assert "هرگز پرسیده نمی‌شود" in expert.get("/forms/visit/edit/s1/old/").content.decode()
    # The control: whose condition can come true has no such words.
    assert "هرگز" not in expert.get("/forms/visit/edit/s1/age/").content.decode()
    other = client(Post.HQ_DEPUTY, Unit.hq())
    refused = other.post(f"/forms/visit/publish/{draft().edition}/")
    assert refused.status_code == 422
    assert "هرگز پرسیده نمی‌شود" in refused.content.decode()


def test_a_section_and_a_question_of_one_key_are_two_things(expert: Client) -> None:
    begin(expert)
    for key in ("s1", "b"):
        sent(expert, "s1/", key=key, label=key, type="text")
    sent(expert, "", do="down:question:s1")
    assert [each.key for each in draft().form.questions] == ["b", "s1"]
    sent(expert, "", do="remove:question:s1")
    assert [each.key for each in draft().form.sections] == ["s1"]
    assert [each.key for each in draft().form.questions] == ["b"]


def test_a_refused_move_says_its_own_reason_alone(expert: Client) -> None:
    begin(expert)
    late = {"edition": str(draft().edition - 1), "do": "up:section:s1"}
    answer = expert.post("/forms/visit/edit/", late)
    assert answer.status_code == 422
    assert "کس دیگری این پیش‌نویس را عوض کرد" in answer.content.decode()
    assert "عنوان بخش را بنویسید" not in answer.content.decode()


def test_an_unchanged_file_makes_no_draft_and_a_colleagues_is_not_overwritten(
    expert: Client,
) -> None:
    put_in_force(code="visit")
    xlsx = expert.get("/forms/visit/1/form.xlsx").content
    answer = expert.post("/forms/import/", {"file": SimpleUploadedFile("form.xlsx", xlsx)})
    assert answer["Location"] == "/forms/visit/?done=form_same"
    assert "پیش‌نویسی ساخته نشد" in expert.get(answer["Location"]).content.decode()
    with looking(OPERATOR):
        assert draft_of("visit") is None
    other = client(Post.HQ_DEPUTY, Unit.hq())
    mine = SimpleUploadedFile("f.json", json.dumps(document(WISH, code="visit")).encode())
    assert other.post("/forms/import/", {"file": mine}).status_code == 303
    again = SimpleUploadedFile("f.json", json.dumps(document(TENURE, code="visit")).encode())
    refused = expert.post("/forms/import/", {"file": again})
    assert refused.status_code == 422
    assert "همکار دیگری می‌نویسد" in refused.content.decode()
    assert [each.key for each in draft().form.questions] == ["wish"]
