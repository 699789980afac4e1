"""The table of a worklist on a phone: the name stays beside what is scrolled to."""

import pytest

from sayeban.design import testing
from sayeban.design.drawn import opened

pytestmark = pytest.mark.browser
_CELLS = "<td>۱۲۳۴۵۶۷۸۹۰</td>" * 12
_HTML = f"""<!doctype html><html lang="fa" dir="rtl"><title>x</title>
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/static/design/ds.css">
<link rel="stylesheet" href="/static/exemptions/table/table.css">
<main class="wrap desk"><div class="grid" tabindex="0"><table class="table">
<thead><tr><td colspan="13"></td></tr><tr><th scope="col">نام</th>{_CELLS}</tr></thead>
<tbody><tr><th scope="row"><a href="#">محمدحسین عباس‌پور رستم‌آبادی</a></th>{_CELLS}</tr></tbody>
</table></div></main></html>"""
_SEEN = """() => {
    const grid = document.querySelector(".grid"), frame = grid.getBoundingClientRect()
    grid.scrollLeft = -grid.scrollWidth
    return [...grid.querySelectorAll("th")].map(e => e.getBoundingClientRect())
        .filter(e => e.right <= frame.right + 1 && e.left >= frame.left && e.width < 120).length
}"""


def test_the_name_and_its_head_stay_narrow_while_a_phone_scrolls_sideways() -> None:
    with testing.launch_browser() as browser:
        page = opened(browser, _HTML, viewport={"width": testing.PHONE, "height": 740})
        assert page.evaluate(_SEEN) == 2
        testing.keep_picture(page, "grid-360")
        page.add_style_tag(content=".grid th { position: static !important; }")
        assert page.evaluate(_SEEN) == 0
