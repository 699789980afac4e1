"""What each address and each command must answer, from the issue's «Who may» and nothing else.

Keys: "<name of the url> <method>" or the command's name; `why` where the issue says nothing.
"""

from collections.abc import Mapping
from typing import Final

from tests.matrix.places import LEVELS, Rule


def _posts(*names: str) -> frozenset[str]:
    assert set(names) <= set(LEVELS), names
    return frozenset(names)


HQ: Final = _posts("hq_expert", "hq_deputy")
EXPERTS: Final = _posts("province_expert", "county_expert")
HEADS: Final = _posts("centre_head", "county_head", "director_general")
TRAINERS: Final = _posts("technical_head", "centre_head")
COLLECTORS: Final = _posts("social_worker", "centre_head") | EXPERTS
REVIEWERS: Final = _posts("county_head", "director_general", "hq_deputy")
DIRECTOR: Final = _posts("director_general")
DEPUTY: Final = _posts("hq_deputy")
WORKERS: Final = HEADS | EXPERTS | TRAINERS | COLLECTORS
READERS: Final = HQ | WORKERS | _posts("observer")
CLERKS: Final = _posts("counter_clerk")
HELPERS: Final = _posts("village_helper")
EVERYBODY: Final = frozenset(LEVELS)
KEEPERS: Final = HQ | HEADS | EXPERTS | _posts("social_worker")
CALENDAR_KEEPERS: Final = HQ | DIRECTOR | _posts("province_expert")
HANDERS: Final = HQ | DIRECTOR | _posts("province_expert", "observer")
APPOINTERS: Final = HQ | _posts("director_general", "county_head")

_READS = "the lists with scope are of everybody who works in the procedure, and of who watches"
_STAFF = "the operator keeps staff by command; headquarters and heads do it for their own units"
_ASSIGN = "heads assign temporary helpers; the operator is no head"
_WORKER = "done by the worker of the installation, which the operator runs"
_LISTS = "a released list is seen by who hands it on: province and headquarters"
_FIELD = "a collector's own worklist on his phone"
_COUNTER = "an office gives rows to the clerk of its own unit, who sees these alone"
_DUTIES = "a centre's head answers for what the centre is paid for, and above him it is read"
_VILLAGE = "a village helper enters what he knows of households of his villages"
_PHONES = "everybody sees his own phones, who manages or heads a unit those of its staff"
_AUDIT = "whoever answers for many units reads what was done and seen in them"
_DEPUTIES = "the holder himself, who may give the post, and a head for workers of his units"
_SENT = "what somebody sent or started is his own"
_FILES = "a person's file is kept by whoever collects or answers for it, in their places"
_CALENDAR = "weekend and closures are data of each province, which its office keeps"

reads: Final = Rule("within", READERS, why=_READS)
_rates: Final = Rule("within", HEADS | HQ, why="a collector has one line alone, no picture to send")
_own_worklist: Final = Rule("own", COLLECTORS)
_marks: Final = Rule("own", _posts("centre_head"), why=_DUTIES)
_draws: Final = Rule("own", _posts("centre_head", "social_worker"), why=_DUTIES)
_of_villages: Final = Rule("within", HELPERS, why=_VILLAGE)
_informs: Final = Rule("own", EXPERTS | _posts("centre_head"), why="he answers for the worklist")
_headquarters: Final = Rule("somewhere", HQ, operator=True)
_manages: Final = Rule("within", APPOINTERS, operator=True, why=_STAFF)
_manages_head: Final = Rule("above", APPOINTERS, operator=True, why="nobody makes his own equal")
_reviews: Final = Rule("within", REVIEWERS)
_reminds: Final = Rule("above", HQ | EXPERTS | REVIEWERS, why="who supervises a unit reminds it")
_anyone: Final = Rule("anyone", why="before anybody is known, and signs of life of the site")
_signed_in: Final = Rule("signed_in", why="his own page")
_keeps_files: Final = Rule("within", KEEPERS, operator=True, why=_FILES)
_keeps_status: Final = Rule(
    "within",
    DEPUTY | HEADS | EXPERTS,
    operator=True,
    why="with the evidence a client is removed: for experts and heads, no collector's word is one",
)
_calendar: Final = Rule("within", CALENDAR_KEEPERS, operator=True, why=_CALENDAR)
_holidays: Final = Rule("somewhere", HQ, operator=True, why="a holiday is the whole country's")
_texts: Final = Rule("somewhere", HQ, operator=True, why="texts are one country's")
_patterns: Final = Rule("somewhere", HQ, why="companies' words are read alike in the whole country")
_approves_texts: Final = Rule("somewhere", DEPUTY, why="four eyes: a deputy approves")

