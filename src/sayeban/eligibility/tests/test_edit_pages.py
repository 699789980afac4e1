"""The editor of a rule: written, changed and counted by pages alone."""

import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.eligibility.actions.keep_rules import draft_rule
from sayeban.eligibility.reads import trying
from sayeban.eligibility.reads.rules import export_rule
from sayeban.eligibility.tests.makers import (
    AUTHOR,
    NOW,
    OLD,
    POOR,
    document,
    household,
    in_force,
    leaf,
    person,
    poverty_line,
)
from sayeban.eligibility.tests.test_pages import text, world
from sayeban.facts.public import ConditionFutile
from sayeban.kit.units import Unit
from sayeban.people.tests.test_pages import client, looks
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

__all__ = ["world"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
EDIT = "/rules/aged_support/edit/"
ABOUT = {
    "title": "کمک به سالمندان",
    "code": "old_help",
    "subject": "person",
    "institution": "behzisti",
    "legal_basis": "قانون، ماده ۲",
    "valid_from_day": "1",
    "valid_from_month": "10",
    "valid_from_year": "1405",
    "applies_to": "application",
}
AGED = {"fact": "age", "op": ">=", "right": "value", "value": "۶۵"}


@pytest.fixture
def writer() -> Client:
    return client(Post.HQ_EXPERT, Unit.hq())


def drafted(tree: dict[str, object] | None = None) -> None:
    poverty_line(5_000_000)
    draft_rule(actor=AUTHOR, at=NOW, document=document(tree or {"all": [OLD, POOR]}))


def written(number: int = 1, code: str = "aged_support") -> dict[str, object]:
    with acting(OPERATOR, NOW):
        return export_rule(code, number)


def tree(number: int = 1, code: str = "aged_support") -> object:
    """The tree as lists of words and names of leaves."""

    def said(node: object) -> object:
        if isinstance(node, dict):
            if "fact" in node:
                return node["id"]
            return {key: said(each) for key, each in node.items()}
        return [said(each) for each in node] if isinstance(node, list) else node

    return said(written(number, code)["tree"])


def test_a_rule_is_written_from_its_first_condition(writer: Client) -> None:
    assert "قاعدهٔ تازه" in text(writer, "/rules/")
    found = text(writer, "/rules/new/?q=سن")
    assert 'href="?fact=age"' in found
    assert 'href="?fact=income_pc"' not in found
    assert "نخستین شرط" in text(writer, "/rules/new/?fact=age")
    answer = writer.post("/rules/new/", ABOUT | AGED)
    assert answer.status_code == 303
    assert answer["Location"].startswith("/rules/old_help/edit/")
    made = written(1, "old_help")
    assert made["tree"] == {
        **{"id": "age", "fact": "age", "op": ">=", "value": 65},
        "yes": "سن ({fact}) {rhs} یا بیشتر است.",
        "no": "سن ({fact}) کمتر از {rhs} است.",
        "ask": "هنوز معلوم نیست که سن {rhs} یا بیشتر است یا نه.",
        "basis": "قانون، ماده ۲",
    }
    assert made["valid_from"] == "2026-12-22"


def test_a_word_is_sought_within_words_and_the_exact_one_stands_first(writer: Client) -> None:
    found = text(writer, "/rules/new/?q=دهک")
    assert 'href="?fact=decile"' in found
    assert 'href="?fact=has_business"' not in found  # «پروندهٔ کسب‌وکار»
    assert 'href="?fact=has_business"' in text(writer, "/rules/new/?q=کسبوکار")
    assert 'href="?fact=has_business"' in text(writer, "/rules/new/?q=کسب+وکار")
    begun = text(writer, "/rules/new/?q=خانوار")
    assert 'href="?fact=decile_estimate"' in begun


def test_a_rule_begins_as_another_one(writer: Client) -> None:
    drafted()
    assert "حمایت از سالمندان (رونوشت)" in text(writer, "/rules/new/?from=aged_support")
    assert writer.post("/rules/new/?from=aged_support", ABOUT).status_code == 303
    assert tree(1, "old_help") == {"all": ["old", "poor"]}
    taken = writer.post("/rules/new/?from=aged_support", ABOUT)
    assert taken.status_code == 422
    assert "قاعدهٔ دیگری این کد را دارد" in taken.content.decode()
    assert "کمک به سالمندان" in taken.content.decode()
    assert writer.get("/rules/new/?from=nobody").status_code == 404


def test_conditions_and_groups_are_added_moved_and_removed(writer: Client) -> None:
    drafted()

    def do(verb: str, revision: int) -> int:
        seen = {"seen": f"1.{revision}", "do": verb}
        return writer.post(EDIT, seen).status_code

    box = {"seen": "1.1", "fact": "is_head", "op": "=", "right": "value", "value": "yes"}
    more = box | {"basis": "ماده ۵", "wrap": "any"}
    assert writer.post(f"{EDIT}add/r/", more).status_code == 303
    assert tree() == {"all": ["old", "poor", {"any": ["is_head"]}]}
    assert do("down:r.0", 2) == 303
    assert tree() == {"all": ["poor", "old", {"any": ["is_head"]}]}
    assert do("up:r.2", 3) == do("in:r.2", 4) == 303
    assert tree() == {"all": ["poor", {"any": ["is_head", "old"]}]}
    grouped = {"seen": "1.5", "word": "at_least", "needed": "۲"}
    assert writer.post(f"{EDIT}group/r.1/", grouped).status_code == 303
    assert tree() == {"all": ["poor", {"at_least": 2, "of": ["is_head", "old"]}]}
    assert do("out:r.1.1", 6) == 303
    assert tree() == {"all": ["poor", {"at_least": 1, "of": ["is_head"]}, "old"]}
    assert do("remove:r.1.0", 7) == 303
    assert tree() == {"all": ["poor", "old"]}
    shown = text(writer, EDIT)
    assert "سن ۶۰ سال یا بیشتر باشد" in shown
    assert 'value="1.8"' in shown


def test_a_comparison_fits_its_fact_and_its_sentences_follow_it(writer: Client) -> None:
    drafted()
    shown = text(writer, f"{EDIT}condition/r.1/")
    assert "عدد قانون: خط فقر" in shown
    assert "بیشتر باشد از" in shown
    choices = text(writer, f"{EDIT}add/r/?fact=is_head")
    assert "بیشتر باشد از" not in choices
    assert "بله" in choices
    box = {"seen": "1.1", **AGED, "basis": "ماده ۵"}
    assert writer.post(f"{EDIT}condition/r.0/", box).status_code == 303
    first = {"seen": "1.2", **AGED, "op": "<", "basis": "ماده ۵"}
    kept = {"yes": "سن ({fact}) {rhs} یا بیشتر است.", "no": "جوان‌تر است", "ask": ""}
    assert writer.post(f"{EDIT}condition/r.0/", first | kept).status_code == 303
    made = written()["tree"]
    assert isinstance(made, dict)
    assert made["all"][0] == {
        **{"id": "old", "fact": "age", "op": "<", "value": 65, "no": "جوان‌تر است"},
        "yes": "سن ({fact}) کمتر از {rhs} است.",
        "ask": "هنوز معلوم نیست که سن کمتر از {rhs} است یا نه.",
        "basis": "ماده ۵",
    }


def test_the_holes_of_a_sentence_are_words_for_its_writer(writer: Client) -> None:
    drafted()
    shown = text(writer, f"{EDIT}condition/r.1/")
    assert "درآمد سرانه {داده} است و از {مقدار} کمتر نیست" in shown
    assert "{fact}" not in shown
    assert "{rhs}" not in shown
    box = {"seen": "1.1", **AGED, "basis": "ماده ۵", "no": "{داده} از {مقدار} کمتر است"}
    assert writer.post(f"{EDIT}condition/r.0/", box).status_code == 303
    made = written()["tree"]
    assert isinstance(made, dict)
    assert made["all"][0]["no"] == "{fact} از {rhs} کمتر است"


def test_a_number_is_compared_with_numbers_of_its_unit_alone(writer: Client) -> None:
    drafted()
    shown = text(writer, f"{EDIT}add/r/?fact=decile")
    assert "دادهٔ دیگر: " not in shown
    assert "دادهٔ دیگر: درآمد سرانه" in text(writer, f"{EDIT}add/r/?fact=income_total")


def test_a_new_rule_stays_about_a_person_and_names_what_exists(writer: Client) -> None:
    shown = text(writer, "/rules/new/?fact=income_pc")
    assert '<option value="person" selected>' in shown
    assert "سازمان بهزیستی کشور" in shown
    nothing = {"service": "no_such_service"}
    answer = writer.post("/rules/new/", ABOUT | AGED | nothing)
    assert answer.status_code == 422
    assert writer.post("/rules/new/", ABOUT | AGED | {"institution": "nobody"}).status_code == 422
    drafted()
    assert "aged_support" in text(writer, "/rules/")
    assert "کد قاعده" in text(writer, "/rules/aged_support/1/")


def test_a_refused_rule_names_all_that_is_wrong_under_one_heading(writer: Client) -> None:
    wrong = writer.post("/rules/new/", ABOUT | AGED | {"title": "", "value": "شصت"})
    assert wrong.status_code == 422
    shown = wrong.content.decode()
    assert shown.count("این موارد را درست کنید") == 1
    summary = shown.split("error-summary")[1].split("</div>")[0]
    assert 'href="#id_title"' in summary
    assert 'href="#id_value"' in summary


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"value": "شصت"}, "عدد درستی نیست"),
        ({"value": ""}, "مقداری بنویسید"),
        ({"value": "۱؛ ۲"}, "تنها یک مقدار"),
        ({"basis": ""}, "از کدام ماده"),
        ({"value": "1e400000"}, "عدد درستی نیست"),
        ({"value": "9" * 5000}, "عدد درستی نیست"),
        ({"op": "known"}, "مقایسه را از فهرست برگزینید"),
        ({"yes": "{name.x}"}, "تنها {داده} و {مقدار} در آن جا دارد"),
    ],
)
def test_what_is_typed_wrongly_is_said_and_stays(
    writer: Client, typed: dict[str, str], said: str
) -> None:
    drafted()
    box = {"seen": "1.1", **AGED, "basis": "ماده ۵", "no": "نوشتهٔ من", **typed}
    answer = writer.post(f"{EDIT}add/r/", box)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "نوشتهٔ من" in answer.content.decode()
    assert tree() == {"all": ["old", "poor"]}


