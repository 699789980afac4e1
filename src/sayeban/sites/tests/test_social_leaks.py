"""No institution reads a person, a fact, a form or a request that its agreement does not open."""

import sys
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from sayeban.cases.tests import makers as of_cases
from sayeban.facts.public import set_purpose
from sayeban.facts.tests.makers import put, value
from sayeban.forms.tests.makers import put_in_force
from sayeban.interop.public import close_grant
from sayeban.interop.tests.makers import EXPERT, now, partner
from sayeban.interop.tests.social.makers import (
    ELSEWHERE,
    FORM,
    HERE,
    PURPOSE,
    SERVICE,
    Program,
    code_of,
    ground,
    program,
)
from sayeban.people.tests.makers import national_id, person, rows_of
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.sites.tests.leaks import text
from sayeban.sites.tests.social_leaks import Caller, Held, World, calls, leaks
from sayeban.sites.tests.test_leaks import replaced, without

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

MONEY = ("rent_monthly", "rent_deposit")
WORLD = World((*MONEY, "decile"), (PURPOSE, "other"), (FORM, "other_form"), (SERVICE, "other_card"))
SCOPES = {"facts": "facts.read", "forms": "forms.fill", "services": "cases.open"}
OWN: dict[str, dict[str, list[str]]] = {
    "charity": {
        "provinces": ["07"],
        "purposes": [PURPOSE],
        "facts": ["rent_monthly", "decile"],
        "forms": [FORM],
        "services": [SERVICE],
    },
    "relief": {
        "provinces": ["10"],
        "purposes": ["other"],
        "facts": ["rent_monthly", "rent_deposit"],
        "forms": [FORM, "other_form"],
        "services": [SERVICE, "other_card"],
    },
    "reader": {"provinces": ["07"], "purposes": [PURPOSE], "facts": ["rent_deposit"]},
    "filler": {"provinces": ["07", "10"], "forms": ["other_form"]},
    "opener": {"provinces": ["10"], "services": ["other_card"]},
}
NOTHING: dict[str, list[str]] = {name: [] for name in ("purposes", "facts", "forms", "services")}


class Scene:
    """Two persons of two provinces, institutions of every kind, and what they sent."""

    def __init__(self) -> None:
        ground()
        put_in_force(code="other_form")
        of_cases.published(of_cases.card() | {"code": "other_card"})
        set_purpose(
            actor=OPERATOR,
            at=now(),
            purpose="other",
            title="دیگر",
            legal_basis="نمونه",
            registers=["decile"],
        )
        self.callers = {name: self._caller(name, terms) for name, terms in OWN.items()}
        self.callers["closed"] = self._closed()
        self.callers["partner"] = Caller("partner", partner().bearer, frozenset())
        self.callers["nobody"] = Caller("nobody", "nothing", frozenset())
        self.held = {
            "07": self._held("07", HERE, "charity"),
            "10": self._held("10", ELSEWHERE, "relief"),
        }

    @staticmethod
    def _caller(name: str, terms: dict[str, list[str]]) -> Caller:
        bearer = program(name, **(NOTHING | terms), per_minute=1_000_000).bearer
        scopes = frozenset(scope for kind, scope in SCOPES.items() if terms.get(kind))
        opened: dict[str, Any] = {kind: frozenset(named) for kind, named in terms.items()}
        return Caller(name, bearer, scopes, **opened)

    @staticmethod
    def _closed() -> Caller:
        bearer = program("closed", **OWN["charity"]).bearer
        close_grant(actor=EXPERT, at=now(), client_id="closed")
        return Caller("closed", bearer, frozenset())

    def _held(self, province: str, serial: int, owner: str) -> Held:
        household = person(serial).household_id
        assert household
        known = {name: 71_234_500 + serial * 10 + n for n, name in enumerate(MONEY)}
        for name, amount in known.items():
            put(value(("household", household), name, amount))
        sends = Program(self.callers[owner].bearer)
        begun, opened = sends.begin(serial), sends.open(serial)
        assert (begun.status_code, opened.status_code) == (201, 201), opened.content.decode()
        return Held(
            national_id(serial),
            province,
            {name: str(amount) for name, amount in known.items()} | {"decile": "unsearched"},
            owner,
            begun.json()["key"],
            opened.json()["tracking_no"],
        )

    def found(self, *names: str) -> list[str]:
        """What these programs reach of all that is held; of all of them without a name."""
        callers = [self.callers[name] for name in names] or list(self.callers.values())
        held = self.held.values()
        return [leak for each in callers for about in held for leak in leaks(each, WORLD, about)]


@pytest.fixture
def scene(db: None, settings: Settings, tmp_path: Path) -> Scene:
    settings.HOME = tmp_path
    return Scene()


def operations(told: list[str]) -> set[str]:
    return {each.split()[1] for each in told}