PAGES: Final[Mapping[str, Rule]] = {
    "sign_in GET": _anyone,
    "sign_in POST": _anyone,
    "sign_in_code GET": _anyone,
    "sign_in_code POST": _anyone,
    "sign_in_enrol GET": _anyone,
    "sign_in_enrol POST": _anyone,
    "sign_out POST": _anyone,
    "healthz GET": _anyone,
    "readyz GET": _anyone,
    "metrics GET": Rule("anyone", why="asks for an address and a token, not for a person"),
    "home GET": _signed_in,
    "change_password GET": _signed_in,
    "change_password POST": _signed_in,
    "gallery GET": Rule("signed_in", why="shows the looks of the site and no datum"),
    "devices GET": Rule("signed_in", why=_PHONES),
    "device_revoke POST": Rule("within", APPOINTERS | HEADS, why=_PHONES),
    "deputies GET": Rule("signed_in", why="his own posts, and deputies of his units"),
    "deputy GET": Rule("within", APPOINTERS | HEADS, why=_DEPUTIES),
    "deputy GET of a head": _manages_head,
    "deputy POST": Rule("within", APPOINTERS | HEADS, why=_DEPUTIES),
    "deputy POST of a head": _manages_head,
    "deputy_withdraw POST": Rule("within", APPOINTERS | HEADS, why=_DEPUTIES),
    "trail GET": Rule("somewhere", REVIEWERS, why=_AUDIT),
    "trail POST": Rule("somewhere", REVIEWERS, why=_AUDIT),
    "help GET": Rule("anyone", why="speaks of pages and of nobody"),
    "help_start GET": _signed_in,
    "find GET": Rule("somewhere", READERS, why=_READS),
    "find POST": Rule("somewhere", READERS, why=_READS),
    "jobs GET": Rule(
        "somewhere", EVERYBODY - HELPERS, why="his own works; heads see those of their places"
    ),
    "settings_history GET": Rule("somewhere", HQ, why="settings are the whole country's"),
    "sessions GET": _signed_in,
    "sessions_end POST": Rule("somewhere", EVERYBODY, why="everybody his own"),
    "session_end POST": Rule("sender", EVERYBODY, why="his own session"),
    "user_sessions_end POST": _manages,
    "user_sessions_end POST of a head": _manages_head,
    "field GET": Rule("somewhere", COLLECTORS, why=_FIELD),
    "field_queue GET": Rule("signed_in", why="what waits is known to the phone alone"),
    "field_shell GET": Rule("anyone", why="an empty form that names nobody"),
    "field_worker GET": Rule("anyone", why="a script"),
    "field_contact GET": Rule("somewhere", COLLECTORS, why=_FIELD),
    "field_today GET": _own_worklist,
    "field_today POST": _own_worklist,
    "field_cases POST": _own_worklist,
    "field_card GET": _own_worklist,
    "field_fill GET": _own_worklist,
    "field_fill POST": _own_worklist,
    "field_send POST": _own_worklist,
    "counter GET": Rule("somewhere", CLERKS, why=_COUNTER),
    "counter_answer POST": Rule("own", CLERKS, why=_COUNTER),
    "village GET": Rule("somewhere", HELPERS, why=_VILLAGE),
    "village_known GET": _of_villages,
    "village_known POST": _of_villages,
    "outbox GET": Rule("somewhere", HQ | HEADS, why="notices go to heads; each sees his places"),
    "texts GET": _texts,
    "texts POST": _texts,
    "text GET": _texts,
    "text POST": _texts,
    "text_approve POST": _approves_texts,
    "people GET": Rule("somewhere", KEEPERS, why=_FILES),
    "people POST": Rule("somewhere", KEEPERS, why="whoever looks for a file finds his places'"),
    "person GET": _keeps_files,
    "person_change GET": _keeps_files,
    "person_change GET of a status": _keeps_status,
    "person_change POST": _keeps_files,
    "person_change POST of a status": _keeps_status,
    "calendar GET": Rule("somewhere", CALENDAR_KEEPERS, why=_CALENDAR),
    "calendar_of GET": _calendar,
    "calendar_of POST": _calendar,
    "calendar_weekend POST": _calendar,
    "calendar_open POST": _calendar,
    "calendar_holiday POST": _holidays,
    "calendar_strike POST": _holidays,
    "users GET": Rule("somewhere", APPOINTERS | HEADS, why=_STAFF),
    "new_user GET": Rule("somewhere", APPOINTERS, why=_STAFF),
    "new_user POST": Rule("within", APPOINTERS, why=_STAFF),
    "staff_import GET": Rule("somewhere", APPOINTERS, why=_STAFF),
    "staff_import POST": Rule("somewhere", APPOINTERS, why="shows what a file would do"),
    "staff_import_write POST": Rule("somewhere", APPOINTERS, why="rows are judged by their units"),
    "new_helper GET": Rule("somewhere", HEADS),
    "new_helper POST": Rule("within", HEADS),
    "user GET": Rule("within", APPOINTERS | HEADS, why=_STAFF),
    "user_give_post POST": _manages,
    "user_end_post POST": _manages,
    "user_end_post POST of a helper": Rule("within", APPOINTERS | HEADS, why=_ASSIGN),
    "user_disable POST": _manages,
    "user_disable POST of a head": _manages_head,
    "user_enable POST": _manages,
    "user_password POST": _manages,
    "user_password POST of a head": _manages_head,
    "user_forget_totp POST": Rule("somewhere", HQ, why="so that no head holds both halves"),
    "campaigns GET": Rule("somewhere", READERS, why=_READS),
    "new_campaign GET": _headquarters,
    "new_campaign POST": _headquarters,
    "campaign GET": Rule("somewhere", READERS, why=_READS),
    "campaign_settings GET": Rule("somewhere", READERS, why=_READS),
    "campaign_extend POST": _headquarters,
    "campaign_reserve POST": _headquarters,
    "campaign_counter_switch POST": _headquarters,
    "campaign_require POST": _headquarters,
    "campaign_close GET": _headquarters,
    "campaign_close POST": _headquarters,
    "campaign_loads GET": _headquarters,
    "campaign_loads POST": _headquarters,
    "campaign_load_resume POST": _headquarters,
    "campaign_rejected GET": _headquarters,
    "campaign_rejected_xlsx GET": _headquarters,
    "campaign_work GET": Rule("sender", READERS, why=_SENT),
    "campaign_work_file GET": Rule("sender", READERS, why=_SENT),
    "campaign_work_again POST": Rule("sender", READERS, why=_SENT),
    "campaign_report GET": Rule("sender", COLLECTORS, why=_SENT),
    "campaign_report_file GET": Rule("sender", COLLECTORS, why=_SENT),
    "campaign_releases GET": Rule("somewhere", HANDERS, why=_LISTS),
    "campaign_public_key GET": Rule("somewhere", HANDERS, why=_LISTS),
    "campaign_copy_received POST": Rule("somewhere", DEPUTY),
    "campaign_pack POST": Rule("within", HQ | DIRECTOR, why=_LISTS),
    "campaign_board GET": reads,
    "campaign_board_xlsx GET": reads,
    "campaign_quality GET": reads,
    "campaign_projector GET": reads,
    "campaign_board_sheet GET": reads,
    "campaign_picture GET": reads,
    "campaign_picture_xlsx GET": reads,
    "campaign_remind POST": _reminds,
    "campaign_hand_down GET": reads,
    "campaign_worksheet POST": Rule("within", HQ | COLLECTORS),
    "campaign_split POST": Rule("within", HQ | EXPERTS),
    "campaign_receive POST": Rule(
        "own", WORKERS, why="each receipt is acknowledged, by whoever works in the unit"
    ),
    "campaign_rows GET": reads,
    "campaign_rows POST": reads,
    "campaign_rows_xlsx GET": reads,
    "campaign_row GET": reads,
    "campaign_row POST": _own_worklist,
    "campaign_row_attach POST": _own_worklist,
    "campaign_row_document GET": reads,
    "campaign_row_fill POST": _own_worklist,
    "text_patterns GET": _patterns,
    "text_patterns POST": _patterns,
    "text_pattern GET": _patterns,
    "text_pattern POST": _patterns,
    "text_pattern_approve POST": _approves_texts,
    "campaign_table GET": _own_worklist,
    "campaign_table POST": _own_worklist,
    "campaign_table_sheet POST": _own_worklist,
    "campaign_paste GET": _own_worklist,
    "campaign_paste POST": _own_worklist,
    "campaign_pasted GET": Rule("sender", COLLECTORS, why=_SENT),
    "campaign_pasted POST": Rule("sender", COLLECTORS, why=_SENT),
    "campaign_row_cells GET": _own_worklist,
    "campaign_row_cells POST": _own_worklist,
    "campaign_collect GET": _own_worklist,
    "campaign_collect POST": _own_worklist,
    "campaign_training GET": Rule("own", TRAINERS),
    "campaign_training POST": Rule("own", TRAINERS),
    "campaign_sharing GET": Rule("own", _posts("centre_head")),
    "campaign_sharing POST": Rule("own", _posts("centre_head")),
    "campaign_declaration GET": Rule("own", COLLECTORS | HEADS),
    "campaign_declaration POST": Rule("own", COLLECTORS | HEADS),
    "campaign_duties GET": reads,
    "campaign_duties_xlsx GET": reads,
    "campaign_map_picture GET": reads,
    "campaign_map POST": _draws,
    "campaign_duty POST": _marks,
    "campaign_sample GET": Rule("within", EXPERTS | HEADS, why="a head decides on its result"),
    "campaign_sample POST": Rule("own", EXPERTS),
    "campaign_sample_draw POST": Rule("own", EXPERTS),
    "campaign_sample_file POST": Rule("own", EXPERTS),
    "campaign_sample_round GET": Rule("own", EXPERTS),
    "campaign_sample_household GET": Rule("own", EXPERTS),
    "campaign_sample_household POST": Rule("own", EXPERTS),
    "campaign_sample_photo GET": Rule("within", EXPERTS | HEADS, why="as the page"),
    "campaign_sample_again GET": Rule("within", EXPERTS | HEADS, why="as the page"),
    "campaign_sample_xlsx GET": Rule("within", EXPERTS | HEADS, why="as the page"),
    "campaign_approval GET": Rule("within", HEADS, why="a head above looks into a batch"),
    "campaign_approval POST": Rule("own", HEADS),
    "campaign_approval_withdraw POST": Rule("own", HEADS),
    "campaign_violations GET": Rule("somewhere", REVIEWERS),
    "campaign_violation GET": _reviews,
    "campaign_violation_clear POST": _reviews,
    "campaign_violation_confirm POST": _reviews,
    "campaign_violation_letter GET": _reviews,
    "campaign_violation_pdf GET": _reviews,
    "campaign_violation_rates GET": Rule(
        "within", COLLECTORS | HEADS | HQ, why="a collector sees his own, a head his unit's"
    ),
    "campaign_rates_picture GET": _rates,
    "campaign_rates_picture_xlsx GET": _rates,
    "campaign_inform GET": _informs,
    "campaign_inform POST": _informs,
    "campaign_calls GET": _own_worklist,
    "campaign_calls_xlsx GET": _own_worklist,
    "campaign_counter GET": Rule("within", EXPERTS | HEADS, why=_COUNTER),
    "campaign_counter POST": Rule("own", EXPERTS, why=_COUNTER),
    "campaign_known GET": _own_worklist,
    "campaign_known_decide POST": _own_worklist,
    "campaign_contact GET": _own_worklist,
    "campaign_contact POST": _own_worklist,
    "campaign_release GET": Rule("own", DIRECTOR),
    "campaign_release POST": Rule("own", DIRECTOR),
    "campaign_release_preview_xlsx GET": Rule("own", DIRECTOR),
}

