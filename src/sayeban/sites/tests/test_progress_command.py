"""`sayeban campaign progress`: figures of what the user sees, and no zeros of what he does not."""

import pytest

from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import make_user
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.makers import NOW
from sayeban.kit.units import Unit
from sayeban.sites.tests.command_line import CommandLine

pytestmark = pytest.mark.django_db

WORDS = ("campaign", "progress", "c1405")


def test_a_unit_outside_the_users_place_is_denied(sayeban: CommandLine) -> None:
    makers.row(makers.campaign(), Unit.of_county("1001"))
    make_user("dg7", Post.DIRECTOR_GENERAL, Unit.of_province("07"), NOW)

    assert sayeban.told(*WORDS, "--unit", "10")[1]["by_state"]["pending"] == 1
    for unit in ("10", "1001"):
        code, answer = sayeban.told(*WORDS, "--unit", unit, "--as", "dg7")
        assert (code, answer["refused"]) == (2, "access.denied")
    for unit in ("07", "0701", "hq"):
        assert sayeban.told(*WORDS, "--unit", unit, "--as", "dg7")[0] == 0