def test_no_institution_reaches_beyond_its_agreement(scene: Scene) -> None:
    assert scene.found() == []


def test_what_others_send_for_a_person_changes_nothing(scene: Scene) -> None:
    """Who has no agreement for a person's province leaves nothing of him behind."""
    kept = "SELECT count(*) FROM forms_submission UNION ALL SELECT count(*) FROM cases_case"
    before = rows_of(kept)
    for name in ("reader", "opener", "closed", "partner", "nobody"):
        leaks(scene.callers[name], WORLD, scene.held["07"])
    assert rows_of(kept) == before
    # The control: whose agreement opens it does leave something.
    leaks(scene.callers["charity"], WORLD, scene.held["07"])
    assert rows_of(kept) != before


def test_the_search_sees_what_is_told(scene: Scene) -> None:
    """The control: what an agreement opens is found in the answers, operation by operation."""
    about, relief = scene.held["10"], scene.callers["relief"]
    seen: dict[str, set[str]] = {}
    for call in calls(WORLD, about):
        said = text(relief.asks(call))
        mine = seen.setdefault(call.operation, set())
        mine |= {each for each in about.secrets if each in said}
    assert seen["lookupFacts"] == {about.facts[name] for name in MONEY}
    for name in ("getSubmission", "answerSubmission"):
        assert about.submission in seen[name]
    for name in ("getCase", "track"):
        assert about.tracking_no in seen[name]


@pytest.mark.full
def test_without_the_places_of_the_agreement_everybody_would_be_told(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_granted(), "actor", property(lambda _: SYSTEM))
    told = scene.found("charity", "relief")
    assert operations(told) >= {"lookupFacts", "createSubmission", "openCase"}


@pytest.mark.full
def test_without_the_names_of_the_agreement_every_fact_would_be_told(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_granted(), "refuse_beyond", lambda *_: None)
    told = scene.found("charity", "reader", "filler", "opener")
    assert operations(told) >= {"lookupFacts", "getForm", "createSubmission", "openCase"}


@pytest.mark.full
def test_without_the_question_who_sent_it_others_cases_would_be_told(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in _modules_with("refuse_others"):
        monkeypatch.setattr(module, "refuse_others", lambda *_: None)
    told = scene.found("filler", "relief", "charity")
    assert operations(told) >= {"getSubmission", "answerSubmission", "getCase"}


@pytest.mark.full
def test_without_the_question_for_the_scope_it_would_not_matter(scene: Scene) -> None:
    careless = replaced(
        "accounts_enter", "IF NOT scope = ANY (program.granted::text[])", "IF false"
    )
    with without(careless):
        told = scene.found("reader", "opener")
    assert "listForms" in operations(told)


def test_a_purpose_that_ends_meanwhile_closes_its_facts_at_once(scene: Scene) -> None:
    """Given a program in the middle of its work, when the purpose ends, then the token that it
    holds reads nothing more, and another purpose of its own goes on."""
    charity = Program(scene.callers["charity"].bearer)
    assert charity.facts(facts=["decile"]).status_code == 200
    words = {"title": "جلوگیری", "legal_basis": "نمونه"}
    set_purpose(actor=OPERATOR, at=now(), purpose=PURPOSE, registers=[], **words)
    assert code_of(charity.facts(facts=["decile"])) == "grant.not_named"
    assert (
        Program(scene.callers["relief"].bearer)
        .facts(ELSEWHERE, purpose="other", facts=["rent_monthly"])
        .status_code
        == 200
    )


def test_an_agreement_that_is_closed_meanwhile_leaves_all_as_it_was(scene: Scene) -> None:
    charity, held = Program(scene.callers["charity"].bearer), scene.held["07"]
    path = f"/submissions/{held.submission}/answers"
    kept = "SELECT * FROM forms_answer ORDER BY id"
    before = rows_of(kept)
    close_grant(actor=EXPERT, at=now(), client_id="charity")
    for answer in (
        charity.post(path, {"version": 1, "answers": {"wish": "x"}}),
        charity.get(f"/submissions/{held.submission}"),
        charity.get(f"/cases/{held.tracking_no}"),
        charity.facts(facts=["decile"]),
    ):
        assert code_of(answer) == "token.invalid"
    assert rows_of(kept) == before
    # The person is not left alone: his number is answered all the same.
    assert charity.post("/tracking", {"tracking_no": held.tracking_no}).status_code == 200


def _granted() -> Any:  # noqa: ANN401 - a class
    """What a program's agreement opens, as its door asks it."""
    return _modules_with("Granted")[0].Granted


def _modules_with(name: str) -> list[Any]:
    return [
        module
        for key, module in list(sys.modules.items())
        if key.startswith("sayeban.interop") and hasattr(module, name)
    ]
