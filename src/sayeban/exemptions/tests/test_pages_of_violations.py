"""The lists of suspicions and of confirmed cases are shown page by page."""

import re
from typing import Any

import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.exemptions.models import Campaign, Candidate, CandidateRow, Return, Row
from sayeban.exemptions.pages.violations import page as violations
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.approval_scene import pictured
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, OTHER_COUNTY, suspicion, world
from sayeban.exemptions.tests.visiting import visitor
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db


def test_each_list_of_suspicions_has_its_own_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    campaign = world()
    monkeypatch.setattr(violations, "_SIZE", 2)
    rows = [makers.row(campaign, CENTRE, state="collected") for _ in range(2)]
    cases = [suspicion(campaign, rows, COUNTY, subject=f"{n}") for n in range(5)]
    decided: dict[str, Any] = {"state": "confirmed", "decided_at": makers.NOW, "decided_by": 5}
    cases += [suspicion(campaign, rows, COUNTY, subject=f"c{n}", **decided) for n in range(3)]
    county, first = visitor("county", Post.COUNTY_HEAD, COUNTY), "/campaigns/c1405/violations/"

    def listed(query: str) -> list[int]:
        text = county.get(first + query).content.decode()
        return [n for n, case in enumerate(cases) if f"/violations/{case.pk}/" in text]

    assert listed("") == [0, 1, 5, 6]
    second = f"?after={cases[1].pk}"
    assert f'rel="next" href="{first}{second}"' in county.get(first).content.decode()
    assert listed(second) == [2, 3, 5, 6]
    both = f"{second}&amp;confirmed={cases[6].pk}"
    assert f'href="{first}{both}"' in county.get(first + second).content.decode()
    assert listed(both.replace("&amp;", "&")) == [2, 3, 7]
    assert listed("?after=x&confirmed=99999999999999999999") == [0, 1, 5, 6]


def test_both_files_stand_side_by_side_with_their_pictures() -> None:
    campaign = world()
    rows = [
        makers.row(
            campaign,
            CENTRE,
            state="collected",
            full_name=name,
            address="کوچهٔ لاله",
            tenure=tenure,
            bills={"gas": makers.bill_id(9, "gas"), "water": makers.bill_id(8, "water")},
        )
        for name, tenure in (("نخست", "owner"), ("دوم", "tenant"))
    ]
    evidence = [pictured(row) for row in rows]
    other = pictured(rows[0], "water")
    case = suspicion(campaign, rows, COUNTY)
    county = visitor("county", Post.COUNTY_HEAD, COUNTY)
    page = county.get(f"/campaigns/c1405/violations/{case.pk}/").content.decode()
    for row, document in zip(rows, evidence, strict=True):
        assert f'src="/campaigns/c1405/rows/{row.key}/documents/{document.pk}/"' in page
    assert f"/documents/{other.pk}/" not in page
    judged = dict(
        re.findall(r'<th scope="row"[^>]*>([^<]+)</th>.*?<span class="tag \w+">([^<]+)<', page)
    )
    assert (judged["نشانی"], judged["شناسهٔ قبض"]) == ("یکسان", "یکسان")
    assert (judged["وضعیت مالکیت"], judged["کد ملی"]) == ("متفاوت", "متفاوت")
    assert "شمارهٔ اشتراک گاز" not in page


def test_rows_of_two_phases_are_told_apart_and_lead_to_their_own_campaign() -> None:
    first = world(title="مرحلهٔ نخست")
    second = makers.campaign("c2", title="مرحلهٔ دوم", continues=first)
    rows = [
        makers.row(campaign, CENTRE, state="collected", full_name="زهرا کریمی")
        for campaign in (first, second)
    ]
    picture = pictured(rows[0])
    case = suspicion(second, rows, COUNTY)
    alone = suspicion(second, rows[1:], COUNTY, subject="x")
    county = visitor("county", Post.COUNTY_HEAD, COUNTY)
    page = county.get("/campaigns/c2/violations/").content.decode()
    assert re.search("<td[^>]*>مرحلهٔ نخست<br>مرحلهٔ دوم</td>", page)
    assert re.search("<td[^>]*>مرحلهٔ دوم</td>", page)
    one = county.get(f"/campaigns/c2/violations/{case.pk}/").content.decode()
    assert f'href="/campaigns/c1405/rows/{rows[0].key}/"' in one
    assert f'src="/campaigns/c1405/rows/{rows[0].key}/documents/{picture.pk}/"' in one
    assert f'href="/campaigns/c2/rows/{rows[1].key}/"' in one
    assert "زهرا کریمی، مرکز ۷۰۱۱، مرحلهٔ نخست" in one
    other = county.get(f"/campaigns/c2/violations/{alone.pk}/").content.decode()
    assert "زهرا کریمی، مرکز ۷۰۱۱، مرحلهٔ" not in other


