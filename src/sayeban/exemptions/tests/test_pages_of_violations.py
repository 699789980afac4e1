"""The lists of suspicions and of confirmed cases are shown page by page."""

import re
from typing import Any

import pytest

from sayeban.accounts.public import Post
from sayeban.exemptions.pages.violations import page as violations
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.approval_scene import pictured
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, suspicion, world
from sayeban.exemptions.tests.visiting import visitor

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
