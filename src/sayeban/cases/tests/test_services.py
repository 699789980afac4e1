"""Services are judged, written by one and put in force by another."""

from collections.abc import Callable
from typing import Any

import pytest

from sayeban.cases.actions.migrate_cases import migrate_cases, migration_preview
from sayeban.cases.actions.publish_service import import_services, publish_service
from sayeban.cases.actions.retire_service import retire_service
from sayeban.cases.actions.write_service import write_service
from sayeban.cases.definition import read
from sayeban.cases.models import Case, ServiceVersion
from sayeban.cases.reads.catalogue import catalogue_documents, check_service, service, services
from sayeban.cases.refusals import (
    NoDraft,
    ServiceChanged,
    ServiceInvalid,
    ServiceMalformed,
    ServiceRetired,
    ServiceSameEyes,
    ServiceUnknown,
)
from sayeban.cases.refusals_case import NothingToMigrate
from sayeban.cases.tests.makers import NOW, card, of, open_step, opened, published, step, way
from sayeban.facts.public import seed_facts
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]
WRITER, OTHER = of("hq_expert", Unit.hq(), 21), of("hq_deputy", Unit.hq(), 22)
Document = dict[str, Any]


def without_way(document: Document) -> None:
    document["transitions"] = [t for t in document["transitions"] if t["step"] != "decide"]


def circle(document: Document) -> None:
    document["steps"] += [step("a", "desk_clerk", "county"), step("b", "desk_clerk", "county")]
    document["transitions"] += [way("a", "on", "b"), way("b", "on", "a"), way("ask", "x", "a")]


def beside_and_further(document: Document) -> None:
    document["steps"].append(step("check", "desk_clerk", "county", parallel_with="visit"))
    document["transitions"].append(way("check", "ok", "decide"))


BROKEN: dict[str, Callable[[Document], object]] = {
    "نام خدمت": lambda d: d.update(title=" "),
    "مبنای قانونی": lambda d: d.update(legal_basis=""),
    "واحد تخصصی": lambda d: d.update(department="astronomy"),
    "شناخته نیست": lambda d: d["steps"][0].update(role="wizard"),
    "در سطحی که": lambda d: d["steps"][0].update(unit_level="centre"),
    "گام آغاز": lambda d: d.update(start="nowhere"),
    "که نیست": lambda d: d["transitions"][0].update(to="nowhere"),
    "نتیجهٔ پایانی": lambda d: d["transitions"][-1].update(to="close:eaten"),
    "دو بار": lambda d: d["transitions"].append(way("intake", "complete", "ask")),
    "دو گام": lambda d: d["steps"].append(step("intake", "desk_clerk", "county")),
    "نمی‌رسد": lambda d: d["steps"].append(step("lost", "desk_clerk", "county")),
    "هیچ نتیجه‌ای": without_way,
    "راهی به پایان": circle,
    "راه معمول": lambda d: d["transitions"].insert(0, way("visit", "again", "intake")),
    "تنها به گام اصلی": beside_and_further,
    "عنوان ندارد": lambda d: d["steps"][0].update(title=""),
    "برچسب ندارد": lambda d: d["transitions"][0].update(label=""),
    "منتشر نشده": lambda d: d.update(form="none"),
    "در کار نیست": lambda d: d.update(rule="none"),
    "شرط": lambda d: d["transitions"][0].update(guard={"id": "x", "fact": "nothing", "op": "="}),
}


def test_a_guard_beyond_what_its_fact_can_be_is_named() -> None:
    document = card()
    with acting(OPERATOR, NOW):
        seed_facts()
        for age, problems in ((60, 0), (500, 1)):
            guard = {"id": "x", "fact": "age", "op": ">", "value": age}
            document["transitions"][0].update(guard=guard)
            found = check_service(read(document))
            assert len(found) == problems
    assert "برای همه یک پاسخ دارد" in found[0].sentence


@pytest.mark.parametrize("words", BROKEN)
def test_what_no_case_could_follow_is_named(words: str) -> None:
    document = card()
    with acting(OPERATOR, NOW):
        assert check_service(read(document)) == ()
        BROKEN[words](document)
        assert any(words in problem.sentence for problem in check_service(read(document)))
    with pytest.raises(ServiceInvalid):
        import_services(actor=OPERATOR, at=NOW, documents=[document], publish=True)


def write(document: Document, revision: int = 0) -> int:
    code = document["code"]
    return write_service(actor=WRITER, at=NOW, service=code, document=document, revision=revision)


def test_one_writes_and_another_publishes() -> None:
    revision = write(card())
    with pytest.raises(ServiceSameEyes):
        publish_service(actor=WRITER, at=NOW, service="disability_card", revision=revision)
    publish_service(actor=OTHER, at=NOW, service="disability_card", revision=revision)
    with pytest.raises(NoDraft):
        publish_service(actor=OTHER, at=NOW, service="disability_card", revision=revision)
    with pytest.raises(ServiceSameEyes):
        import_services(actor=WRITER, at=NOW, documents=[card()], publish=True)


def test_nobody_who_wrote_a_part_publishes_it() -> None:
    third = of("hq_expert", Unit.hq(), 23)
    first = write(card())
    told: dict[str, Any] = {"service": "disability_card", "at": NOW}
    revision = write_service(
        actor=OTHER, **told, document={**card(), "title": "ویرگول"}, revision=first
    )
    for author in (WRITER, OTHER):
        with pytest.raises(ServiceSameEyes):
            publish_service(actor=author, **told, revision=revision)
    publish_service(actor=third, **told, revision=revision)