CASES = "/campaigns/c1405/violations/"


def pair(campaign: Campaign) -> list[Row]:
    return [makers.row(campaign, CENTRE, state="collected", full_name=n) for n in ("یک", "دو")]


def county_head() -> Client:
    return visitor("county", Post.COUNTY_HEAD, COUNTY)


@pytest.mark.parametrize("state", ["confirmed", "cleared"])
def test_a_decided_case_is_read_and_decided_no_more(state: str) -> None:
    rows = pair(world())
    pictures = [pictured(row) for row in rows]
    case = suspicion(rows[0].campaign, rows, COUNTY)
    county, page = county_head(), f"{CASES}{case.pk}/"
    assert f'action="{page}clear/"' in county.get(page).content.decode()
    typed = {"clearform-why": "same_household", "clearform-reason": "هر دو را دیدم"}
    if state == "confirmed":
        typed = {"confirmform-reason": "هر دو را دیدم", "confirmform-sure": "on"}
        typed["confirmform-rows"] = str(rows[0].key)
    verb = "clear" if state == "cleared" else "confirm"
    assert county.post(f"{page}{verb}/", typed).status_code == 303

    assert f'href="{page}"' in county.get(CASES).content.decode()
    shown = county.get(page).content.decode()
    assert "<form" not in shown.partition("<main")[2]
    for picture in pictures:
        assert f"/documents/{picture.pk}/" in shown
    facts = dict(re.findall("<dt[^>]*>([^<]+)</dt><dd[^>]*>([^<]+)<", shown))
    assert facts["تصمیم"] == {"cleared": "ظن رفع شد", "confirmed": "تخلف ثابت شد"}[state]
    assert "هر دو را دیدم" in facts["دلیل"]
    assert facts["تصمیم‌گیرنده"]
    assert facts["زمان تصمیم"]
    assert (f'href="{page}letter/"' in shown) == (state == "confirmed")
    elsewhere = visitor("neighbour", Post.COUNTY_HEAD, OTHER_COUNTY)
    assert elsewhere.get(page).status_code == 404


def test_cases_of_one_pair_name_their_connection_and_are_decided_together() -> None:
    rows = pair(world())
    cases = [
        suspicion(rows[0].campaign, rows, COUNTY, subject=makers.bill_id(nth, "gas"))
        for nth in (1, 2, 3)
    ]
    with acting(OPERATOR, makers.NOW):
        for case, utility in zip(cases, ("gas", "water", "electricity"), strict=True):
            case.held.update(utility=utility)
    alone = suspicion(rows[0].campaign, rows[:1], COUNTY, subject="x")
    county, page = county_head(), f"{CASES}{cases[0].pk}/"
    listed = re.findall(
        r"<td[^>]*>(گاز|آب|برق)<br><bdi[^>]*>([0-9]+)<", county.get(CASES).content.decode()
    )
    assert listed[:3] == [
        ("گاز", cases[0].subject),
        ("آب", cases[1].subject),
        ("برق", cases[2].subject),
    ]
    shown = county.get(page).content.decode()
    offered = re.findall(r'name="clearform-others" value="([0-9]+)"', shown)
    assert offered == [str(case.pk) for case in cases[1:]]
    typed = {"clearform-why": "returned", "clearform-others": [offered[0], str(alone.pk)]}
    assert county.post(f"{page}clear/", typed).status_code == 422, "of other rows"
    typed["clearform-others"] = offered[:1]
    assert county.post(f"{page}clear/", typed).status_code == 303
    with acting(OPERATOR, makers.NOW):
        states = dict(Candidate.objects.values_list("pk", "state"))
        assert [states[case.pk] for case in cases] == ["cleared", "cleared", "open"]
        assert states[alone.pk] == "open"
        assert Return.objects.count() == 2, "each row went back once"


def test_a_violation_is_confirmed_for_all_connections_of_a_pair_at_once() -> None:
    rows = pair(world())
    first, second = (suspicion(rows[0].campaign, rows, COUNTY, subject=n) for n in "12")
    county = county_head()
    typed = {"confirmform-rows": str(rows[0].key), "confirmform-reason": "دیدم"}
    typed |= {"confirmform-sure": "on", "confirmform-others": str(second.pk)}
    assert county.post(f"{CASES}{first.pk}/confirm/", typed).status_code == 303
    with acting(OPERATOR, makers.NOW):
        held = CandidateRow.objects.filter(is_confirmed=True)
        assert {(h.candidate_id, h.row_id) for h in held} == {
            (first.pk, rows[0].pk),
            (second.pk, rows[0].pk),
        }
