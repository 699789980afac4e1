"""The technical contact of a company sees its own feeds and errors, and tries operations."""

from datetime import timedelta

import time_machine
from django.conf import settings
from django.test import Client

from sayeban.accounts.machines import TOKEN_HOLDS
from sayeban.accounts.models import MachineCall
from sayeban.accounts.public import ClientTerms, add_client, disable_client
from sayeban.accounts.refusals_machine import SecretWrong
from sayeban.exemptions.tests.feeds.makers import EXPERT, FEED, agreed, changes
from sayeban.exemptions.tests.makers import NOW

HOME = "/utility/"
TRY = "/utility/try/"


def secret_of(client_id: str, utility: str = "gas", company: str = "307") -> str:
    terms = ClientTerms(client_id=client_id, utility=utility, company=company, title="سامانه")
    return add_client(actor=EXPERT, at=NOW, terms=terms)


def contact(client_id: str = "gas-2", utility: str = "gas", company: str = "307") -> Client:
    """A browser that entered."""
    made = Client()
    secret = secret_of(client_id, utility, company)
    answer = made.post(HOME, {"client_id": client_id, "secret": secret})
    assert (answer.status_code, answer["Location"]) == (303, HOME)
    return made


def test_he_sees_his_feeds_and_the_errors_of_his_programs(gas: Client) -> None:
    changes(gas)
    changes(gas, feed="behzisti.gas.08.307")
    page = contact().get(HOME).content.decode()
    assert FEED in page
    assert "از ۲ درخواست آخر ۱ مورد پذیرفته نشد" in page
    assert "خوراک" in page


def test_another_companys_contact_sees_nothing_of_it(gas: Client) -> None:
    changes(gas)
    agreed(utility="water", company="107")
    other = contact("water", "water", "107")
    page = other.get(HOME).content.decode()
    assert FEED not in page
    assert "هنوز درخواستی نفرستاده" in page
    tried = other.post(TRY, {"operation": "list_changes", "feed": FEED})
    assert tried.status_code == 422


def test_who_does_not_hold_the_secret_sees_the_form_alone(gas: Client) -> None:
    for typed in (
        {"client_id": "gas-307", "secret": "wrong"},
        {"client_id": "nobody-here", "secret": "wrong"},
        {"client_id": "NO!", "secret": "wrong"},
    ):
        visitor = Client()
        answer = visitor.post(HOME, typed)
        assert answer.status_code == 422
        assert SecretWrong.sentence in answer.content.decode()
        assert settings.CONSOLE_COOKIE_NAME not in visitor.cookies
    assert Client().get(TRY)["Location"] == HOME


def test_the_visit_is_over_with_its_token_and_with_its_program(gas: Client) -> None:
    entered = contact()
    with time_machine.travel(NOW + TOKEN_HOLDS - timedelta(seconds=1), tick=False):
        assert FEED in entered.get(HOME).content.decode()
    with time_machine.travel(NOW + TOKEN_HOLDS, tick=False):
        assert "کلید برنامه" in entered.get(HOME).content.decode()
    disable_client(actor=EXPERT, at=NOW, client_id="gas-2")
    assert FEED not in entered.get(HOME).content.decode()


def test_who_leaves_is_forgotten_by_the_browser(gas: Client) -> None:
    entered = contact()
    entered.post("/utility/leave/")
    assert "کلید برنامه" in entered.get(HOME).content.decode()


def test_what_he_tries_is_answered_as_a_program_is_and_kept(gas: Client) -> None:
    entered = contact()
    shown = entered.post(TRY, {"operation": "list_changes", "feed": FEED}).content.decode()
    assert "&#34;seq&#34;: 3" in shown
    assert f"/feeds/{FEED}/changes?limit=3" in shown
    assert "&#34;feed_id&#34;" in entered.post(TRY, {"operation": "list_feeds"}).content.decode()
    found = entered.post(TRY, {"operation": "lookup", "bill_id": "۱۲۳۴۵۶"}).content.decode()
    assert "not_found" in found
    kept = MachineCall.objects.order_by("id").values_list("operation", "status")
    assert list(kept) == [("list_changes", 200), ("list_feeds", 200), ("lookup", 200)]


def test_a_refusal_is_shown_as_the_program_gets_it(gas: Client) -> None:
    shown = contact().post(TRY, {"operation": "lookup", "bill_id": "123456789012345"})
    assert "body.invalid" in shown.content.decode()


def test_what_an_operation_needs_is_asked_for(gas: Client) -> None:
    entered = contact()
    for typed in ({"operation": "lookup"}, {"operation": "list_changes"}, {}):
        assert entered.post(TRY, typed).status_code == 422


def test_a_program_that_may_not_read_tries_in_vain(gas: Client) -> None:
    # Negative control: the token of the page has no more rights than the program.
    secret = add_client(
        actor=EXPERT,
        at=NOW,
        terms=ClientTerms(
            client_id="sends",
            utility="gas",
            company="307",
            title="سامانه",
            scopes=("exemption.receipt",),
        ),
    )
    visitor = Client()
    visitor.post(HOME, {"client_id": "sends", "secret": secret})
    shown = visitor.post(TRY, {"operation": "list_feeds"}).content.decode()
    assert "scope.missing" in shown


def test_a_token_of_a_certificate_says_why_the_browser_gets_no_answer(gas: Client) -> None:
    secret = add_client(
        actor=EXPERT,
        at=NOW,
        terms=ClientTerms(
            client_id="bound",
            utility="gas",
            company="307",
            title="سامانه",
            certificate="A" * 43,
        ),
    )
    visitor = Client()
    visitor.post(HOME, {"client_id": "bound", "secret": secret})
    assert "به گواهی آن بسته است" in visitor.get(HOME).content.decode()
    assert "token.certificate" in visitor.post(TRY, {"operation": "list_feeds"}).content.decode()