def test_what_was_read_of_one_version_is_not_said_of_the_next() -> None:
    told: dict[str, Any] = {"service": "disability_card", "at": NOW}
    seen = write(card())
    publish_service(actor=OTHER, **told, revision=seen)
    later = write({**card(), "title": "نسخهٔ دوم"}, seen)
    with pytest.raises(ServiceChanged):
        publish_service(actor=OTHER, **told, revision=seen)
    publish_service(actor=OTHER, **told, revision=later)
    # Who opened the first version does not save over the second.
    with pytest.raises(ServiceChanged):
        write(card(), seen)
    with pytest.raises(ServiceChanged):
        write(card(), 0)


def test_of_two_editors_the_second_is_told_and_nothing_is_lost() -> None:
    first = write(card())
    write({**card(), "title": "نخست"}, first)
    with pytest.raises(ServiceChanged):
        write({**card(), "title": "دوم"}, first)
    with pytest.raises(ServiceChanged):
        publish_service(actor=OTHER, at=NOW, service="disability_card", revision=first)
    with looking(WRITER):
        assert service("disability_card").document.title == "نخست"


def test_a_document_of_another_form_is_refused() -> None:
    with pytest.raises(ServiceMalformed, match="گام ۱، عنوان گام"):
        write({**card(), "steps": [{"key": "x"}]})


def test_a_wrong_place_and_a_fault_are_named_in_words() -> None:
    wrong = card()
    wrong["steps"][1]["days"] = 0
    with pytest.raises(ServiceMalformed, match=r"«گام ۲ \(گام ask\)، روز کاری»"):
        write(wrong)
    untitled = card() | {"start": ""}
    untitled["steps"][1]["title"] = " "
    with acting(OPERATOR, NOW):
        said = [each.sentence for each in check_service(read(untitled))]
    assert said == ["گام ۲ عنوان ندارد.", "گام آغاز برگزیده نشده است."]


def test_faults_are_shown_all_at_once() -> None:
    document = card() | {"legal_basis": "", "form": "none", "rule": "none"}
    circle(document)
    without_way(document)
    with acting(OPERATOR, NOW):
        said = "\n".join(each.sentence for each in check_service(read(document)))
    for words in ("مبنای قانونی", "منتشر نشده", "در کار نیست", "هیچ نتیجه‌ای", "راهی به پایان"):
        assert words in said


def test_a_published_version_stays_and_running_cases_stay_on_it() -> None:
    published()
    case = opened()
    changed = card()
    changed["steps"][0]["days"] = 9
    published(changed)
    with acting(OPERATOR, NOW):
        assert Case.objects.get().version.number == 1
        states = ServiceVersion.objects.order_by("number").values_list("state", flat=True)
        assert list(states) == ["retired", "published"]
        versions = service("disability_card").versions
        assert [(each.number, each.running) for each in versions] == [(2, 0), (1, 1)]
    assert open_step(case.case_id).days == 2


def test_running_cases_move_to_a_new_version_when_told_to() -> None:
    published()
    case = opened()
    changed = card()
    changed["steps"][0]["days"] = 9
    published(changed)
    with looking(WRITER):
        assert [(each.step, each.count, each.fits) for each in preview()] == [("intake", 1, True)]
    assert migrate_cases(actor=WRITER, at=NOW, service="disability_card") == 1
    with acting(OPERATOR, NOW):
        assert Case.objects.get().version.number == 2
    assert open_step(case.case_id).days == 9
    assert migrate_cases(actor=WRITER, at=NOW, service="disability_card") == 0
    with pytest.raises(ServiceUnknown):
        migrate_cases(actor=WRITER, at=NOW, service="none")


def test_a_retired_service_takes_no_cases_until_it_is_published_again() -> None:
    published()
    retire_service(actor=WRITER, at=NOW, service="disability_card")
    with pytest.raises(ServiceRetired):
        opened()
    with looking(WRITER):
        assert services(offered_only=True) == []
    published({**card(), "title": "کارت تازه"})
    opened()
    with pytest.raises(ServiceUnknown):
        retire_service(actor=WRITER, at=NOW, service="none")


def preview() -> list[Any]:
    return migration_preview("disability_card")


def test_a_step_that_the_new_version_lacks_holds_the_move() -> None:
    published()
    opened()
    changed = card()
    changed["steps"][0]["key"] = changed["start"] = "first"
    for each in changed["transitions"]:
        each["step"] = "first" if each["step"] == "intake" else each["step"]
        each["to"] = "first" if each["to"] == "intake" else each["to"]
    published(changed)
    with pytest.raises(NothingToMigrate):
        migrate_cases(actor=WRITER, at=NOW, service="disability_card")


def test_the_catalogue_is_found_by_the_words_people_use_and_exported_as_imported() -> None:
    published()
    with looking(WRITER):
        assert [row.code for row in services("معلول")] == ["disability_card"]
        assert services("وام") == []
        exported = catalogue_documents()
    assert [read(each) for each in exported] == [read(card())]
    assert import_services(actor=OPERATOR, at=NOW, documents=exported, publish=True) == 0