def test_of_two_writers_the_second_is_told_and_keeps_what_he_typed(writer: Client) -> None:
    drafted()
    other = {"seen": "1.1", "do": "remove:r.1"}
    assert writer.post(EDIT, other).status_code == 303
    box = {"seen": "1.1", **AGED, "basis": "ماده ۵", "no": "نوشتهٔ من"}
    for path in ("condition/r.1/", "condition/r.0/", "add/r/", "add/r.7/"):
        answer = writer.post(EDIT + path, box)
        assert answer.status_code == 422
        assert "در این میان تغییر کرده است" in answer.content.decode()
        assert "نوشتهٔ من" in answer.content.decode()
    again = writer.post(EDIT, other)
    assert again.status_code == 422
    assert "در این میان تغییر کرده است" in again.content.decode()
    about = writer.post(f"{EDIT}about/", ABOUT | {"seen": "1.1"})
    assert about.status_code == 422
    assert "کمک به سالمندان" in about.content.decode()
    assert tree() == {"all": ["old"]}


def test_a_text_in_force_stays_and_its_next_draft_begins_later(writer: Client) -> None:
    poverty_line(5_000_000)
    in_force(document({"all": [OLD, POOR]}))
    assert "هنوز پیش‌نویسی نیست" in text(writer, EDIT)
    assert writer.post(EDIT, {"seen": "1.1", "do": "remove:r.1"}).status_code == 303
    assert tree(1) == {"all": ["old", "poor"]}
    assert tree(2) == {"all": ["old"]}
    assert written(2)["valid_from"] == "2026-11-25"
    shown = text(writer, EDIT)
    assert "تفاوت با نسخهٔ ۱" in shown
    assert "حذف‌شده" in shown
    assert "/rules/aged_support/2/" in shown


