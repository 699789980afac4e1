"""Pages of forms in Chromium: axe, reflow, targets (ui.md 11)."""

from collections.abc import Iterator

import pytest
import time_machine

from sayeban.accounts.public import Post
from sayeban.design import testing
from sayeban.design.drawn import faults_of_all
from sayeban.eligibility.tests import makers as rules
from sayeban.facts.tests import makers as facts
from sayeban.forms.actions.drafting import import_form
from sayeban.forms.tests.makers import CENTRE, EXPERT, RENT, TENURE, WISH, document, put_in_force
from sayeban.forms.tests.visiting import client
from sayeban.kit.units import Unit
from sayeban.organisations.public import seed
from sayeban.people.tests.makers import NOW, person
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.browser, pytest.mark.slow]

DAY = {"key": "since", "type": "date", "label": "از چه روزی در این خانه‌اید؟", "required": False}
PAPER = {"key": "paper", "type": "document", "label": "از اجاره‌نامه عکس بگیرید", "required": False}
NEEDS = {
    "key": "needs",
    "type": "codes",
    "label": "کدام‌یک را کم دارید؟",
    "sensitive": True,
    "choices": [{"code": "food", "label": "خوراک"}, {"code": "heat", "label": "گرما"}],
}
_ALL = (TENURE, RENT | {"pictogram": "money"}, DAY, PAPER, NEEDS, WISH)


@pytest.fixture
def pages(db: None) -> Iterator[dict[str, str]]:
    """Every page by its name, written before Chromium starts: its loop shuts the database out."""
    with time_machine.travel(NOW, tick=False):
        with acting(OPERATOR, NOW):
            seed(NOW.date())
        facts.seeded()
        household = facts.household(1, full_name="سیدهٔ معصومه موسوی")
        rent = facts.value(("household", household), "rent_monthly", 3_500_000, origin="received")
        facts.put(rent)
        put_in_force(*_ALL)
        tenant = rules.leaf("tenant", "tenure", "=", value="tenant")
        poor = rules.leaf("poor", "decile", "<=", value=3)
        rules.in_force(rules.document({"all": [tenant, poor]}, subject="household"))
        yield _filling() | _writing()


def _filling() -> dict[str, str]:
    worker = client(Post.SOCIAL_WORKER, CENTRE)
    mine = f"/forms/for/{person(1).pk}/"
    given = {"code": "rent_help", "channel": "desk", "helper": "دختر او"}
    tasks = worker.post(mine, given)["Location"]
    found = {
        "person": worker.get(mine),
        "person-wrong": worker.post(mine, {}),
        "tasks": worker.get(tasks),
        "choice": worker.get(f"{tasks}1/"),
        "choice-wrong": worker.post(f"{tasks}1/", {}),
    }
    worker.post(f"{tasks}1/", {"value": "tenant"})
    found |= {f"question-{n}": worker.get(f"{tasks}{n}/") for n in range(2, 7)}
    found |= {"typed": worker.get(f"{tasks}2/?wrong=1"), "open": worker.get(f"{tasks}check/")}
    worker.post(f"{tasks}2/", {"verdict": "right"})
    worker.post(f"{tasks}5/", {"value": ["food"]})
    found |= {"check": worker.get(f"{tasks}check/")}
    found |= {"done": worker.get(worker.post(f"{tasks}check/")["Location"])}
    return {name: answer.content.decode() for name, answer in found.items()}


def _writing() -> dict[str, str]:
    expert = client(Post.HQ_DEPUTY, Unit.hq())
    import_form(actor=EXPERT, at=NOW, document=document(*_ALL))
    edit = "/forms/rent_help/edit/"
    edition = {"edition": "1"}
    found = {
        "forms": expert.get("/forms/"),
        "forms-wrong": expert.post("/forms/", {}),
        "form": expert.get("/forms/rent_help/"),
        "edit": expert.get(edit),
        "edit-wrong": expert.post(edit, edition),
        "edit-new": expert.get(f"{edit}dwelling/"),
        "edit-bank": expert.get(f"{edit}dwelling/?q="),
        "edit-bank-none": expert.get(f"{edit}dwelling/?q=زرافه"),
        "edit-taken": expert.get(f"{edit}dwelling/?take=tenure"),
        "edit-question": expert.get(f"{edit}dwelling/rent_monthly/"),
        "edit-question-wrong": expert.post(f"{edit}dwelling/rent_monthly/", edition),
        "preview": expert.get("/forms/rent_help/1/"),
        "preview-whole": expert.get("/forms/rent_help/1/?at=1&whole=1"),
    }
    never = {"id": "n", "fact": "age", "op": ">", "value": 200}
    age = {"key": "age", "type": "int", "label": "سن", "limits": {"min": 0, "max": 120}}
    old = WISH | {"visible_if": never}
    import_form(actor=EXPERT, at=NOW, document=document(age, old, code="held"))
    found |= {
        "edit-held": expert.get("/forms/held/edit/"),
        "edit-question-held": expert.get("/forms/held/edit/dwelling/wish/"),
    }
    return {name: answer.content.decode() for name, answer in found.items()}


@pytest.mark.parametrize("widths", testing.WIDTHS)
def test_every_page_is_accessible_and_flows_on_a_phone(
    pages: dict[str, str], widths: tuple[int, ...]
) -> None:
    assert faults_of_all(pages, widths) == []
