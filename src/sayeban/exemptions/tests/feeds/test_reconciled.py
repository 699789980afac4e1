"""What companies were told against what they said: kept figures, pages, lists (issue 4.3)."""

import re
from collections import Counter
from datetime import timedelta
from io import BytesIO

import polars as pl
import pytest
import time_machine
from django.db import connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from sayeban.accounts.public import Post
from sayeban.country.today import today_of
from sayeban.exemptions.actions.sum_counts import sum_counts
from sayeban.exemptions.models import Exemption, Feed, ToldCount
from sayeban.exemptions.reads.reconciled import Said, ages, late_feeds, said_by_feed
from sayeban.exemptions.tests.feeds.makers import FEED
from sayeban.exemptions.tests.feeds.test_back import ids, receipt, send
from sayeban.exemptions.tests.makers import NOW
from sayeban.exemptions.tests.visiting import visitor
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting, looking

pytestmark = pytest.mark.django_db

SAID = "/deliveries/said/"
COMPANY = f"{SAID}gas/307/"
TODAY = today_of(NOW)
LATER = NOW + timedelta(days=8)


@pytest.fixture
def expert() -> Client:
    return visitor("hq.expert", Post.HQ_EXPERT, Unit.hq())


def office(province: str) -> Client:
    return visitor(f"office.{province}", Post.DIRECTOR_GENERAL, Unit.of_province(province))


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def cells(html: str, about: str) -> list[str]:
    """What stands in the cells of the row of a table that names `about`."""
    (row,) = (each for each in html.split("<tr")[1:] if about in each)
    return [re.sub("<[^>]*>", "", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)]


def end(exemption: str) -> None:
    """Revoked, as the feed's writer does it."""
    with acting(OPERATOR, NOW):
        Exemption.objects.filter(pk=exemption).update(version=2, ended_on=TODAY)


def test_each_word_of_a_company_is_counted_where_it_belongs(gas: Client) -> None:
    first, second, third = ids(gas)
    with looking(SYSTEM):
        assert said_by_feed(NOW)[FEED] == Said(standing=3, unanswered=3)
    sent = [receipt(first), receipt(second, "rjct", status_reason_code="rjct.connection.shared")]
    send(gas, "receipts", [*sent, receipt(third, "pdng")])
    with looking(SYSTEM):
        assert said_by_feed(NOW)[FEED] == Said(standing=3, received=1, applied=1, rejected=1)
    end(first)
    with looking(SYSTEM):
        assert said_by_feed(NOW)[FEED] == Said(2, 1, 0, 1, 0, ended=1, ends_unanswered=1)


def test_what_waits_longer_than_a_week_is_late_and_no_day_sooner(gas: Client) -> None:
    send(gas, "receipts", [receipt(ids(gas)[0], "rcvd")])
    for days, late in ((6, 0), (7, 2), (40, 2)):
        with looking(SYSTEM):
            assert said_by_feed(NOW + timedelta(days=days))[FEED].late == late
    with looking(SYSTEM):
        assert ages([FEED], TODAY + timedelta(days=10))[1] == (2, 0)
        (waiting,) = late_feeds(LATER)
        assert (waiting.exemptions, waiting.since) == (2, TODAY)
        assert late_feeds(LATER, Unit.of_county("0702")) == []


def test_who_may_not_read_yet_is_not_late(gas: Client) -> None:
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute("UPDATE organisations_agreement SET ready_at = %s", [LATER])
    with looking(SYSTEM):
        assert said_by_feed(LATER)[FEED].late == 0
        assert late_feeds(LATER) == []
        assert said_by_feed(LATER + timedelta(days=7))[FEED].late == 3


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["receipt", "amend", "end", "again", "sum", "gone"]),
        st.integers(0, 5),
        st.sampled_from(["rcvd", "pdng", "succ", "rjct"]),
    ),
    min_size=1,
    max_size=20,
)


def lay(many: int) -> list[str]:
    with acting(OPERATOR, NOW):
        feed, _ = Feed.objects.get_or_create(
            feed_id=FEED,
            defaults={
                **{"publisher": "behzisti", "utility": "gas", "company": "307"},
                **{"province": "07", "epoch": "e"},
            },
        )
        made = [
            Exemption(
                feed=feed,
                **{"publisher": "behzisti", "utility": "gas", "bill_id": f"{serial:013}"},
                **{"row_id": serial, "household_id": serial, "seq": serial, "told_at": NOW},
                **{"province": "07", "county": f"070{serial % 2 + 1}", "starts_on": TODAY},
            )
            for serial in range(many)
        ]
        Exemption.objects.bulk_create(made)
        return [str(each.pk) for each in made]


def take(step: str, about: str, status: str) -> None:
    if step == "sum":
        sum_counts(actor=SYSTEM, at=NOW)
        return
    with acting(OPERATOR, NOW):
        found = Exemption.objects.filter(pk=about)
        for each in found:
            code = "rjct.other" if status == "rjct" else ""
            said = {"receipt_status": status, "receipt_code": code}
            match step:
                case "receipt":
                    found.update(**said, receipt_version=each.version)
                case "amend":
                    found.update(version=each.version + 1, told_at=LATER)
                case "end":
                    found.update(version=each.version + 1, ended_on=TODAY)
                case "again":
                    found.update(ended_on=None, county="0702")
                case _:
                    found.delete()


def kept() -> dict[tuple[object, ...], int]:
    found: Counter[tuple[object, ...]] = Counter()
    with acting(OPERATOR, NOW):
        for each in ToldCount.objects.all():
            key = (each.county, each.ended, each.status, each.code, each.told_on)
            found[key] += each.exemptions
    return {key: count for key, count in found.items() if count}


