"""One by one equals in bulk; the SQL of judging equals the plain rules; on random facts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import polars as pl
import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayeban.country.today import today_of
from sayeban.eligibility.public import shipped
from sayeban.exemptions import rules
from sayeban.exemptions.actions.collect_in_bulk import Collected, Terms, collect_in_bulk
from sayeban.exemptions.actions.collect_row import collect_row
from sayeban.exemptions.actions.row_refusals import RowRefused
from sayeban.exemptions.models import Campaign, RequiredField, Row
from sayeban.exemptions.rules import UTILITIES, State
from sayeban.exemptions.target_rules import TARGET_RULES
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.sheets_made import CENTRE, CODE, WORKER, known_row, world
from sayeban.exemptions.worksheet.typed import FORM_FIELDS, judge
from sayeban.facts.public import evaluate
from sayeban.organisations.models import UtilityCompany
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SLOW = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
TODAY = today_of(makers.NOW)


def _connection(utility: str) -> st.SearchStrategy[dict[str, str]]:
    bills = ["", "12", *(makers.bill_id(n, utility, c) for n in (1, 2) for c in ("307", "999"))]
    return st.fixed_dictionaries(
        {
            f"{utility}_type": st.sampled_from(["private", "private", "shared", "none", ""]),
            f"{utility}_bill": st.sampled_from(bills),
            f"{utility}_number": st.sampled_from(["", "778", "7a8", "12345678"]),
            f"{utility}_channel": st.sampled_from(["", "phone", "dehyar"]),
            f"{utility}_source": st.sampled_from(["", "sms"]),
            f"{utility}_method": st.just("typed"),
        }
    )


_row = st.fixed_dictionaries(
    {
        "postal_code": st.sampled_from(["", "1345678913", "1"]),
        "mobile": st.sampled_from(["", "09350000000"]),
        "tenure": st.sampled_from(["", "owner", "tenant"]),
        "status": st.sampled_from(["", "active", "exited", "deceased"]),
        "tenancy_end": st.sampled_from(["", "1404/01/01", "1409/01/01"]),
        "location": st.sampled_from(["", "urban", "rural", "rural_unconnected"]),
        "no_data_reason": st.sampled_from(["", "refuses"]),
        "remarks": st.sampled_from(["", "الف"]),
    }
)
forms = st.tuples(_row, *(_connection(utility) for utility in UTILITIES)).map(
    lambda parts: {name: value for part in parts for name, value in part.items()}
)
tightened = st.sets(
    st.sampled_from([("gas", "", "number"), ("gas", "307", "mobile"), ("water", "", "mobile")])
)


number_rules = st.dictionaries(
    st.sampled_from([f"{utility}/307" for utility in UTILITIES]),
    st.builds(
        rules.NumberRule,
        st.sampled_from([(), (3,), (8, 10)]),
        st.sampled_from(["", "###", "7@?|########", "77?"]),
    ),
)


@contextmanager
def undone() -> Iterator[None]:
    """Each example begins with the same tables."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def require(campaign: Campaign, fields: set[tuple[str, str, str]]) -> None:
    with acting(OPERATOR, makers.NOW):
        for utility, company, field in fields:
            RequiredField.objects.create(
                campaign=campaign, utility=utility, company=company, field=field
            )


def ask_numbers(wanted: dict[str, rules.NumberRule]) -> None:
    with acting(OPERATOR, makers.NOW):
        for about, rule in wanted.items():
            utility, code = about.split("/")
            UtilityCompany.objects.filter(utility=utility, code=code).update(
                number_lengths=list(rule.lengths), number_pattern=rule.pattern
            )


