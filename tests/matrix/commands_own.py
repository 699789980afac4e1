"""How each command of a client's own page is given."""

from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import UUID

from sayeban.accounts.actions import citizens, proofs
from sayeban.cases.actions import client_turn, note_corrected, own_papers, review
from sayeban.eligibility.actions import name_decisions
from sayeban.exemptions.actions import say_moved, take_said
from sayeban.exemptions.tests.makers import NOW
from sayeban.facts.actions import own_contests, receivers, tell_decided
from sayeban.facts.public import Claim
from sayeban.forms.actions import own
from sayeban.people.actions import send_code
from tests.matrix.asking import Asked
from tests.matrix.asking import Make as MakeAsked
from tests.matrix.entries import Call, Make, entry, once

_KEY: Final = UUID(int=7)
_MOVED: Final = say_moved.Moved(date(2026, 11, 1), "خیابان بهار", "owner")

OWN_CALLS: Final[Mapping[str, Make]] = {
    "accounts.ask_code": once(citizens.begin_visit, national_id="9990000018", token="t"),
    "accounts.draw_code": once(citizens.draw_code, visit=0, person_id=1, household_id=1),
    "accounts.count_code": once(citizens._count_code, token="t"),
    "accounts.enter_own_code": once(citizens._accept, visit=0, code="1"),
    "accounts.count_proof": once(proofs._count, visit=0, clerk=1),
    "accounts.enter_proof": once(proofs._accept, visit=0, code="1"),
    "accounts.end_proof": once(proofs.end_proof, visit=0, clerk=1),
    "accounts.end_visit": once(citizens.end_visit, token="t"),
    "accounts.forget_visits": once(citizens.forget_visits),
    "people.send_code": once(send_code.send_code, visit=0),
    "exemptions.say_moved": once(say_moved.say_moved, moved=_MOVED),
    "exemptions.take_said": once(take_said.take_said, reference="1"),
    "exemptions.take_back_said": once(take_said.take_back_said, reference="1"),
    "cases.begin_own_form": once(client_turn.begin_own_form, case_id=0),
    "cases.submit_own_form": once(client_turn.submit_own_form, case_id=0),
    "cases.hand_in": once(own_papers.hand_in, case_id=0, code="x", data=b"x", handed=0),
    "cases.take_paper_back": once(own_papers.take_paper_back, case_id=0, code="x"),
    "cases.ask_own_review": once(review.ask_own_review, case_id=0, text="x"),
    "cases.note_corrected": once(
        note_corrected.note_corrected,
        told=note_corrected.Corrected(0, 0, "age", "person", 0, NOW),
    ),
    "facts.open_own_contest": once(
        own_contests.open_own_contest, value_id=0, claim=Claim(value=True, reason="x")
    ),
    "facts.withdraw_own_contest": once(own_contests.withdraw_own_contest, number=0),
    "facts.tell_decided": once(tell_decided.tell_decided, number=0),
    "facts.disclose": lambda scene: [
        Call(
            "",
            entry(
                receivers.disclose,
                person_id=scene.person("0701"),
                receiver="grant:0",
                title="x",
                purpose="x",
                values=[],
            ),
        )
    ],
    "facts.tell_receiver": once(receivers.tell_receiver, receiver="grant:0", contests=[]),
    "forms.start_own": once(own.start_own, code="no_form", key=_KEY),
    "forms.answer_own": once(own.answer_own, key=_KEY, answers={}),
    "forms.attach_own": once(own.attach_own, key=_KEY, question="x", data=b"x"),
    "forms.submit_own": once(own.submit_own, key=_KEY),
    "eligibility.name_decisions": once(
        name_decisions.name_decisions, contest=0, fact="age", kind="person", subject=0
    ),
    "exemptions.unsay_moved": once(say_moved.unsay_moved, reference="1"),
}
OWN_ASKED: Final[Mapping[str, MakeAsked]] = {
    "own_enter POST": lambda _: [Asked("", {}, {"national_id": "9990000018"})],
    "own_code POST": lambda _: [Asked("", {}, {"code": "1"})],
    "own_moved POST": lambda _: [Asked("", {}, {"address": "x"})],
    "own_moved_undo POST": lambda _: [Asked("", {"reference": "1"})],
    "own_case GET": lambda _: [Asked("", {"case_id": "1"})],
    "own_form_begin POST": lambda _: [Asked("", {"case_id": "1"})],
    "own_form GET": lambda _: [Asked("", {"case_id": "1"})],
    "own_form_question GET": lambda _: [Asked("", {"case_id": "1", "n": "1"})],
    "own_form_question POST": lambda _: [Asked("", {"case_id": "1", "n": "1"}, {"value": "x"})],
    "own_form_check GET": lambda _: [Asked("", {"case_id": "1"})],
    "own_form_check POST": lambda _: [Asked("", {"case_id": "1"})],
    "own_ward_case GET": lambda _: [Asked("", {"case_id": "1"})],
    "own_paper GET": lambda _: [Asked("", {"case_id": "1", "code": "x"})],
    "own_paper POST": lambda _: [Asked("", {"case_id": "1", "code": "x"}, {"handed": "0"})],
    "own_paper_back POST": lambda _: [Asked("", {"case_id": "1", "code": "x"})],
    "own_review GET": lambda _: [Asked("", {"case_id": "1"})],
    "own_review POST": lambda _: [Asked("", {"case_id": "1"}, {"text": "x"})],
    "own_welfare_part GET": lambda _: [Asked("", {"part": "welfare"})],
    "own_contest_new GET": lambda _: [Asked("", {"value_id": "1"})],
    "own_contest_new POST": lambda _: [Asked("", {"value_id": "1"}, {"reason": "x"})],
    "own_contest GET": lambda _: [Asked("", {"number": "1"})],
    "own_contest_withdraw POST": lambda _: [Asked("", {"number": "1"})],
}
