"""What a client sent is new in the worklist and on the case until somebody opens it."""

from datetime import timedelta

import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.cases.actions.own_papers import hand_in
from sayeban.cases.actions.see_paper import see_paper
from sayeban.cases.models import Case, CaseDocument
from sayeban.cases.reads.worklist import papers_handed
from sayeban.cases.refusals_case import CaseUnknown
from sayeban.cases.tests.makers import CLERK, HEAD, NOW, WORKER, of, opened
from sayeban.cases.tests.test_papers import picture
from sayeban.cases.tests.visiting import text_of, visitor
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting, looking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "service")]


@pytest.fixture
def case_id() -> int:
    """A case whose client sent a photo."""
    case = opened(1).case_id
    with acting(OPERATOR, NOW):
        person = Case.objects.get(pk=case).person_id
    himself = Actor("citizen", "citizen", person_id=person)
    data = picture(40).read()
    hand_in(actor=himself, at=NOW, case_id=case, code="photo", data=data, handed=0)
    return case


def kept(case_id: int) -> CaseDocument:
    with acting(OPERATOR, NOW):
        return CaseDocument.objects.get(case=case_id)


def test_the_worklist_and_the_first_page_say_that_it_came(clerk: Client, case_id: int) -> None:
    other = opened(2).case_id
    assert text_of(clerk, "/worklist/").count("مدرک رسید") == 1
    home = text_of(clerk, "/")
    assert "مدرک تازه‌ای برای" in home
    assert f"/cases/{case_id}/" in home
    assert f"/cases/{other}/" not in home


@pytest.mark.parametrize(
    ("actor", "counts"),
    [(CLERK, 1), (HEAD, 1), (WORKER, 0), (of("desk_clerk", Unit.of_county("1001"), 20), 0)],
)
def test_it_waits_for_who_has_the_step_and_for_nobody_else(
    actor: Actor, counts: int, case_id: int
) -> None:
    with looking(actor):
        assert [each.case_id for each in papers_handed(actor)] == [case_id] * counts


def test_opened_once_it_is_new_no_more_and_a_look_writes_nothing(
    clerk: Client, case_id: int
) -> None:
    href = f"/cases/{case_id}/papers/{kept(case_id).document}/"
    page = text_of(clerk, f"/cases/{case_id}/")
    for said in ("متقاضی، از صفحهٔ خود", "دیدن فایل تازه", "تازه"):
        assert said in page
    assert clerk.get(href).headers["Location"] == f"/cases/{case_id}/"
    assert kept(case_id).seen_at is None
    sent = clerk.post(href)
    assert (sent.status_code, sent.headers["Location"]) == (303, href)
    assert kept(case_id).seen_at == NOW
    assert clerk.get(href)["Content-Type"] == "image/jpeg"
    assert "دیدن فایل تازه" not in text_of(clerk, f"/cases/{case_id}/")
    assert "مدرک رسید" not in text_of(clerk, "/worklist/")
    assert "مدرک تازه‌ای برای" not in text_of(clerk, "/")


def test_who_does_not_see_the_case_opens_nothing(case_id: int) -> None:
    key = kept(case_id).document
    assert key is not None
    far = visitor(Post.DESK_CLERK, Unit.of_county("1001"), "desk.far")
    assert far.post(f"/cases/{case_id}/papers/{key}/").status_code == 404
    stranger = of("social_worker", Unit.of_centre("1001", "x"), 21)
    with pytest.raises(CaseUnknown):
        see_paper(actor=stranger, at=NOW, case_id=case_id, key=key)
    assert kept(case_id).seen_at is None


def test_seen_again_it_keeps_the_first_time(case_id: int) -> None:
    key = kept(case_id).document
    assert key is not None
    assert see_paper(actor=CLERK, at=NOW, case_id=case_id, key=key)
    later = NOW + timedelta(hours=1)
    assert not see_paper(actor=CLERK, at=later, case_id=case_id, key=key)
    assert kept(case_id).seen_at == NOW


def test_the_clerk_refuses_it_on_its_page_with_a_reason(clerk: Client, case_id: int) -> None:
    path = f"/cases/{case_id}/do/paper/photo/"
    assert clerk.post(path, {"state": "refused", "reason": ""}).status_code == 422
    assert clerk.post(path, {"state": "refused", "reason": "ناخوانا است"}).status_code == 303
    page = text_of(clerk, f"/cases/{case_id}/")
    for said in ("پذیرفته نشد", "ناخوانا است", "فایل پیشین"):
        assert said in page
    assert kept(case_id).by_client is False
