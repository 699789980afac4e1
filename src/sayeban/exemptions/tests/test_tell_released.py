"""Headquarters is told of a list by names, not by codes."""

import pytest

from sayeban.accounts.public import Post
from sayeban.exemptions.actions.tell_heads import tell_released
from sayeban.exemptions.tests.makers import NOW, campaign
from sayeban.exemptions.tests.release_makers import ground
from sayeban.exemptions.tests.visiting import staff
from sayeban.kit.units import Unit
from sayeban.notices.models import Message
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("without", "text"),
    [
        ("", "فهرست شمارهٔ ۱ استان فارس در کارزار {title} منتشر شد."),
        (
            "0701,0702",
            (
                "فهرست شمارهٔ ۱ استان فارس در کارزار {title} بدون شهرستان آباده، شهرستان"
                " استهبان منتشر شد."
            ),
        ),
    ],
)
def test_the_notice_names_the_province_and_the_counties(without: str, text: str) -> None:
    ground()
    made_of = campaign()
    staff("deputy", Post.HQ_DEPUTY, Unit.hq())

    tell_released(actor=SYSTEM, at=NOW, code="c1405", province="07", number="1", without=without)

    with acting(OPERATOR, NOW):
        assert Message.objects.get().text == text.format(title=made_of.title)
