"""What companies send back: which words open a correction, what each says, what it casts doubt on.

No Django here; actions/corrections_sql.py is written from these tables. Source: issue 4 section 3.
"""

from collections.abc import Mapping

from sayeban.exemptions.rules import GATHERED_STATES, LOCKED_STATES, State

RECEIPT_WORDS: Mapping[str, str] = {
    "rjct.bill_id.not_found": "شناسهٔ قبض را نشناخت",
    "rjct.bill_id.check_digit": "رقم کنترل شناسهٔ قبض را نادرست دانست",
    "rjct.bill_id.other_company": "گفت که شناسهٔ قبض از شرکت دیگری است",
    "rjct.connection.shared": "گفت که کنتور مشاع است",
    "rjct.connection.not_residential": "گفت که کاربری انشعاب خانگی نیست",
    "rjct.connection.disconnected": "گفت که انشعاب قطع یا جمع‌آوری شده است",
    "rjct.postal_code.mismatch": "گفت که کد پستی با نشانی انشعاب یکی نیست",
    "rjct.occupant.other_cover_exists": "گفت که این خانوار از نهاد دیگری هم معافیت دارد",
    "rjct.effective_from.too_late": "تاریخ آغاز معافیت را نپذیرفت",
    "rjct.other": "معافیت را با دلیل دیگری نپذیرفت",
}
"""Why a company rejected a record. What is not here (an older version) needs no correction."""
NOTICE_WORDS: Mapping[str, str] = {
    "meter_replaced": "خبر داد که کنتور عوض شده است",
    "bill_id_changed": "خبر داد که شناسهٔ قبض عوض شده است",
    "occupant_left": "خبر داد که ساکن از این خانه رفته است",
    "became_shared": "خبر داد که کنتور مشاع شده است",
    "use_changed": "خبر داد که کاربری انشعاب عوض شده است",
    "disconnected": "خبر داد که انشعاب قطع یا جمع‌آوری شده است",
    "duplicate_with_other_body": "خبر داد که نهاد دیگری هم این خانوار را معرفی کرده است",
}
WORDS: Mapping[str, str] = {**RECEIPT_WORDS, **NOTICE_WORDS}
SUSPICIONS: Mapping[str, str] = {
    "rjct.occupant.other_cover_exists": "company.other_cover",
    "duplicate_with_other_body": "company.other_cover",
    "rjct.connection.shared": "company.shared",
    "use_changed": "company.use",
}
"""Words of a company that are a suspicion besides, by the kind of candidate."""
HOWS: Mapping[str, str] = {
    "amended": "اصلاح و دوباره معرفی شد",
    "ended": "معافیت پایان یافت",
    "accepted": "شرکت بعداً پذیرفت",
}
"""What became of a correction."""
PUT_BACK = (GATHERED_STATES | LOCKED_STATES) - {State.REMOVED}
"""States from which a correction puts a row back to its collector."""
ENDS: Mapping[str, str] = {
    "deceased": "deceased",
    "exited": "left_cover",
    "not_target_group": "left_cover",
    "resident_in_care": "moved_to_institution",
    "connection.shared": "connection_shared",
    "same_meter": "duplicate_cover",
    "candidate.confirmed": "duplicate_cover",
}
"""Why an exemption ends whose row has this place on a later list; of other places "correction"."""
