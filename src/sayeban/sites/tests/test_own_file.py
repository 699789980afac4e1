"""A client reads his own file, says that a datum is wrong, and reads what was decided."""

from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from sayeban.cases.tests.makers import HEAD, NOW
from sayeban.documents.models import Document
from sayeban.exemptions.models import Row
from sayeban.facts.models import Contest, Value
from sayeban.facts.public import (
    Claim,
    decide_contest,
    open_own_contest,
    own_contests,
    own_parts,
    refer_contest,
    withdraw_own_contest,
)
from sayeban.facts.refusals_contest import ContestedUnknown, ContestUnknown
from sayeban.facts.tests.makers import TODAY, seeded
from sayeban.kit.refusals import Refusal
from sayeban.people.public import person_file
from sayeban.runtime import context
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting, looking
from sayeban.sites.tests.own_cases import himself, known
from sayeban.sites.tests.own_pages import entered, household

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]


@pytest.fixture(autouse=True)
def _catalogue(country: None) -> None:
    seeded()


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def photo() -> BytesIO:
    made = BytesIO()
    Image.effect_noise((900, 700), 90).save(made, "JPEG", quality=95)
    made.seek(0)
    made.name = "photo.jpg"
    return made


def a_contest(row: Row) -> int:
    value = known(row, "has_disability", told=False, origin="received", register="disability")
    return open_own_contest(
        actor=himself(row), at=NOW, value_id=value, claim=Claim(value=True, reason="رأی را دارم")
    )


def decided(number: int, *, accepted: bool = True, refer: bool = True) -> None:
    if accepted and refer:
        refer_contest(actor=HEAD, at=NOW, number=number)
    decide_contest(
        actor=HEAD,
        at=NOW,
        number=number,
        accepted=accepted,
        answer="رأی دیده شد",
        evidence="نامهٔ ۱۲",
    )


def test_he_reads_what_is_known_from_where_and_since_when() -> None:
    row = household()
    known(row, "rent_monthly", 6_000_000, of="household")
    known(row, "illness_name", "تالاسمی", origin="received", register="disability")
    client = entered(row)
    assert "پروندهٔ من" in text(client, "/mine/file/")
    welfare = text(client, "/mine/file/welfare/")
    for said in ("۶٬۰۰۰٬۰۰۰ ریال", "گفتهٔ خودتان", "۳ آذر ۱۴۰۵", "این درست نیست"):
        assert said in welfare
    # What stands in his file because his centre wrote it has no link: it says whom to tell.
    assert "به مرکز خود یا میز خدمت بگویید" in text(client, "/mine/file/support/")
    assert "همان‌جا بگویید" not in text(client, "/mine/file/")
    every = "".join(text(client, f"/mine/file/{part}/") for part in ("identity", "support"))
    assert "تالاسمی" in welfare + every
    assert client.get("/mine/file/nothing/").status_code == 404


def test_what_is_sensitive_of_his_household_is_not_his(monkeypatch: pytest.MonkeyPatch) -> None:
    """It tells of those who live with him. Negative control: the filter taken away."""
    row = household()
    with looking(himself(row)):
        shown = own_parts(row.person_id, row.household_id, TODAY)
    facts = [d.fact for part in shown for d in part.data]
    assert any(each.sensitive and each.type.subject == "person" for each in facts)
    assert not any(each.sensitive and each.type.subject == "household" for each in facts)
    monkeypatch.setattr("sayeban.facts.reads.welfare_file.is_own", lambda _: True)
    with looking(himself(row)):
        shown = own_parts(row.person_id, row.household_id, TODAY)
    facts = [d.fact for part in shown for d in part.data]
    assert any(each.sensitive and each.type.subject == "household" for each in facts)


