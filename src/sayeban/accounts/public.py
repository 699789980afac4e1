"""The only door of accounts for the packages above it."""

from sayeban.accounts.actions.add_user import Added, add_user
from sayeban.accounts.actions.appoint import appoint
from sayeban.accounts.actions.assign_helper import assign_helper
from sayeban.accounts.actions.change_password import change_password
from sayeban.accounts.actions.citizens import (
    Asked,
    ask_code,
    draw_code,
    end_visit,
    enter_own_code,
    forget_visits,
)
from sayeban.accounts.actions.count_source import (
    Tries,
    clear_source,
    count_source,
    forget_sources,
)
from sayeban.accounts.actions.disable_user import disable_user, enable_user
from sayeban.accounts.actions.do_once import once
from sayeban.accounts.actions.end_appointment import end_appointment
from sayeban.accounts.actions.enter_code import SignedIn, enrol_totp, enter_code
from sayeban.accounts.actions.import_staff import StaffImported, import_staff
from sayeban.accounts.actions.keep_device import keep_device, revoke_device
from sayeban.accounts.actions.keep_machines import (
    ClientTerms,
    add_client,
    disable_client,
    forget_calls,
    rotate_client,
    set_client_key,
)
from sayeban.accounts.actions.keep_signed import Signed, keep_signed
from sayeban.accounts.actions.name_deputy import DEPUTY_TEXT, name_deputy, withdraw_deputy
from sayeban.accounts.actions.note_bus import note_bus
from sayeban.accounts.actions.proofs import ask_proof, end_proof, enter_proof
from sayeban.accounts.actions.reset_password import reset_password, reset_totp
from sayeban.accounts.actions.sessions import begin_session, end_session, end_sessions, note_address
from sayeban.accounts.actions.sign_in import PasswordPassed, sign_in
from sayeban.accounts.calling import (
    Call,
    Credentials,
    Program,
    credentials_of,
    keep_call,
    program_of,
)
from sayeban.accounts.codes import ROW_REASONS
from sayeban.accounts.devices import device_of, mark_device, wipe_device
from sayeban.accounts.models import PARTNER_SCOPES, SCOPES
from sayeban.accounts.reads.actors import Visitor, actor_by_id, actor_of, visitor_of
from sayeban.accounts.reads.audit_trail import AUDITORS, Sought, Trace, audit_trail
from sayeban.accounts.reads.citizens import (
    asked_id,
    citizen_of,
    is_at_desk,
    proven_person,
    waits_for_code,
)
from sayeban.accounts.reads.deputies import (
    Candidate,
    DeputyRow,
    HeldPost,
    deputies,
    deputy_question,
    held_post,
    own_posts,
    signed_names,
)
from sayeban.accounts.reads.devices import DeviceRow, devices, is_phone_of, is_revoked, own_device
from sayeban.accounts.reads.enrolment import Enrolment, enrolment_of
from sayeban.accounts.reads.heads import Holder, holders_of, offices_of
from sayeban.accounts.reads.helpers import HelperRow, count_helpers, helpers_within
from sayeban.accounts.reads.machines import (
    CallRow,
    ProgramRow,
    TokenHolder,
    calls_of,
    program_number,
    programs_of,
    token_holder,
)
from sayeban.accounts.reads.names import (
    user_id_of,
    user_names,
    user_names_by_username,
    usernames_of,
)
from sayeban.accounts.reads.own_looks import Delivery, OwnLook, own_deliveries, own_looks
from sayeban.accounts.reads.sessions import SessionRow, sessions
from sayeban.accounts.reads.staff import (
    BY_USERNAME,
    USER_SORTS,
    PostRow,
    UserPage,
    UserRow,
    holders,
    user_page,
    users,
)
from sayeban.accounts.reads.staff_preview import StaffBecomes, staff_preview
from sayeban.accounts.refusals import (
    AppointmentEnded,
    DeviceUnknown,
    SessionUnknown,
    TooManyTries,
    UnknownUser,
    UserDisabled,
    UserExists,
)
from sayeban.accounts.refusals_citizen import CodesSpent, OwnCodeFailed
from sayeban.accounts.refusals_machine import MACHINE_REFUSALS, KeyMissing, ScopeMissing
from sayeban.accounts.rules import (
    APPOINTING_POSTS,
    ASSIGNING_POSTS,
    HEAD_POSTS,
    HELPER_POSTS,
    HQ_POSTS,
    LEVELS,
    POST_LABELS,
    Post,
    is_strong_password,
    may_appoint,
    posts_to_give,
)
from sayeban.accounts.signatures import ComingDigest, refuse_unsigned
from sayeban.accounts.tokens import as_basic, reading_token, token_answer

