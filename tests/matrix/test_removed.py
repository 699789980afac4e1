"""Each check taken away once: the matrix names at least one cell (promises.md S1).

Where an inner check refuses as well, the two are a pair: it is listed, and both are taken away.
"""

from collections.abc import Collection, Iterable
from itertools import chain

import pytest
from _pytest.mark import ParameterSet

from sayeban.runtime import context
from sayeban.runtime.actions import ACTIONS
from sayeban.runtime.actor import Actor
from tests.matrix import calls, pages
from tests.matrix.removing import (
    open_policies,
    opened,
    policies,
    remove_inner_checks,
    without,
)
from tests.matrix.scene import Scene
from tests.matrix.slices import backed

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

BACKED_POLICIES: dict[str, set[str]] = {
    "posts": {
        "accounts.add_user",
        "accounts.appoint",
        "accounts.disable_user",
        "accounts.enable_user",
        "accounts.end_appointment",
        "accounts.import_staff",
        "accounts.name_deputy",
        "accounts.reset_password",
        "accounts.withdraw_deputy",
        "campaign.answer_counter",
        "campaign.attach",
        "campaign.attach_one",
        "campaign.clear_candidate",
        "campaign.collect",
        "campaign.collect_entry",
        "campaign.collect_paste",
        "campaign.collect_row",
        "campaign.confirm_candidate",
        "campaign.confirm_known",
        "campaign.contact",
        "campaign.keep_refused",
        "campaign.preview_paste",
        "campaign.read_message",
        "campaign.refuse_known",
        "campaign.remind",
        "facts.decide_contest",
        "cases.advance",
        "cases.answer_question",
        "cases.ask_expert",
        "cases.attach_document",
        "cases.hand_over",
        "cases.ask_review",
        "cases.keep_result",
        "cases.reopen",
        "cases.write_note",
        "cases.mark_document",
        "cases.pause",
        "cases.resume",
        "cases.see_paper",
        "cases.withdraw",
        "facts.open_contest",
        "facts.refer_contest",
        "facts.withdraw_contest",
        "exemptions.leave_tenancy",
        "exemptions.prolong_tenancy",
        "exemptions.approve_move",
        "exemptions.collect_move",
        "exemptions.hand_over_move",
        "exemptions.report_move",
        "exemptions.withdraw_move",
        "interop.add_grant",
        "interop.add_partner",
        "people.change_head",
        "people.record_death",
        "people.record_exit",
        "people.record_move",
        "people.record_tenancy",
        "people.set_head",
    },
    "reach": {
        "cases.open_case",
        "desk.keep_desk",
        "desk.record_survey",
        "desk.renew_key",
        "accounts.add_user",
        "accounts.appoint",
        "forms.answer",
        "forms.attach",
        "forms.receive",
        "forms.start",
        "forms.submit",
        "campaign.package",
        "campaign.remind",
        "people.say_mobile",
        "support.put_on_list",
    },
    "operator": {
        "campaign.approve",
        "campaign.answer_counter",
        "campaign.attach",
        "campaign.attach_one",
        "campaign.clear_candidate",
        "campaign.collect",
        "campaign.collect_entry",
        "campaign.collect_paste",
        "campaign.collect_row",
        "campaign.confirm_candidate",
        "campaign.confirm_known",
        "campaign.contact",
        "campaign.declare",
        "campaign.draw_map",
        "campaign.keep_refused",
        "campaign.mark_duty",
        "campaign.preview_paste",
        "campaign.read_message",
        "campaign.refuse_known",
        "campaign.receive",
        "campaign.receive_copy",
        "campaign.remind",
        "campaign.return",
        "campaign.sample",
        "campaign.sample_check",
        "campaign.sample_results",
        "campaign.share_work",
        "campaign.withdraw_approval",
        "exemptions.approve_move",
        "exemptions.collect_move",
        "exemptions.hand_over_move",
        "exemptions.report_move",
        "exemptions.withdraw_move",
    },
}
"""By the part that is taken away. Behind it the command asks for itself: whom one may appoint and
manage, who collects in exactly this worklist, who reviews or keeps files in this place, that a
person signs; and a released list of another province is hidden by its row-level security."""
BACKED_DOORS = backed.BACKED_DOORS | {
    "agreement_activate POST",
    "agreement_end POST",
    "agreement_ready POST",
    "user_sessions_end POST",
    "calendar_holiday POST",
    "calendar_of GET",
    "calendar_of POST",
    "calendar_open POST",
    "calendar_strike POST",
    "calendar_weekend POST",
    "campaign_approval GET",
    "campaign_approval POST",
    "campaign_approval_withdraw POST",
    "campaign_calls GET",
    "campaign_calls_xlsx GET",
    "campaign_close POST",
    "campaign_collect GET",
    "campaign_collect POST",
    "campaign_contact GET",
    "campaign_contact POST",
    "campaign_copy_received POST",
    "campaign_counter GET",
    "campaign_counter POST",
    "campaign_counter_switch POST",
    "campaign_declaration GET",
    "campaign_declaration POST",
    "campaign_duty POST",
    "campaign_extend POST",
    "campaign_inform GET",
    "campaign_inform POST",
    "campaign_known GET",
    "campaign_known_decide POST",
    "campaign_map POST",
    "campaign_move POST",
    "campaign_move_approve POST",
    "campaign_move_hand_over POST",
    "campaign_move_new GET",
    "campaign_move_new POST",
    "campaign_move_withdraw POST",
    "campaign_paste GET",
    "campaign_paste POST",
    "campaign_pasted GET",
    "campaign_pasted POST",
    "campaign_receive POST",
    "campaign_release GET",
    "campaign_release POST",
    "campaign_release_preview_xlsx GET",
    "campaign_remind POST",
    "campaign_reserve POST",
    "campaign_row POST",
    "campaign_row_cells GET",
    "campaign_row_cells POST",
    "campaign_row_attach POST",
    "campaign_row_fill POST",
    "campaign_sample POST",
    "campaign_sample_again GET",
    "campaign_sample_draw POST",
    "campaign_sample_file POST",
    "campaign_sample_household GET",
    "campaign_sample_household POST",
    "campaign_sample_round GET",
    "campaign_sharing GET",
    "campaign_sharing POST",
    "campaign_table GET",
    "campaign_table POST",
    "campaign_table_sheet POST",
    "campaign_tenancy_leave POST",
    "campaign_tenancy_prolong POST",
    "campaign_training GET",
    "campaign_training POST",
    "campaign_violations GET",
    "campaign_worksheet POST",
    "counter_answer POST",
    "field_card GET",
    "field_cases POST",
    "field_fill GET",
    "field_fill POST",
    "field_read POST",
    "field_send POST",
    "field_today GET",
    "field_today POST",
    "new_helper POST",
    "new_user POST",
    "person_change GET",
    "person_change POST",
    "program_add POST",
    "program_close POST",
    "program_key POST",
    "program_secret POST",
    "signals POST",
    "signals_again POST",
    "signals_close POST",
    "text POST",
    "text_approve POST",
    "text_pattern POST",
    "text_pattern_approve POST",
    "text_patterns POST",
    "texts POST",
    "user GET",
    "user_disable POST",
    "user_enable POST",
    "user_end_post POST",
    "user_forget_totp POST",
    "user_password POST",
    "village_known POST",
}
"""Their page or what it reads asks for its unit's own posts, or their command for its policy."""
_CLOSED = sorted(
    line
    for line in pages.lines() - backed.OF_ONE_CLERK
    if pages.addresses()[line.split(" ")[0]].door.who not in ("anyone", "client", "citizen")
)
"""What a program's token opens, its own tests take the check away from (feeds/test_changes), and
of clients' own pages sites/tests/test_own_page."""


