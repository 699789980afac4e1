"""Headquarters opens facts, forms and requests to a program, and closes them."""

from typing import Any

import pytest

from sayeban.accounts.models import MachineClient
from sayeban.exemptions.tests.makers import actor
from sayeban.interop.models import Grant
from sayeban.interop.public import activate_grant, add_grant, close_grant, grant_rows
from sayeban.interop.refusals import GrantInForce, GrantInvalid, GrantSecondPerson, GrantUnknown
from sayeban.interop.tests.makers import DEPUTY, EXPERT, now, partner, token_of
from sayeban.interop.tests.social.makers import Program, code_of, ground, program, terms
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.people.tests.makers import NOW, rows_of
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ground(db: None) -> None:
    ground()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": " "}, "نام نهاد"),
        ({"provinces": []}, "استانی نام برده"),
        ({"provinces": ["99"]}, "«99»"),
        ({"facts": []}, "بی داده"),
        ({"facts": ["shoe_size"]}, "«shoe_size»"),
        ({"purposes": []}, "بی هدف"),
        ({"purposes": ["curiosity"]}, "«curiosity»"),
        ({"facts": [], "purposes": [], "forms": [], "services": []}, "هیچ داده، فرم یا خدمتی"),
    ],
)
def test_an_agreement_that_cannot_be_is_refused_part_by_part(
    changed: dict[str, Any], said: str
) -> None:
    with pytest.raises(GrantInvalid, match=r"grant\.invalid") as refused:
        add_grant(actor=EXPERT, at=now(), terms=terms(**changed))
    assert said in refused.value.message
    assert refused.value.message.count("؛") == 0, "nothing else is wrong"
    assert rows_of("SELECT 1 FROM interop_grant") == []
    # The control: with good terms it is opened.
    assert add_grant(actor=EXPERT, at=now(), terms=terms())


def test_an_agreement_opens_nothing_until_a_second_person_put_it_in_force() -> None:
    add_grant(actor=DEPUTY, at=now(), terms=terms())
    asks = Program(token_of("charity"))
    assert code_of(asks.facts()) == "scope.missing"
    with pytest.raises(GrantSecondPerson):
        activate_grant(actor=DEPUTY, at=now(), client_id="charity")
    for other in (EXPERT, OPERATOR):  # of headquarters the deputy alone, and no command without one
        with pytest.raises(AccessDenied):
            activate_grant(actor=other, at=now(), client_id="charity")
    assert code_of(asks.facts()) == "scope.missing"
    # The control: another deputy puts it in force, once.
    second = actor("hq_deputy", Unit.hq(), 132)
    activate_grant(actor=second, at=now(), client_id="charity")
    assert asks.facts().status_code == 200
    with pytest.raises(GrantInForce):
        activate_grant(actor=second, at=now(), client_id="charity")


def test_a_proposal_that_was_closed_is_not_put_in_force() -> None:
    add_grant(actor=EXPERT, at=now(), terms=terms())
    close_grant(actor=EXPERT, at=now(), client_id="charity")
    with pytest.raises(GrantUnknown):
        activate_grant(actor=DEPUTY, at=now(), client_id="charity")


def test_a_name_is_given_once() -> None:
    program()
    with pytest.raises(Refusal, match=r"client\.exists"):
        add_grant(actor=EXPERT, at=now(), terms=terms())
    with pytest.raises(Refusal, match=r"client\.invalid"):
        add_grant(actor=EXPERT, at=now(), terms=terms("نام"))


def test_a_closed_program_is_answered_no_more() -> None:
    asks = program()
    assert asks.facts().status_code == 200
    close_grant(actor=EXPERT, at=now(), client_id="charity")
    assert code_of(asks.facts()) == "token.invalid"
    for name in ("charity", "nobody"):
        with pytest.raises(GrantUnknown):
            close_grant(actor=EXPERT, at=now(), client_id=name)
    with looking(OPERATOR):
        (row,) = grant_rows()
    assert (row["client_id"], row["closed_at"] is not None) == ("charity", True)


def test_a_program_without_an_open_agreement_is_let_in_nowhere() -> None:
    asks = program()
    with acting(OPERATOR, NOW):
        Grant.objects.update(closed_at=now(), opened_at=now())
    assert code_of(asks.facts()) == "scope.missing"


def test_a_partner_of_the_registry_has_no_way_in_here() -> None:
    assert code_of(Program(partner().bearer).facts()) == "scope.missing"
    scopes = MachineClient.objects.get(client_id="welfare").scopes
    assert not {"facts.read", "forms.fill", "cases.open"} & set(scopes)


def test_who_brings_no_token_is_told_so() -> None:
    assert code_of(Program("nothing").facts()) == "token.invalid"
