"""What addresses of programs and commands about companies must answer, from the issue alone."""

from collections.abc import Mapping
from typing import Final

from tests.matrix.oracle_rules import DEPUTY, DIRECTOR, HQ, WORKER, headquarters, posts
from tests.matrix.places import Rule

_program: Final = Rule("client", why="a company's program with its token, and no person")
_system: Final = Rule("somewhere", operator=True, why=WORKER)
_companys: Final = Rule("somewhere", why="what a company says comes from its program alone")

_contact: Final = Rule("anyone", why="without the secret of a program there is a form alone")

_agreements: Final = Rule("somewhere", HQ, why="what companies may be given headquarters agrees")
_board: Final = Rule(
    "somewhere",
    HQ | DIRECTOR | posts("province_expert"),
    why="headquarters coordinates the delivery; a province's office sees its own companies",
)
_progress: Final = Rule(
    "somewhere",
    HQ | DIRECTOR | posts("province_expert", "observer"),
    why="figures without a person; the ministry that coordinates watches them",
)
_covers: Final = Rule(
    "somewhere", DEPUTY | DIRECTOR, why="who answers for the lists decides which cover stays"
)
_of_company: Final = Rule(
    "within",
    HQ | DIRECTOR | posts("province_expert"),
    why="as the board, for a company that was told anything of the place",
)

FEED_PAGES: Final[Mapping[str, Rule]] = {
    "oauth2_token POST": Rule("client", why="who brings no secret of a program gets no token"),
    "utility_openapi GET": Rule("anyone", why="the description names nobody"),
    "api_docs GET": Rule("anyone", why="the description names nobody"),
    "console GET": _contact,
    "console POST": _contact,
    "console_try GET": _contact,
    "console_try POST": _contact,
    "console_leave POST": _contact,
    "list_feeds GET": _program,
    "list_changes GET": _program,
    "one_exemption GET": _program,
    "lookup POST": _program,
    "snapshot GET": _program,
    "snapshot_file GET": _program,
    "post_receipts POST": _program,
    "list_open_receipts GET": _program,
    "post_consumption POST": _program,
    "post_notices POST": _program,
    "one_job GET": _program,
    "agreements GET": _agreements,
    "new_agreement GET": _agreements,
    "new_agreement POST": _agreements,
    "agreement GET": _agreements,
    "agreement_activate POST": Rule("somewhere", DEPUTY, why="a second person"),
    "agreement_ready POST": _agreements,
    "agreement_end GET": _agreements,
    "agreement_end POST": _agreements,
    "signals GET": _agreements,
    "signals POST": _agreements,
    "signals_close POST": _agreements,
    "signals_again POST": _agreements,
    "signals_given_up GET": _agreements,
    "program_add GET": _agreements,
    "program_add POST": _agreements,
    "program_secret GET": _agreements,
    "program_secret POST": _agreements,
    "program_key GET": _agreements,
    "program_key POST": _agreements,
    "program_close GET": _agreements,
    "program_close POST": _agreements,
    "deliveries GET": _progress,
    "deliveries_xlsx GET": _progress,
    "double_covers GET": _board,
    "double_cover GET": _covers,
    "double_cover_end POST": _covers,
    "double_cover_keep POST": _covers,
    "reconciliation GET": _board,
    "reconciliation_xlsx GET": _board,
    "reconciled_company GET": _of_company,
    "reconciled_records GET": _of_company,
    "reconciled_records_xlsx GET": _of_company,
    "consumption GET": _board,
    "consumption_xlsx GET": _board,
}
FEED_ACTIONS: Final[Mapping[str, Rule]] = {
    "organisations.propose_agreement": headquarters,
    "organisations.activate_agreement": Rule("somewhere", DEPUTY, why="a second person"),
    "organisations.declare_company_ready": headquarters,
    "organisations.end_agreement": headquarters,
    "accounts.add_client": headquarters,
    "accounts.rotate_client": headquarters,
    "accounts.set_client_key": headquarters,
    "accounts.disable_client": headquarters,
    "accounts.issue_token": Rule("somewhere", why="a step of a program's sign-in"),
    "accounts.forget_calls": _system,
    "exemptions.end_double_cover": _covers,
    "exemptions.keep_double_cover": _covers,
    "exemptions.follow_people": Rule("somewhere", why=WORKER),
    "exemptions.publish_release": Rule("somewhere", HQ, operator=True, why=WORKER),
    "exemptions.count_consumption": _system,
    "exemptions.remind_companies": _system,
    "exemptions.open_corrections": Rule("somewhere", operator=True, why=WORKER),
    "exemptions.make_snapshot": Rule("somewhere", HQ, operator=True, why=WORKER),
    "exemptions.forget_snapshots": _system,
    "exemptions.set_hook": headquarters,
    "exemptions.close_hook": headquarters,
    "exemptions.replay_feed": headquarters,
    "exemptions.forget_signals": _system,
    "exemptions.take_receipts": _companys,
    "exemptions.take_consumption": _companys,
    "exemptions.take_notices": _companys,
    "exemptions.keep_upload": _companys,
    "exemptions.take_upload": _companys,
}