__all__ = [
    "APPOINTING_POSTS",
    "ASSIGNING_POSTS",
    "AUDITORS",
    "BY_USERNAME",
    "DEPUTY_TEXT",
    "HEAD_POSTS",
    "HELPER_POSTS",
    "HQ_POSTS",
    "LEVELS",
    "MACHINE_REFUSALS",
    "PARTNER_SCOPES",
    "POST_LABELS",
    "ROW_REASONS",
    "SCOPES",
    "USER_SORTS",
    "Added",
    "AppointmentEnded",
    "Asked",
    "Call",
    "CallRow",
    "Candidate",
    "ClientTerms",
    "CodesSpent",
    "ComingDigest",
    "Credentials",
    "Delivery",
    "DeputyRow",
    "DeviceRow",
    "DeviceUnknown",
    "Enrolment",
    "HeldPost",
    "HelperRow",
    "Holder",
    "KeyMissing",
    "OwnCodeFailed",
    "OwnLook",
    "PasswordPassed",
    "Post",
    "PostRow",
    "Program",
    "ProgramRow",
    "ScopeMissing",
    "SessionRow",
    "SessionUnknown",
    "Signed",
    "SignedIn",
    "Sought",
    "StaffBecomes",
    "StaffImported",
    "TokenHolder",
    "TooManyTries",
    "Trace",
    "Tries",
    "UnknownUser",
    "UserDisabled",
    "UserExists",
    "UserPage",
    "UserRow",
    "Visitor",
    "actor_by_id",
    "actor_of",
    "add_client",
    "add_user",
    "appoint",
    "as_basic",
    "ask_code",
    "ask_proof",
    "asked_id",
    "assign_helper",
    "audit_trail",
    "begin_session",
    "calls_of",
    "change_password",
    "citizen_of",
    "clear_source",
    "count_helpers",
    "count_source",
    "credentials_of",
    "deputies",
    "deputy_question",
    "device_of",
    "devices",
    "disable_client",
    "disable_user",
    "draw_code",
    "enable_user",
    "end_appointment",
    "end_proof",
    "end_session",
    "end_sessions",
    "end_visit",
    "enrol_totp",
    "enrolment_of",
    "enter_code",
    "enter_own_code",
    "enter_proof",
    "forget_calls",
    "forget_sources",
    "forget_visits",
    "held_post",
    "helpers_within",
    "holders",
    "holders_of",
    "import_staff",
    "is_at_desk",
    "is_phone_of",
    "is_revoked",
    "is_strong_password",
    "keep_call",
    "keep_device",
    "keep_signed",
    "mark_device",
    "may_appoint",
    "name_deputy",
    "note_address",
    "note_bus",
    "offices_of",
    "once",
    "own_deliveries",
    "own_device",
    "own_looks",
    "own_posts",
    "posts_to_give",
    "program_number",
    "program_of",
    "programs_of",
    "proven_person",
    "reading_token",
    "refuse_unsigned",
    "reset_password",
    "reset_totp",
    "revoke_device",
    "rotate_client",
    "sessions",
    "set_client_key",
    "sign_in",
    "signed_names",
    "staff_preview",
    "token_answer",
    "token_holder",
    "user_id_of",
    "user_names",
    "user_names_by_username",
    "user_page",
    "usernames_of",
    "users",
    "visitor_of",
    "waits_for_code",
    "wipe_device",
    "withdraw_deputy",
]