def in_bulk(campaign: Campaign, rows: list[Row], typed: list[dict[str, str]]) -> Collected:
    lines = [
        {"ord": n, "key": row.key.hex, "sheet_version": row.version, "sheet_digest": ""}
        | {"national_id": ""}
        | {name: values.get(name, "") for name in FORM_FIELDS}
        for n, (row, values) in enumerate(zip(rows, typed, strict=True))
    ]
    terms = Terms(unit=CENTRE, today=TODAY, due=TODAY + timedelta(days=3), closed=False)
    with acting(WORKER, makers.NOW):
        return collect_in_bulk(
            campaign=campaign,
            me=WORKER.user_id,
            at=makers.NOW,
            typed=judge(pl.DataFrame(lines), UTILITIES).rows,
            terms=terms,
        )


def one_by_one(rows: list[Row], typed: list[dict[str, str]]) -> list[str]:
    codes = []
    for row, values in zip(rows, typed, strict=True):
        try:
            outcome = collect_row(
                actor=WORKER,
                at=makers.NOW,
                code=CODE,
                key=row.key,
                version=row.version,
                values=values,
            )
            codes.append(outcome.code)
        except RowRefused as refused:
            codes.append(refused.code)
    return codes


def everything() -> dict[str, list[Any]]:
    """What stands in the tables after a collection, without keys that a sequence draws."""
    questions = {
        "rows": "SELECT id, postal_code, mobile, tenure, status, tenancy_end, location, remarks,"
        " no_data_reason, state, aside, missing, ARRAY(SELECT unnest(flags) ORDER BY 1), version,"
        " collected_by FROM exemptions_row ORDER BY id",
        "connections": "SELECT row_id, utility, connection_type, bill_id, number, company,"
        " company_state, channel, source, entry_method, ready, copied"
        " FROM exemptions_connection ORDER BY row_id, utility",
        "candidates": "SELECT d.kind, d.subject, d.state, d.province, d.county, h.row_id, h.utility"
        " FROM exemptions_candidate d JOIN exemptions_candidaterow h ON h.candidate_id = d.id"
        " WHERE d.state = 'open' ORDER BY 1, 2, 6, 7",
        "people": "SELECT id, mobile, status, status_evidence FROM people_person ORDER BY id",
    }
    with acting(OPERATOR, makers.NOW), connection.cursor() as cursor:
        found = {}
        for name, question in questions.items():
            cursor.execute(question)
            found[name] = cursor.fetchall()
        return found


@SLOW
@given(typed=st.lists(forms, min_size=3, max_size=3))
def test_rows_one_by_one_equal_the_same_rows_in_bulk(typed: list[dict[str, str]]) -> None:
    with undone():
        campaign = world()
        rows = [known_row(campaign) for _ in typed]
        with undone():
            done = in_bulk(campaign, rows, typed)
            bulk = everything()
        codes = one_by_one(rows, typed)
        assert everything() == bulk
        verdicts = [done.verdicts.get(n, codes[n]) for n in range(len(rows))]
        assert verdicts == codes
        assert done.accepted == codes.count("")


def facts_of(values: dict[str, str], row: Row) -> rules.RowFacts:
    """What the plain rules are told of a readable form over a stored row."""
    frame = judge(
        pl.DataFrame(
            [
                {"ord": 0, "key": row.key.hex, "sheet_version": 1, "sheet_digest": ""}
                | {"national_id": ""}
                | {name: values.get(name, "") for name in FORM_FIELDS}
            ]
        ),
        UTILITIES,
    ).rows.row(0, named=True)
    return rules.RowFacts(
        location=frame["location"],
        tenure=frame["tenure"] or row.tenure,
        tenancy_end=frame["tenancy_end"],
        postal_code=frame["postal_code"] or row.postal_code,
        mobile=frame["mobile"] or row.mobile,
        connections={
            u: rules.ConnectionFacts(
                frame[f"{u}_type"],
                frame[f"{u}_bill"],
                frame[f"{u}_number"],
                frame[f"{u}_channel"],
                frame[f"{u}_source"],
            )
            for u in UTILITIES
        },
    )


