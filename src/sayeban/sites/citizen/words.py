"""How a bill stands, in the words of whoever reads little. None of them promises a free bill."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sayeban.country import jalali
from sayeban.design.parts import Tone
from sayeban.exemptions.public import COMPANY_LABELS, UTILITY_LABELS, OwnBill

STAGES: Final[Mapping[str, tuple[str, Tone, str]]] = {
    "told": ("معرفی شده", "info", "شما به {company} معرفی شده‌اید. شرکت هنوز پاسخی نداده است."),
    "seen": ("نزد شرکت", "info", "{company} نام شما را گرفته است و آن را بررسی می‌کند."),
    "kept": ("ثبت شده", "ok", "{company} شما را ثبت کرده است."),
    "refused": (
        "پذیرفته نشد",
        "warn",
        "{company} نپذیرفته است: {reason}. مددکار شما آن را پیگیری می‌کند.",
    ),
    "ended": ("پایان یافته", "mute", "معرفی شما به {company} از {day} پایان یافته است."),
    "shared": (
        "مشاع",
        "mute",
        "کنتور {label} شما با همسایه‌ها مشترک است و هنوز معرفی نمی‌شود.",
    ),
    "none": ("ندارید", "mute", "در پروندهٔ شما نوشته شده است که خانه‌تان {label} ندارد."),
    "missing": (
        "کامل نیست",
        "warn",
        "اطلاعات قبض {label} شما کامل نیست. آخرین قبض یا پیامک آن را به مرکز خود بدهید.",
    ),
    "checked": (
        "در حال بررسی",
        "info",
        "اطلاعات قبض {label} شما گرفته شده است و همکاران ما آن را بررسی می‌کنند.",
    ),
    "outside": (
        "معرفی نمی‌شود",
        "mute",
        "برای قبض {label} معرفی نمی‌شوید. دلیل آن را از مرکز خود بپرسید.",
    ),
}
"""By stage: a word or two, their colour, and a sentence."""
OTHER_REASON: Final = "دلیل آن را مرکز شما می‌داند"
REASONS: Final[Mapping[str, str]] = {
    "rjct.bill_id.not_found": "شناسهٔ قبض شناخته نشد",
    "rjct.bill_id.check_digit": "شناسهٔ قبض نادرست است",
    "rjct.bill_id.other_company": "این قبض از شرکت دیگری است",
    "rjct.connection.shared": "کنتور با دیگران مشترک است",
    "rjct.connection.not_residential": "این قبض خانگی نیست",
    "rjct.connection.disconnected": "این انشعاب قطع است",
    "rjct.postal_code.mismatch": "کد پستی با قبض یکی نیست",
    "rjct.occupant.other_cover_exists": "خانوار شما از نهاد دیگری هم معرفی شده است",
    "rjct.effective_from.too_late": "معرفی شما به این دورهٔ قبض نرسید",
    "rjct.version.stale": "اطلاعات تازه‌تری در راه است",
    "rjct.other": OTHER_REASON,
}


@dataclass(frozen=True, slots=True)
class BillWords:
    """One bill as the page shows it. `picture` is the name of its icon."""

    label: str
    picture: str
    tag: str
    tone: Tone
    sentence: str


def in_words(bill: OwnBill) -> BillWords:
    """What the client reads of one of his bills."""
    tag, tone, sentence = STAGES[bill.stage]
    said = sentence.format(
        company=COMPANY_LABELS[bill.utility],
        label=UTILITY_LABELS[bill.utility],
        reason=REASONS.get(bill.reason, OTHER_REASON),
        day=jalali.long_form(bill.ended_on) if bill.ended_on else "",
    )
    return BillWords(UTILITY_LABELS[bill.utility], bill.utility, tag, tone, said)