def some_now(found: Iterable[tuple[str, ...]]) -> list[ParameterSet]:
    """Every eighth with each commit, all of them in `make test-full`: each takes a second."""
    return [
        pytest.param(*each, marks=[pytest.mark.full] if n % 8 else [])
        for n, each in enumerate(found)
    ]


def _first_call(scene: Scene, name: str) -> str | None:
    """The first cell that is let through; whoever works in the very unit is asked first."""
    people = [person for person in scene.people.values() if person.signed_in]
    forbidden = [cell for cell in calls.cells(scene, name, people) if not cell.may]
    forbidden.sort(key=lambda cell: not cell.person.works_in(cell.call.unit))
    return next(calls.faults(scene, forbidden), None)


_REFUSED = (403, 404)


def _first_page(scene: Scene, line: str, of_bounded: Collection[int] = _REFUSED) -> str | None:
    """The first fault; `of_bounded` is what refuses those who are bounded to villages."""
    people = [person for person in scene.people.values() if not person.operator]
    forbidden = [cell for cell in pages.cells(scene, line, people) if not cell.may]
    forbidden.sort(key=lambda cell: not cell.person.works_in(cell.asked.unit))
    bounded = [cell for cell in forbidden if "village_helper" in dict(cell.person.held)]
    others = [cell for cell in forbidden if cell not in bounded]
    found = chain(pages.faults(scene, others, _REFUSED), pages.faults(scene, bounded, of_bounded))
    return next(found, None)