_import: Final = Rule("somewhere", HQ, operator=True, why="imports are the operator's and hq's")
_system: Final = Rule("somewhere", operator=True, why=_WORKER)
_nobody: Final = Rule("somewhere", why="a step of sign-in, which is nobody's yet")

ACTIONS: Final[Mapping[str, Rule]] = {
    "organisations.import_divisions": _import,
    "organisations.import_centres": _import,
    "organisations.import_companies": _import,
    "organisations.declare_closure": _calendar,
    "organisations.withdraw_closure": _calendar,
    "organisations.set_weekend": _calendar,
    "organisations.set_holiday": _holidays,
    "organisations.strike_holiday": _holidays,
    "people.import": _import,
    "people.record_death": _keeps_status,
    "people.record_exit": _keeps_status,
    "people.record_move": _keeps_files,
    "people.record_tenancy": _keeps_files,
    "people.set_head": _keeps_files,
    "people.change_head": _keeps_files,
    "notices.write_template": _texts,
    "notices.approve_template": _approves_texts,
    "accounts.sign_in": _nobody,
    "accounts.enter_code": _nobody,
    "accounts.enrol_totp": _nobody,
    "accounts.count_attempt": _nobody,
    "accounts.count_source": _nobody,
    "accounts.clear_source": _nobody,
    "accounts.forget_sources": _nobody,
    "accounts.change_password": Rule("somewhere", EVERYBODY, why="everybody his own"),
    "accounts.add_user": _manages,
    "accounts.add_user of a head": _manages_head,
    "accounts.appoint": _manages,
    "accounts.import_staff": _manages,
    "accounts.assign_helper": Rule("within", HEADS, why=_ASSIGN),
    "accounts.end_appointment": _manages,
    "accounts.end_appointment of a helper": Rule(
        "within", APPOINTERS | HEADS, operator=True, why=_ASSIGN
    ),
    "accounts.name_deputy": Rule("within", APPOINTERS | HEADS, operator=True, why=_DEPUTIES),
    "accounts.name_deputy of a head": _manages_head,
    "accounts.withdraw_deputy": Rule("within", APPOINTERS | HEADS, operator=True, why=_DEPUTIES),
    "accounts.begin_session": _nobody,
    "accounts.note_address": _nobody,
    "accounts.end_session": Rule("somewhere", why="nobody ends a session of somebody else"),
    "accounts.end_sessions": _manages,
    "accounts.end_sessions of a head": _manages_head,
    "accounts.keep_device": Rule("somewhere", EVERYBODY, why="everybody on his own phone"),
    "accounts.revoke_device": Rule("within", APPOINTERS | HEADS, why=_PHONES),
    "accounts.disable_user": _manages,
    "accounts.disable_user of a head": _manages_head,
    "accounts.enable_user": _manages,
    "accounts.reset_password": _manages,
    "accounts.reset_totp": Rule("somewhere", HQ, operator=True, why="no head holds both halves"),
    "runtime.replay_events": Rule("somewhere", operator=True, why="a repair of the installation"),
    "campaign.open": _headquarters,
    "campaign.extend": _headquarters,
    "campaign.reserve": _headquarters,
    "campaign.close": _headquarters,
    "campaign.require": _headquarters,
    "campaign.load": _headquarters,
    "campaign.load_chunk": _headquarters,
    "campaign.load_finish": _headquarters,
    "campaign.refresh": _system,
    "campaign.freeze": _system,
    "campaign.sum_counts": _system,
    "campaign.count_quality": _system,
    "campaign.sweep_files": _system,
    "campaign.tell_heads": _system,
    "campaign.tell_released": _system,
    "campaign.split": Rule("within", HQ | EXPERTS, operator=True),
    "campaign.worksheet": Rule(
        "within", HQ | COLLECTORS, operator=True, why="part of a split: one worklist's workbook"
    ),
    "campaign.receive": Rule("own", WORKERS, why="as the page"),
    "campaign.mark_duty": _marks,
    "campaign.draw_map": _draws,
    "campaign.share_work": Rule("own", _posts("centre_head")),
    "campaign.train": Rule("own", TRAINERS),
    "campaign.collect": _own_worklist,
    "campaign.collect_row": _own_worklist,
    "campaign.read_message": _own_worklist,
    "campaign.forget_entries": _system,
    "campaign.forget_messages": _system,
    "campaign.write_pattern": Rule("somewhere", HQ, operator=True, why="as the page"),
    "campaign.approve_pattern": _approves_texts,
    "campaign.collect_entry": _own_worklist,
    "campaign.keep_refused": _own_worklist,
    "campaign.preview_paste": _own_worklist,
    "campaign.collect_paste": _own_worklist,
    "campaign.attach": _own_worklist,
    "campaign.attach_one": _own_worklist,
    "campaign.remind": _reminds,
    "campaign.inform": _informs,
    "campaign.mark_informed": _system,
    "campaign.contact": _own_worklist,
    "campaign.switch_counter": _headquarters,
    "campaign.give_counter": Rule("own", EXPERTS, why=_COUNTER),
    "campaign.answer_counter": Rule("own", CLERKS, why=_COUNTER),
    "campaign.enter_known": _of_villages,
    "campaign.confirm_known": _own_worklist,
    "campaign.refuse_known": _own_worklist,
    "campaign.declare": Rule("own", COLLECTORS | HEADS),
    "campaign.sample": Rule("own", EXPERTS),
    "campaign.sample_results": Rule("own", EXPERTS),
    "campaign.sample_check": Rule("own", EXPERTS),
    "campaign.approve": Rule("own", HEADS),
    "campaign.withdraw_approval": Rule("own", HEADS),
    "campaign.return": Rule("own", HEADS),
    "campaign.clear_candidate": _reviews,
    "campaign.confirm_candidate": _reviews,
    "campaign.release": Rule("own", DIRECTOR),
    "campaign.package": Rule("within", HQ | DIRECTOR, operator=True, why=_LISTS),
    "campaign.receive_copy": Rule("somewhere", DEPUTY),
}
