import re

import pytest
from django.test import RequestFactory

from sayeban.design.gallery.view import gallery
from sayeban.design.maps import Area, ShareMap


def drawn(*areas: Area) -> ShareMap:
    return ShareMap("سهم", areas, "بدون ردیف")


def shades(*shares: float) -> list[int | None]:
    found = drawn(*(Area(f"{code:02}", share) for code, share in enumerate(shares)))
    return [piece.shade for piece in list(found.pieces())[: len(shares)]]


def test_five_shades_stand_for_fifths() -> None:
    assert shades(0, 0.19, 0.2, 0.5, 0.79, 0.8, 1) == [0, 0, 1, 2, 3, 4, 4]


def test_a_province_without_figures_has_no_shade_and_says_so() -> None:
    pieces = list(drawn(Area("07", 0.5, "/07/")).pieces())
    assert [(p.text, p.href) for p in pieces if p.shade is not None] == [("\u061c۵۰٪", "/07/")]
    assert {p.text for p in pieces if p.shade is None} == {"بدون ردیف"}
    assert len(pieces) == 31


def test_a_share_is_no_percent() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        drawn(Area("07", 50))


def test_the_drawing_names_provinces_islands_and_seas(rf: RequestFactory) -> None:
    html = gallery(rf.get("/")).content.decode()
    svg = re.search(r'<svg viewBox="[^"]*" class="map".*?</svg>', html, re.DOTALL)
    assert svg is not None
    for name in ("خلیج فارس", "دریای خزر", "ابوموسی", "تنب بزرگ", "تنب کوچک", "قشم"):
        assert name in svg[0]
    assert svg[0].count("<title>") == 31 + 6
    assert re.search(r'<a href="#"><title>استان فارس: [^<]*٪</title>', svg[0])
    table = html[svg.end() :]
    assert "جزیره‌ها: ابوموسی، تنب بزرگ، تنب کوچک، کیش، قشم، لاوان" in table
    assert re.search(r"<th scope=\"row\">فارس</th><td>[^<]*٪</td>", table)
