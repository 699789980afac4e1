"""What each address must answer, from the issue's «Who may» and nothing else.

Keys: "<name of the url> <method>"; `why` where the issue says nothing. oracle_actions says the same
of the commands.
"""

from collections.abc import Mapping
from typing import Final

from tests.matrix.places import LEVELS, Rule


def posts(*names: str) -> frozenset[str]:
    assert set(names) <= set(LEVELS), names
    return frozenset(names)


HQ: Final = posts("hq_expert", "hq_deputy")
EXPERTS: Final = posts("province_expert", "county_expert")
HEADS: Final = posts("centre_head", "county_head", "director_general")
TRAINERS: Final = posts("technical_head", "centre_head")
COLLECTORS: Final = posts("social_worker", "centre_head") | EXPERTS
REVIEWERS: Final = posts("county_head", "director_general", "hq_deputy")
DIRECTOR: Final = posts("director_general")
DEPUTY: Final = posts("hq_deputy")
WORKERS: Final = HEADS | EXPERTS | TRAINERS | COLLECTORS
READERS: Final = HQ | WORKERS | posts("observer")
CLERKS: Final = posts("counter_clerk")
HELPERS: Final = posts("village_helper")
EVERYBODY: Final = frozenset(LEVELS)
KEEPERS: Final = HQ | HEADS | EXPERTS | posts("social_worker")
CALENDAR_KEEPERS: Final = HQ | DIRECTOR | posts("province_expert")
HANDERS: Final = HQ | DIRECTOR | posts("province_expert", "observer")
APPOINTERS: Final = HQ | posts("director_general", "county_head")

_READS = "the lists with scope are of everybody who works in the procedure, and of who watches"
_STAFF = "the operator keeps staff by command; headquarters and heads do it for their own units"
ASSIGN = "heads assign temporary helpers; the operator is no head"
WORKER = "done by the worker of the installation, which the operator runs"
LISTS = "a released list is seen by who hands it on: province and headquarters"
_FIELD = "a collector's own worklist on his phone"
COUNTER = "an office gives rows to the clerk of its own unit, who sees these alone"
_DUTIES = "a centre's head answers for what the centre is paid for, and above him it is read"
_VILLAGE = "a village helper enters what he knows of households of his villages"
PHONES = "everybody sees his own phones, who manages or heads a unit those of its staff"
_AUDIT = "whoever answers for many units reads what was done and seen in them"
DEPUTIES = "the holder himself, who may give the post, and a head for workers of his units"
_SENT = "what somebody sent or started is his own"
_FILES = "a person's file is kept by whoever collects or answers for it, in their places"
_CALENDAR = "weekend and closures are data of each province, which its office keeps"