@pytest.mark.parametrize(("name", "part"), some_now(policies()))
def test_a_policy_without_one_of_its_parts_is_reported(
    scene: Scene, name: str, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name in BACKED_POLICIES[part]:
        remove_inner_checks(monkeypatch)
    with without(part, ACTIONS[name]):
        assert _first_call(scene, name)


@pytest.mark.parametrize("line", some_now([(line,) for line in _CLOSED]))
def test_a_door_that_opens_to_all_is_reported(
    scene: Scene, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if line in BACKED_DOORS:
        remove_inner_checks(monkeypatch)
        open_policies(monkeypatch)
    with opened(pages.addresses()[line.split(" ", maxsplit=1)[0]].door):
        assert _first_page(scene, line)


@pytest.mark.full
@pytest.mark.parametrize(
    ("part", "name"), [(part, name) for part, names in BACKED_POLICIES.items() for name in names]
)
def test_the_inner_check_of_a_pair_holds_alone(scene: Scene, part: str, name: str) -> None:
    with without(part, ACTIONS[name]):
        assert _first_call(scene, name) is None


@pytest.mark.full
@pytest.mark.parametrize("line", sorted(BACKED_DOORS))
def test_what_is_behind_the_door_of_a_pair_holds_alone(scene: Scene, line: str) -> None:
    with opened(pages.addresses()[line.split(" ", maxsplit=1)[0]].door):
        # Who is bounded to villages meets the database itself there: a fault that shows nothing.
        assert _first_page(scene, line, (403, 404, 500)) is None


@pytest.mark.parametrize("check", ["holds", "reaches"])
@pytest.mark.parametrize("name", ["campaign.declare", "campaign.split", "campaign.collect_row"])
def test_the_own_and_the_wider_place_are_each_asked(
    scene: Scene, name: str, check: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`holds` is what "own" means, `reaches` what "within" means; each alone is missed."""
    monkeypatch.setattr(Actor, check, lambda *_: True)
    needs = {"campaign.split": "reaches"}.get(name, "holds")
    assert (_first_call(scene, name) is not None) == (check == needs)


@pytest.mark.full
def test_posts_that_lend_each_other_their_places_are_reported(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command of files also asks whether one of its own posts reaches the person: a pair."""
    with monkeypatch.context() as patched:
        patched.setattr(Actor, "reaches", lambda *_: True)
        assert _first_call(scene, "people.record_death") is None
    monkeypatch.setattr(Actor, "only", lambda actor, _: actor)
    assert "observer" in (_first_page(scene, "campaign_violation GET") or "")
    assert _first_call(scene, "people.record_death") is None
    monkeypatch.setattr(Actor, "reaches", lambda *_: True)
    assert "observer" in (_first_call(scene, "people.record_death") or "")


@pytest.mark.full
def test_without_row_level_security_a_person_of_another_place_is_found(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind it a command of files asks for the place of the person: a pair as well."""
    with monkeypatch.context() as patched:
        patched.setattr(Actor, "reaches", lambda *_: True)
        assert _first_call(scene, "people.record_exit") is None
    assert _first_page(scene, "village_known GET") is None
    monkeypatch.setattr(context, "BOUNDED_ROLE", context.HQ_ROLE)
    assert _first_page(scene, "village_known GET")
    monkeypatch.setattr(context, "SCOPED_ROLE", context.HQ_ROLE)
    assert _first_page(scene, "campaign_row_document GET")
    assert _first_page(scene, "person GET")
    searches = pages.cells(scene, "people POST", scene.people.values())
    assert any("names a client" in fault for fault in pages.faults(scene, searches))
    assert _first_call(scene, "people.record_exit") is None
    monkeypatch.setattr(Actor, "reaches", lambda *_: True)
    assert _first_call(scene, "people.record_exit")
