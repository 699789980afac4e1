"""A page that has nothing to show says so in words, and what comes next."""

from collections.abc import Callable

import pytest

from sayeban.exemptions.tests.empty_scene import before_any_campaign, before_any_row
from sayeban.exemptions.tests.page_scene import Scene, scene

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
SAID = {
    "none-campaigns-hq": "با «کارزار تازه» نخستین را باز کنید.",
    "none-campaigns-worker": "کارزار را ستاد باز می‌کند.",
    "none-home": "اکنون کاری در انتظار شما نیست.",
    "none-outbox": "هنوز پیامی نیست.",
    "empty-home": "اکنون کاری در انتظار شما نیست.",
    "empty-board-hq": "هنوز هیچ ردیفی بارگذاری نشده است.",
    "empty-board": "هنوز ردیفی به این واحد نرسیده است.",
    "empty-loads": "هنوز فایلی بارگذاری نشده است.",
    "empty-rejected": "هیچ ردیفی در انتظار اصلاح نیست.",
    "empty-releases": "هنوز فهرستی در حوزهٔ شما منتشر نشده است.",
    "empty-hand-down": "هنوز ردیفی به این واحد نرسیده است.",
    "empty-rows": "هنوز ردیفی به این واحد نرسیده است.",
    "empty-rows-filtered": "هنوز ردیفی به این واحد نرسیده است.",
    "empty-declaration": "چیزی برای گواهی نیست",
    "empty-sample": "هنوز ردیفی از سطح پایین‌تر تأیید نشده است",
    "empty-approval": "ردیفی در انتظار تأیید شما نیست.",
    "empty-violations": "ظن بررسی‌نشده‌ای در حوزهٔ شما نیست.",
    "empty-release": "ردیف تازه‌ای برای انتشار در این استان نیست.",
    "work-queued": "می‌توانید این صفحه را ببندید",
    "work-running": "می‌توانید این صفحه را ببندید",
    "work-retrying": "خودبه‌خود از همان جا ادامه می‌یابد",
    "work-refused": "این فایل خوانده نشد.",
    "work-failed": "کار پس از چند بار کوشش ناتمام ماند.",
}
NOT_OFFERED = {
    "empty-approval": 'value="approve"',
    "empty-declaration": 'name="sure"',
    "empty-rows": 'name="text"',
}
"""What a page does not offer while there is nothing to do it with."""


@pytest.mark.slow
@pytest.mark.parametrize("staged", [before_any_campaign, before_any_row])
def test_each_page_says_that_there_is_nothing(staged: Callable[[], Scene]) -> None:
    pages = staged()
    for name in pages.pages.keys() & SAID.keys():
        html = pages.open(name).decode()
        assert SAID[name] in html, name
        if name in NOT_OFFERED:
            assert NOT_OFFERED[name] not in html.partition("<main")[2], name
    unsaid = set(pages.pages) - set(SAID)
    assert unsaid <= {"empty-collect", "empty-training", "work-done"}


@pytest.mark.slow
def test_a_lively_campaign_says_none_of_it() -> None:
    """The negative control: what is offered where there is something."""
    pages = scene()
    for name, said in (("approval-county", "empty-approval"), ("rows", "empty-rows")):
        html = pages.open(name).decode()
        assert SAID[said] not in html
        assert NOT_OFFERED[said] in html.partition("<main")[2]
    assert NOT_OFFERED["empty-declaration"] in pages.open("declaration").decode()