reads: Final = Rule("within", READERS, why=_READS)
own_worklist: Final = Rule("own", COLLECTORS)
marks: Final = Rule("own", posts("centre_head"), why=_DUTIES)
draws: Final = Rule("own", posts("centre_head", "social_worker"), why=_DUTIES)
of_villages: Final = Rule("within", HELPERS, why=_VILLAGE)
informs: Final = Rule("own", EXPERTS | posts("centre_head"), why="he answers for the worklist")
headquarters: Final = Rule("somewhere", HQ, operator=True)
manages: Final = Rule("within", APPOINTERS, operator=True, why=_STAFF)
manages_head: Final = Rule("above", APPOINTERS, operator=True, why="nobody makes his own equal")
reviews: Final = Rule("within", REVIEWERS)
reminds: Final = Rule("above", HQ | EXPERTS | REVIEWERS, why="who supervises a unit reminds it")
_anyone: Final = Rule("anyone", why="before anybody is known, and signs of life of the site")
_signed_in: Final = Rule("signed_in", why="his own page")
keeps_files: Final = Rule("within", KEEPERS, operator=True, why=_FILES)
keeps_status: Final = Rule(
    "within",
    DEPUTY | HEADS | EXPERTS,
    operator=True,
    why="with the evidence a client is removed: for experts and heads, no collector's word is one",
)
calendar: Final = Rule("within", CALENDAR_KEEPERS, operator=True, why=_CALENDAR)
holidays: Final = Rule("somewhere", HQ, operator=True, why="a holiday is the whole country's")
texts: Final = Rule("somewhere", HQ, operator=True, why="texts are one country's")
_patterns: Final = Rule("somewhere", HQ, why="companies' words are read alike in the whole country")
approves_texts: Final = Rule("somewhere", DEPUTY, why="four eyes: a deputy approves")

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
    "devices GET": Rule("signed_in", why=PHONES),
    "device_revoke POST": Rule("within", APPOINTERS | HEADS, why=PHONES),
    "deputies GET": Rule("signed_in", why="his own posts, and deputies of his units"),
    "deputy GET": Rule("within", APPOINTERS | HEADS, why=DEPUTIES),
    "deputy GET of a head": manages_head,
    "deputy POST": Rule("within", APPOINTERS | HEADS, why=DEPUTIES),
    "deputy POST of a head": manages_head,
    "deputy_withdraw POST": Rule("within", APPOINTERS | HEADS, why=DEPUTIES),
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
    "user_sessions_end POST": manages,
    "user_sessions_end POST of a head": manages_head,
    "field GET": Rule("somewhere", COLLECTORS, why=_FIELD),
    "field_queue GET": Rule("signed_in", why="what waits is known to the phone alone"),
    "field_shell GET": Rule("anyone", why="an empty form that names nobody"),
    "field_worker GET": Rule("anyone", why="a script"),
    "field_contact GET": Rule("somewhere", COLLECTORS, why=_FIELD),
    "field_today GET": own_worklist,
    "field_today POST": own_worklist,
    "field_cases POST": own_worklist,
    "field_card GET": own_worklist,
    "field_fill GET": own_worklist,
    "field_fill POST": own_worklist,
    "field_send POST": own_worklist,
    "counter GET": Rule("somewhere", CLERKS, why=COUNTER),
    "counter_answer POST": Rule("own", CLERKS, why=COUNTER),
    "village GET": Rule("somewhere", HELPERS, why=_VILLAGE),
    "village_known GET": of_villages,
    "village_known POST": of_villages,
    "outbox GET": Rule("somewhere", HQ | HEADS, why="notices go to heads; each sees his places"),
    "texts GET": texts,
    "texts POST": texts,
    "text GET": texts,
    "text POST": texts,
    "text_approve POST": approves_texts,
    "people GET": Rule("somewhere", KEEPERS, why=_FILES),
    "people POST": Rule("somewhere", KEEPERS, why="whoever looks for a file finds his places'"),
    "person GET": keeps_files,
    "person_change GET": keeps_files,
    "person_change GET of a status": keeps_status,
    "person_change POST": keeps_files,
    "person_change POST of a status": keeps_status,
    "calendar GET": Rule("somewhere", CALENDAR_KEEPERS, why=_CALENDAR),
    "calendar_of GET": calendar,
    "calendar_of POST": calendar,
    "calendar_weekend POST": calendar,
    "calendar_open POST": calendar,
    "calendar_holiday POST": holidays,
    "calendar_strike POST": holidays,
    "users GET": Rule("somewhere", APPOINTERS | HEADS, why=_STAFF),
    "new_user GET": Rule("somewhere", APPOINTERS, why=_STAFF),
    "new_user POST": Rule("within", APPOINTERS, why=_STAFF),
    "staff_import GET": Rule("somewhere", APPOINTERS, why=_STAFF),
    "staff_import POST": Rule("somewhere", APPOINTERS, why="shows what a file would do"),
    "staff_import_write POST": Rule("somewhere", APPOINTERS, why="rows are judged by their units"),
    "new_helper GET": Rule("somewhere", HEADS),
    "new_helper POST": Rule("within", HEADS),
    "user GET": Rule("within", APPOINTERS | HEADS, why=_STAFF),
    "user_give_post POST": manages,
    "user_end_post POST": manages,
    "user_end_post POST of a helper": Rule("within", APPOINTERS | HEADS, why=ASSIGN),
    "user_disable POST": manages,
    "user_disable POST of a head": manages_head,
    "user_enable POST": manages,
    "user_password POST": manages,
    "user_password POST of a head": manages_head,
    "user_forget_totp POST": Rule("somewhere", HQ, why="so that no head holds both halves"),
    "campaigns GET": Rule("somewhere", READERS, why=_READS),
    "new_campaign GET": headquarters,
    "new_campaign POST": headquarters,
    "campaign GET": Rule("somewhere", READERS, why=_READS),
    "campaign_settings GET": Rule("somewhere", READERS, why=_READS),
    "campaign_extend POST": headquarters,
    "campaign_reserve POST": headquarters,
    "campaign_counter_switch POST": headquarters,
    "campaign_require POST": headquarters,
    "campaign_close GET": headquarters,
    "campaign_close POST": headquarters,
    "campaign_loads GET": headquarters,
    "campaign_loads POST": headquarters,
    "campaign_load_resume POST": headquarters,
    "campaign_rejected GET": headquarters,
    "campaign_rejected_xlsx GET": headquarters,
    "campaign_work GET": Rule("sender", READERS, why=_SENT),
    "campaign_work_file GET": Rule("sender", READERS, why=_SENT),
    "campaign_work_again POST": Rule("sender", READERS, why=_SENT),
    "campaign_report GET": Rule("sender", COLLECTORS, why=_SENT),
    "campaign_report_file GET": Rule("sender", COLLECTORS, why=_SENT),
    "campaign_releases GET": Rule("somewhere", HANDERS, why=LISTS),
    "campaign_public_key GET": Rule("somewhere", HANDERS, why=LISTS),
    "campaign_copy_received POST": Rule("somewhere", DEPUTY),
    "campaign_pack POST": Rule("within", HQ | DIRECTOR, why=LISTS),
    "campaign_board GET": reads,
    "campaign_board_xlsx GET": reads,
    "campaign_quality GET": reads,
    "campaign_projector GET": reads,
    "campaign_board_sheet GET": reads,
    "campaign_picture GET": reads,
    "campaign_picture_xlsx GET": reads,
    "campaign_remind POST": reminds,
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
    "campaign_row POST": own_worklist,
    "campaign_row_attach POST": own_worklist,
    "campaign_row_document GET": reads,
    "campaign_row_fill POST": own_worklist,
    "text_patterns GET": _patterns,
    "text_patterns POST": _patterns,
    "text_pattern GET": _patterns,
    "text_pattern POST": _patterns,
    "text_pattern_approve POST": approves_texts,
    "campaign_table GET": own_worklist,
    "campaign_table POST": own_worklist,
    "campaign_table_sheet POST": own_worklist,
    "campaign_paste GET": own_worklist,
    "campaign_paste POST": own_worklist,
    "campaign_pasted GET": Rule("sender", COLLECTORS, why=_SENT),
    "campaign_pasted POST": Rule("sender", COLLECTORS, why=_SENT),
    "campaign_row_cells GET": own_worklist,
    "campaign_row_cells POST": own_worklist,
    "campaign_collect GET": own_worklist,
    "campaign_collect POST": own_worklist,
    "campaign_training GET": Rule("own", TRAINERS),
    "campaign_training POST": Rule("own", TRAINERS),
    "campaign_sharing GET": Rule("own", posts("centre_head")),
    "campaign_sharing POST": Rule("own", posts("centre_head")),
    "campaign_declaration GET": Rule("own", COLLECTORS | HEADS),
    "campaign_declaration POST": Rule("own", COLLECTORS | HEADS),
    "campaign_duties GET": reads,
    "campaign_duties_xlsx GET": reads,
    "campaign_map_picture GET": reads,
    "campaign_map POST": draws,
    "campaign_duty POST": marks,
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
    "campaign_violation GET": reviews,
    "campaign_violation_clear POST": reviews,
    "campaign_violation_confirm POST": reviews,
    "campaign_violation_letter GET": reviews,
    "campaign_violation_pdf GET": reviews,
    "campaign_violation_rates GET": Rule(
        "within", COLLECTORS | HEADS | HQ, why="a collector sees his own, a head his unit's"
    ),
    "campaign_inform GET": informs,
    "campaign_inform POST": informs,
    "campaign_calls GET": own_worklist,
    "campaign_calls_xlsx GET": own_worklist,
    "campaign_counter GET": Rule("within", EXPERTS | HEADS, why=COUNTER),
    "campaign_counter POST": Rule("own", EXPERTS, why=COUNTER),
    "campaign_known GET": own_worklist,
    "campaign_known_decide POST": own_worklist,
    "campaign_contact GET": own_worklist,
    "campaign_contact POST": own_worklist,
    "campaign_release GET": Rule("own", DIRECTOR),
    "campaign_release POST": Rule("own", DIRECTOR),
    "campaign_release_preview_xlsx GET": Rule("own", DIRECTOR),
}