def test_title_law_and_day_are_changed(writer: Client) -> None:
    drafted()
    assert "حمایت از سالمندان" in text(writer, f"{EDIT}about/")
    assert writer.post(f"{EDIT}about/", ABOUT | {"seen": "1.1"}).status_code == 303
    made = written()
    assert (made["title"], made["valid_from"]) == ("کمک به سالمندان", "2026-12-22")
    wrong = writer.post(f"{EDIT}about/", ABOUT | {"seen": "1.2", "title": ""})
    assert wrong.status_code == 422


def test_whom_the_text_means_is_counted_with_reasons_and_a_look(writer: Client) -> None:
    drafted()
    household(11, income_pc=1_000_000)
    household(12)
    person(2, 11, age=70)
    person(3, 12, age=70)
    before = len(looks())
    shown = " ".join(text(writer, EDIT).split())
    for word in ("مشمول", "نامشمول", "نامعلوم"):
        assert f"<dt>{word}</dt><dd>۱</dd>" in shown
        assert f'<td data-label="نتیجه">{word}</td>' in shown
    assert "درآمد سرانه ۹٬۰۰۰٬۰۰۰ ریال است و از ۵٬۰۰۰٬۰۰۰ ریال کمتر نیست" in shown
    assert looks()[before:] == [("rules.sample", "eligibility.tried", 3)]