def test_given_a_wrong_datum_when_he_says_so_then_a_worker_decides_and_he_reads_it() -> None:
    row = household()
    value = known(row, "has_disability", told=False, origin="received", register="disability")
    client = entered(row)
    path = f"/mine/contests/new/{value}/"
    assert f'href="{path}"' in "".join(
        text(client, f"/mine/file/{part}/") for part in ("identity", "welfare", "support")
    )
    assert "آنچه نوشته‌ایم" in text(client, path)
    empty = client.post(path, {})
    assert empty.status_code == 422
    assert "مقدار درست را بنویسید" in empty.content.decode()
    told = {"claimed": "yes", "reason": "رأی کمیسیون را دارم", "document": photo()}
    sent = client.post(path, told)
    assert sent.status_code == 303
    page = sent.headers["Location"].split("?")[0]
    assert "همکار ما آن را می‌بیند" in text(client, page)
    with acting(OPERATOR, NOW):
        contest = Contest.objects.get()
        assert (contest.person_id, contest.opened_by) == (row.person_id, None)
        (kept,) = Document.objects.all()
        assert (kept.pk, kept.centre) == (contest.document_id, row.centre)
        assert Value.objects.get(pk=value).superseded_at is None
    refer_contest(actor=HEAD, at=NOW, number=contest.pk)
    assert "منتظر پاسخ آن هستیم" in text(client, "/mine/contests/")
    decided(contest.pk, refer=False)
    page_now = text(client, page)
    for said in ("پذیرفته شد", "رأی دیده شد", "حق با شما بود"):
        assert said in page_now
    with acting(OPERATOR, NOW):
        assert Value.objects.get(pk=value).superseded_at is None
        assert Value.objects.get(origin="verified").value is True


def test_he_takes_back_what_is_open_and_nothing_else() -> None:
    row = household()
    number, client = a_contest(row), entered(row)
    path = f"/mine/contests/{number}/"
    assert "پس می‌گیرم" in text(client, path)
    undone = client.post(f"{path}withdraw/")
    assert undone.headers["Location"] == f"{path}?done=own_contest_withdrawn"
    assert "پس می‌گیرم" not in text(client, path)
    assert client.post(f"{path}withdraw/").status_code == 422


def test_one_datum_has_one_open_contest_and_the_same_value_is_none() -> None:
    row = household()
    value = known(row, "has_disability", told=False)
    client = entered(row)
    path = f"/mine/contests/new/{value}/"
    same = client.post(path, {"claimed": "no", "reason": "همین است"})
    assert "همان است که در پرونده هست" in same.content.decode()
    assert client.post(path, {"claimed": "yes", "reason": "رأی"}).status_code == 303
    again = client.post(path, {"claimed": "yes", "reason": "رأی"})
    assert "یک اعتراض باز هست" in again.content.decode()


def test_another_clients_value_and_contest_are_not_found() -> None:
    mine, other = household(), household()
    number = a_contest(other)
    value = known(other, "illness_name", "آسم")
    client = entered(mine)
    for path, none in (
        (f"/mine/contests/{number}/", "/mine/contests/999999/"),
        (f"/mine/contests/new/{value}/", "/mine/contests/new/999999/"),
    ):
        answer, nobody = client.get(path), client.get(none)
        assert (answer.status_code, answer.content) == (404, nobody.content)
    told = {"claimed": "تالاسمی", "reason": "x"}
    assert client.post(f"/mine/contests/new/{value}/", told).status_code == 404
    assert client.post(f"/mine/contests/{number}/withdraw/").status_code == 404
    with acting(OPERATOR, NOW):
        assert Contest.objects.get().state == "open"


def _tries(me: Actor, value: int, number: int) -> list[type[Refusal] | None]:
    found: list[type[Refusal] | None] = []
    claim = Claim("تالاسمی", "x")
    for act in (
        lambda: open_own_contest(actor=me, at=NOW, value_id=value, claim=claim),
        lambda: withdraw_own_contest(actor=me, at=NOW, number=number),
    ):
        try:
            act()
        except Refusal as refusal:
            found.append(type(refusal))
        else:
            found.append(None)
    return found


def test_his_commands_and_looks_know_nobody_elses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: with the eyes of headquarters the database shows the other's."""
    mine, other = household(), household()
    number, value = a_contest(other), known(other, "illness_name", "آسم")
    me = himself(mine)
    assert _tries(me, value, number) == [ContestedUnknown, ContestUnknown]
    with looking(me):
        assert own_contests(other.person_id) == []
        assert not Value.objects.filter(pk=value).exists()
    monkeypatch.setattr(context, "CITIZEN_ROLE", context.HQ_ROLE)
    assert _tries(me, value, number) == [ContestedUnknown, ContestUnknown]
    with looking(me):
        assert len(own_contests(other.person_id)) == 1
        assert Value.objects.filter(pk=value).exists()
    found = "sayeban.facts.actions.own_contests.person_file"
    monkeypatch.setattr(found, lambda _: person_file(other.person_id))
    assert _tries(me, value, number)[0] is None