@dataclass(frozen=True, slots=True)
class Case:
    """One row before, and what is typed over it."""

    values: dict[str, str]
    known: bool
    standing: dict[str, bool | None]
    before: str

    def stored(self, campaign: Campaign) -> Row:
        blank = {} if self.known else dict.fromkeys(rules.PREFILLED_CORRECTABLE, "")
        return known_row(campaign, CENTRE, state=self.before, **blank, **self.standing)


_perhaps = st.sampled_from([None, True, False])
cases = st.builds(
    Case,
    values=forms.filter(lambda form: "12" not in [form[f"{u}_bill"] for u in UTILITIES]),
    known=st.booleans(),
    standing=st.fixed_dictionaries(
        dict.fromkeys(("transfer_recipient", "has_file", "resident_in_care"), _perhaps)
    ),
    before=st.sampled_from(["pending", "returned"]),
)


@SLOW
@given(
    several=st.lists(cases, min_size=8, max_size=8),
    required=tightened,
    numbers=number_rules,
    target=st.sampled_from(list(rules.TARGETS)),
)
def test_the_judgement_in_sql_equals_the_plain_rules(
    several: list[Case],
    required: set[tuple[str, str, str]],
    numbers: dict[str, rules.NumberRule],
    target: str,
) -> None:
    with undone():
        campaign = world(target=target)
        require(campaign, required)
        ask_numbers(numbers)
        rows = [case.stored(campaign) for case in several]
        in_bulk(campaign, rows, [case.values for case in several])
        words = frozenset(f"{u}{'/' + code if code else ''}:{name}" for u, code, name in required)
        for case, row in zip(several, rows, strict=True):
            compare(case, row, target, words, numbers)


def test_a_judgement_that_differs_from_the_plain_rules_is_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control: what was typed is judged and compared, and one forgotten rule is enough."""
    campaign = world()
    values = dict.fromkeys(FORM_FIELDS, "") | {"location": "urban", "gas_type": "private"}
    unknown = dict.fromkeys(("transfer_recipient", "has_file", "resident_in_care"), None)
    case = Case(values, known=True, standing={**unknown}, before="pending")
    row = case.stored(campaign)
    in_bulk(campaign, [row], [values])
    compared = case, row, campaign.target, frozenset[str](), dict[str, rules.NumberRule]()
    compare(*compared)
    monkeypatch.setattr(rules, "missing_fields", lambda *_: ["location"])
    with pytest.raises(AssertionError):
        compare(*compared)


def compare(
    case: Case,
    row: Row,
    target: str,
    required: frozenset[str],
    numbers: dict[str, rules.NumberRule],
) -> None:
    with acting(OPERATOR, makers.NOW):
        stored = Row.objects.get(pk=row.pk)
        ready = dict(stored.connection_set.values_list("utility", "ready"))
    if stored.version == row.version:
        return  # nothing was typed that is not stored, so nothing was judged
    facts = facts_of(case.values, row)
    missing = rules.missing_fields(facts, TODAY, required, numbers)
    status = case.values["status"] or row.status
    told = evaluate(shipped(TARGET_RULES[target]).tree, case.standing)
    in_care = case.standing["resident_in_care"]
    aside = rules.standing(status=status, in_target=told.outcome, resident_in_care=in_care) or ""
    found = facts.connections.values()
    assert sorted(stored.missing) == sorted(missing)
    assert stored.aside == aside
    assert stored.state == rules.gathered_state(
        aside=aside,
        no_data_reason=case.values["no_data_reason"],
        missing=bool(missing),
        has_data=bool(facts.location) or any(c.connection_type or c.bill_id for c in found),
        before=State(case.before),
    )
    assert (stored.collected_by is not None) == (stored.state in rules.GATHERED_STATES)
    for utility, one in facts.connections.items():
        strangers = tuple(other for other in UTILITIES if other != utility)
        lacks = [name for name in missing if not name.startswith(strangers)]
        used = facts.location != "rural_unconnected" and one.connection_type == "private"
        is_ready = used and bool(one.bill_id) and not lacks
        assert ready.get(utility, False) == is_ready