def test_each_saved_part_is_counted_anew_without_a_button(writer: Client) -> None:
    drafted()
    assert "<dt>مشمول</dt><dd>۰</dd>" in " ".join(text(writer, EDIT).split())
    answer = writer.post(EDIT, {"seen": "1.1", "do": "remove:r.1"})
    assert answer.status_code == 303
    assert "<dt>مشمول</dt><dd>۱</dd>" in " ".join(text(writer, answer["Location"]).split())


def test_a_part_of_a_large_nation_is_said_to_be_one(
    writer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafted()
    several = trying.Counted(1_200, 8_000, 800, 100.0)
    monkeypatch.setattr(trying, "_counted", lambda *_: several)
    shown = text(writer, EDIT)
    assert "برآورد از نمونه‌ای ۱۰٬۰۰۰ تایی" in shown
    assert "میان ۱۱۰٬۰۰۰ و ۱۳۰٬۰۰۰" in shown
    assert "با نمونهٔ بزرگ‌تر بشمار" in shown


def test_ends_that_round_to_one_number_are_said_as_one(
    writer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafted()
    most = trying.Counted(20_000, 0, 0, 1.0001)
    monkeypatch.setattr(trying, "_counted", lambda *_: most)
    shown = text(writer, EDIT)
    assert "با اطمینان ۹۵ درصد نزدیک به ۲۰٬۰۰۰ فرد" in shown
    assert "میان ۲۰٬۰۰۰" not in shown


def test_a_parameter_without_a_value_is_named(writer: Client) -> None:
    poverty_line(5_000_000, "2027-03-21")
    draft_rule(actor=AUTHOR, at=NOW, document=document(POOR))
    assert "مقدار درستی ندارد" in text(writer, EDIT)


def test_what_is_not_there_is_not_found(writer: Client) -> None:
    assert writer.get(EDIT).status_code == 404
    drafted()
    for path in ("condition/r/", "condition/r.5/", "group/r.5/", "add/x/", "condition/r.0.0/"):
        assert writer.get(EDIT + path).status_code == 404
    assert writer.get("/rules/nobody/edit/").status_code == 404


@pytest.mark.parametrize(
    ("given", "typed"),
    [
        (leaf("x", "home_rooms", "in", value=[1000, 2]), "۱٬۰۰۰؛ ۲"),
        (leaf("x", "birth_date", "<", value="1950-01-01"), "۱۳۲۸/۱۰/۱۱"),
        (leaf("x", "home_area", ">", value=80.5), "۸۰٫۵"),
    ],
)
def test_a_condition_that_is_opened_and_saved_says_the_same(
    writer: Client, given: dict[str, object], typed: str
) -> None:
    drafted(given)
    assert f'value="{typed}"' in text(writer, f"{EDIT}condition/r/")
    op = {"in": "="}.get(str(given["op"]), given["op"])
    names = ("fact", "yes", "no", "ask", "basis")
    box = {name: given[name] for name in names} | {"seen": "1.1", "op": op, "right": "value"}
    assert writer.post(f"{EDIT}condition/r/", box | {"value": typed}).status_code == 303
    assert written()["tree"] == given


def test_a_comparison_beyond_what_the_fact_can_be_is_refused_with_its_bounds(
    writer: Client,
) -> None:
    for value in ("۵۰۰", "-۱"):
        answer = writer.post("/rules/new/", ABOUT | AGED | {"value": value})
        assert answer.status_code == 422
        assert "«سن» از ۰ سال تا ۱۵۰ سال است" in answer.content.decode()
    drafted()
    where = f"{EDIT}add/r/"
    sent = {"fact": "decile", "op": "<=", "right": "value", "basis": "ماده ۳", "seen": "1.1"}
    assert writer.post(where, sent | {"value": "۱۰۰۰"}).status_code == 422
    assert writer.post(where, sent | {"value": "۱۰"}).status_code == 303


def test_nor_does_a_document_bring_one() -> None:
    for value in (500, -1):
        with pytest.raises(ConditionFutile):
            draft_rule(actor=AUTHOR, at=NOW, document=document({"all": [OLD | {"value": value}]}))