def counted() -> dict[tuple[object, ...], int]:
    """The same by Python from every exemption."""
    found: Counter[tuple[object, ...]] = Counter()
    with acting(OPERATOR, NOW):
        for each in Exemption.objects.all():
            of_this = each.receipt_version == each.version
            status = each.receipt_status if of_this else ""
            code = each.receipt_code if of_this else ""
            day = None if status in ("succ", "rjct") else (each.told_at or NOW).date()
            found[each.county, each.ended_on is not None, status, code, day] += 1
    return dict(found)


@given(STEPS)
def test_kept_figures_are_what_a_full_count_says(walk: list[tuple[str, int, str]]) -> None:
    with acting(OPERATOR, NOW):
        Exemption.objects.all().delete()
    made = lay(6)
    for step, nth, status in walk:
        take(step, made[nth], status)
    assert kept() == counted()


def test_a_change_that_no_trigger_sees_is_seen_by_the_count() -> None:
    """The control."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("ALTER TABLE exemptions_exemption DISABLE TRIGGER count_told_update")
        cursor.execute("SET ROLE sayeban_web")
    (one,) = lay(1)
    take("receipt", one, "succ")
    assert kept() != counted()


def test_pages_show_a_company_its_counties_and_reasons(gas: Client, expert: Client) -> None:
    first, second, _ = ids(gas)
    rejected = receipt(
        second,
        "rjct",
        status_reason_code="rjct.bill_id.not_found",
        status_reason_message="در پروندهٔ مشترکان نیست",
    )
    send(gas, "receipts", [receipt(first), rejected])
    with time_machine.travel(LATER, tick=False):
        client = visitor("hq.late", Post.HQ_EXPERT, Unit.hq())
        figures = ["۳", "۰", "۱", "۱", "۱", "۰", "۰", "۱"]
        assert cells(page(client, SAID), COMPANY)[2:-1] == figures
        shown = page(client, COMPANY)
        assert "شناسهٔ قبض شناخته نشد" in shown
        assert "مهندس کریمی" in shown
        late = page(client, f"{COMPANY}records/?kind=late")
        assert "۸ روز پیش" in late
        listed = page(client, f"{COMPANY}records/?kind=rejected&code=rjct.bill_id.not_found")
        assert "در پروندهٔ مشترکان نیست" in listed
        assert "/campaigns/c1405/rows/" in listed
        assert "معافیتی با این ویژگی نیست" in page(client, f"{COMPANY}records/?kind=ends")
        assert cells(page(client, f"{SAID}?late=on&utility=gas&province=07"), COMPANY)
        assert COMPANY not in page(client, f"{SAID}?utility=water")
        assert "چیزی نگرفته" in page(client, f"{SAID}?utility=water&late=on")
    assert expert.get(f"{COMPANY}records/?kind=nonsense").status_code == 404
    assert expert.get(f"{SAID}gas/399/").status_code == 404


def test_a_list_goes_on_behind_its_last_line(gas: Client) -> None:
    with acting(OPERATOR, NOW):
        feed = Feed.objects.get(pk=FEED)
        Exemption.objects.bulk_create(
            Exemption(
                feed=feed,
                **{"publisher": "behzisti", "utility": "gas", "bill_id": f"9{serial:012}"},
                **{"row_id": -serial, "household_id": 0, "seq": serial, "told_at": NOW},
                **{"province": "07", "county": "0701", "starts_on": TODAY},
            )
            for serial in range(60)
        )
    client = office("07")
    path, seen = f"{COMPANY}records/", list[str]()
    while path:
        html = page(client, path)
        seen += re.findall(r"[0-9]{13}", html)
        following = re.search(r'href="([^"]*after=[^"]*)"', html)
        path = following[1].replace("&amp;", "&") if following else ""
    assert len(set(seen)) == 63


def test_a_province_sees_its_own_companies(gas: Client) -> None:
    assert COMPANY in page(office("07"), SAID)
    other = office("08")
    assert COMPANY not in page(other, SAID)
    for path in (COMPANY, f"{COMPANY}records/", f"{COMPANY}records.xlsx"):
        assert other.get(path).status_code == 404


def looks() -> list[tuple[str, str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "SELECT purpose, subject_id, rows FROM audit_look"
            " WHERE subject = 'exemptions.told' ORDER BY id"
        )
        found = [(purpose, about, rows) for purpose, about, rows in cursor.fetchall()]
        cursor.execute("SET ROLE sayeban_web")
    return found


def test_who_opens_a_list_of_persons_leaves_a_look(gas: Client, expert: Client) -> None:
    page(expert, COMPANY)
    assert looks() == []
    page(expert, f"{COMPANY}records/")
    shape(expert, f"{COMPANY}records.xlsx")
    assert looks() == [("reconcile", "gas/307", 3), ("download", "gas/307", 3)]


def shape(client: Client, path: str) -> tuple[int, int]:
    whole = b"".join(client.get(path).streaming_content)  # type: ignore[attr-defined]
    return pl.read_excel(BytesIO(whole)).shape


def test_workbooks_hold_what_pages_show_and_no_person(gas: Client, expert: Client) -> None:
    assert shape(expert, f"{SAID}said.xlsx?utility=gas") == (1, 14)
    path = f"{COMPANY}records.xlsx?kind=unanswered"
    assert shape(expert, path) == (3, 7)
    whole = b"".join(expert.get(path).streaming_content)  # type: ignore[attr-defined]
    # A key of an exemption may hold the three digits too.
    assert not re.search(r"\b999[0-9]{7}\b", str(pl.read_excel(BytesIO(whole)).rows()))
