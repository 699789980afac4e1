"""A value that an institution was told turns out wrong: it is known who got it, and it hears."""

import pytest

from sayeban.cases.tests.makers import HEAD
from sayeban.country.today import today_of
from sayeban.facts.models import Disclosure, Receiver, Value
from sayeban.facts.public import decide_contest, open_contest, refer_contest
from sayeban.facts.tests.makers import put, value
from sayeban.interop.tests.makers import now
from sayeban.interop.tests.social.makers import HERE, Program, ground, program
from sayeban.kit.units import Unit
from sayeban.people.tests.makers import clerk, person
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db
COUNTY = Unit.of_county("0701")


@pytest.fixture(autouse=True)
def _ground(db: None) -> None:
    ground()
    put(value(("household", home()), "rent_monthly", 5_000_000))


def home() -> int:
    found = person(HERE).household_id
    assert found is not None
    return found


def standing() -> int:
    with acting(OPERATOR, now()):
        return int(Value.objects.get(fact="rent_monthly", origin="declared").pk)


def contest() -> int:
    return open_contest(
        actor=clerk("desk_clerk", COUNTY),
        at=now(),
        person_id=person(HERE).pk,
        value_id=standing(),
        claimed=6_000_000,
        reason="اجاره بیشتر شد",
    )


def decided(number: int, *, accepted: bool = True) -> None:
    if accepted:
        refer_contest(actor=HEAD, at=now(), number=number)
    decide_contest(
        actor=HEAD,
        at=now(),
        number=number,
        accepted=accepted,
        answer="دیده شد",
        evidence="نامهٔ ۱۲",
    )


def told(asks: Program) -> dict[str, object]:
    (found,) = asks.facts(facts=["rent_monthly"]).json()["facts"]
    return {name: found[name] for name in ("value", "corrected_on", "corrected_since")}


def receivers() -> list[tuple[str, str, bool]]:
    with acting(OPERATOR, now()):
        found = Receiver.objects.order_by("id")
        return [(each.title, each.purpose, each.told_at is not None) for each in found]


def test_given_an_institution_with_the_old_value_when_it_asks_again_then_it_hears() -> None:
    asks = program()
    before = {"value": 5_000_000, "corrected_on": None, "corrected_since": None}
    assert told(asks) == before
    number = contest()
    decided(number)
    assert receivers() == [("بنیاد نمونه", "جلوگیری از پوشش دوباره", False)]
    day = today_of(now()).isoformat()
    after = {"value": 6_000_000, "corrected_on": day, "corrected_since": day}
    assert told(asks) == after
    assert receivers() == [("بنیاد نمونه", "جلوگیری از پوشش دوباره", True)]
    assert told(asks) == after


def test_who_never_got_it_or_got_something_else_is_no_receiver() -> None:
    """Negative control: the same decision with a look at the fact names its receiver."""
    asks = program()
    asks.facts(facts=["decile"])
    decided(contest())
    assert receivers() == []
    assert told(asks)["corrected_on"] is None


def test_a_contest_against_him_makes_nobody_a_receiver() -> None:
    asks = program()
    told(asks)
    decided(contest(), accepted=False)
    assert receivers() == []


def test_what_was_told_is_kept_and_nobody_changes_it() -> None:
    told(program())
    with acting(OPERATOR, now()):
        (kept,) = Disclosure.objects.all()
        assert kept.values == [standing()]
    with pytest.raises(Exception, match="permission denied"), acting(OPERATOR, now()):
        Disclosure.objects.update(title="x")
