"""What a social worker types of each row: the truth in his own spelling, and his slips."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

import polars as pl

from sayeban.country import jalali
from sayeban.exemptions.rules import UTILITIES
from sayeban.sites.demo_data.looks import LOOKS, by_look
from sayeban.sites.demo_data.plans import NOTHING, SENT_BACK
from sayeban.sites.demo_data.styles import ARABIC, PERSIAN_DIGITS

HEADERS: Final = {
    "کدملی مددجو اصلی": "national_id",
    "کدپستی": "postal_code",
    "شماره همراه": "mobile",
    "وضعیت مالکیت خانوار/سرپرست": "tenure",
    "وضعیت مددجو": "status",
    "تاریخ پایان اجاره": "tenancy_end",
    "موقعیت مکانی": "location",
    "شماره اشتراک گاز": "gas_number",
    "شناسه قبض گاز": "gas_bill",
    "نوع انشعاب گاز": "gas_type",
    "شماره بدنه کنتور برق": "electricity_number",
    "شناسه قبض برق": "electricity_bill",
    "نوع انشعاب برق": "electricity_type",
    "شماره اشتراک آب": "water_number",
    "شناسه قبض آب": "water_bill",
    "نوع انشعاب آب": "water_type",
    "توضیحات": "remarks",
    "راه تماس": "channel",
    "منبع": "source",
    "دلیل نبود اطلاعات": "no_data_reason",
    "کلید ردیف": "key",
}
"""The headers of a worksheet as seed 001 has them, and the three of ours."""
COLUMNS: Final = tuple(name for name in HEADERS.values() if name not in ("national_id", "key"))

_WORDS: Final[Mapping[str, Mapping[str, Sequence[str]]]] = {
    "tenure": {
        "owner": ("مالک", "ملکی"),
        "tenant": ("استیجاری", "مستأجر"),
        "other": ("غیره", "سایر"),
    },
    "location": {
        "urban": ("دارای انشعاب شهری", "شهری"),
        "rural": ("روستایی با انشعاب رسمی", "روستا دارای انشعاب"),
        "rural_unconnected": ("روستایی بدون انشعاب رسمی", "روستا فاقد انشعاب"),
    },
    "channel": {
        "messenger": ("پیام‌رسان", "ایتا"),
        "centre": ("حضوری در مرکز", "حضوری"),
        "home_visit": ("مراجعه به منزل", "بازدید منزل"),
        "phone": ("تلفن", "تماس تلفنی"),
        "volunteer": ("داوطلب محلی", "داوطلب"),
        "dehyar": ("دهیار یا شورا", "دهیار"),
    },
    "source": {
        "sms": ("پیامک قبض", "پیامک"),
        "app": ("اپلیکیشن شرکت", "اپلیکیشن"),
        "bill_picture": ("تصویر قبض", "عکس قبض"),
        "paper_slip": ("فیش کاغذی", "فیش"),
        "meter_photo": ("عکس پیامک یا بدنهٔ کنتور", "عکس کنتور"),
    },
}
_TYPES: Final[Mapping[str, Sequence[str]]] = {
    "private": ("شخصی", "مستقل"),
    "shared": ("مشاع", "مشترک"),
    "none": ("ندارد", "-"),
}
_REASONS: Final = {
    "reason_not_found": "پیدا نشد",
    "reason_refuses": "همکاری نکرد",
    "reason_phone_dead": "تلفن پاسخ نمی‌دهد",
    "reason_moved_away": "از محل رفته است",
    "reason_said_deceased": "گفته شد فوت کرده است",
    "file_deceased": "گفته شد فوت کرده است",
    "reason_no_documents": "قبض در دسترس نیست",
    "reason_other": "دلیل دیگر",
}
TAMPERINGS: Final = ("key_blank", "key_edited", "id_edited")
_FOUND: Final = {"found_deceased": "فوت", "found_exited": "خروج از پرونده"}
_BAD: Final = {
    "postal_code": ("postal_bad", "12345"),
    "mobile": ("mobile_bad", "0912"),
    "tenure": ("tenure_bad", "نامعلوم"),
    "status": ("status_bad", "غیرفعال"),
}
_ASKED: Final = "با تلفن پرسیده شد"
_PAST_DAYS: Final = 40
SECOND_LOOK: Final = "پس از برگشت، دوباره با مددجو سنجیده شد"
TRIED: Final = "پس از تأیید نوشته شد"


def first_round(truth: pl.DataFrame, today: date) -> pl.DataFrame:
    """national_id, tampering and COLUMNS of what somebody types; null leaves a cell as it is.

    `tampering` names what happens to the key or the national id, "" for nothing.
    """
    rows = truth.filter(pl.col("first").is_not_null() & (pl.col("plan") != "member"))
    slips = [
        pl.coalesce(
            *(pl.when(pl.col("plan") == plan).then(value) for plan, value in by_plan), name
        ).alias(name)
        for name, by_plan in _slips(today).items()
    ]
    typed = _typed(rows)
    stolen = (pl.col("decision") == "returned") & (pl.col("role") == "b")
    bill = pl.when(stolen).then("shared_bill").otherwise("gas_bill").alias("gas_bill")
    return (
        typed.with_columns(bill).with_columns(slips).select("national_id", _tampering(), *COLUMNS)
    )


def second_round(truth: pl.DataFrame) -> pl.DataFrame:
    """The rows that came back: typed again without slips."""
    rows = truth.filter(pl.col("second") == "")
    return _typed(rows).select("national_id", pl.lit("").alias("tampering"), *COLUMNS)


def remarked(truth: pl.DataFrame, remark: str, *, sent_back: bool) -> pl.DataFrame:
    """Rows of which only the remarks are new: those sent back, or each row of a worklist."""
    kept = (pl.col("plan") == SENT_BACK) if sent_back else pl.col("second").is_not_null()
    blank = [pl.lit(None, pl.String).alias(name) for name in COLUMNS if name != "remarks"]
    rows = truth.filter(kept).with_columns(*blank, remarks=pl.lit(remark))
    return rows.select("national_id", pl.lit("").alias("tampering"), *COLUMNS)


def _tampering() -> pl.Expr:
    tampers = pl.col("plan").is_in(TAMPERINGS)
    return pl.when(tampers).then("plan").otherwise(pl.lit("")).alias("tampering")


def _typed(rows: pl.DataFrame) -> pl.DataFrame:
    """The truth in the worker's spelling. What headquarters has right is left as it stands."""
    ends = rows["tenancy_end"].unique()
    written = {end: jalali.format(end) for end in ends}
    collected = ~pl.col("plan").is_in(NOTHING)
    rented = (pl.col("tenure") == "tenant") & (pl.col("location") != "rural_unconnected")
    end = pl.col("tenancy_end").replace_strict(written, return_dtype=pl.String)
    kept = rows.with_columns(
        postal_code=_where(["postal_invalid"], "postal_code"),
        mobile=_where(["mobile_invalid"], "mobile"),
        tenancy_end=pl.when(collected & rented).then(_digits(end)).otherwise(pl.lit("")),
        tenure=pl.when(pl.col("dirt") == "ownership_unknown").then(_word("tenure")),
        location=_word("location").fill_null(""),
        channel=pl.when(collected).then(_word("channel")).otherwise(pl.lit("")),
        source=pl.when(collected).then(_word("source")).otherwise(pl.lit("")),
        status=pl.col("plan").replace_strict(_FOUND, default=None, return_dtype=pl.String),
        no_data_reason=pl.col("plan").replace_strict(
            _REASONS, default="", return_dtype=pl.String
        ),
        remarks=pl.when(pl.col("plan") == "conflict").then(pl.lit(_ASKED))
        .otherwise(by_look(*map(pl.lit, [_ASKED, *[""] * (LOOKS - 1)]))),
        printed_gas_bill="gas_bill",
    )  # fmt: skip
    spelled = [_bill(f"{u}_bill") for u in UTILITIES]
    return kept.with_columns(*spelled, *(_type(f"{u}_type") for u in UTILITIES))


def _where(dirt: list[str], name: str) -> pl.Expr:
    mended = pl.col("dirt").is_in(dirt) | (pl.col("plan") == "corrected")
    return pl.when(mended).then(_digits(pl.col(name)))


def _digits(column: pl.Expr) -> pl.Expr:
    persian = column.str.replace_many(list(PERSIAN_DIGITS), list(PERSIAN_DIGITS.values()))
    return by_look(column, persian, column, column)


def _word(name: str) -> pl.Expr:
    return _spelled(name, _WORDS[name])


def _type(name: str) -> pl.Expr:
    return _spelled(name, _TYPES).fill_null("").alias(name)


def _spelled(name: str, words: Mapping[str, Sequence[str]]) -> pl.Expr:
    """The drop-down's word, its word with Arabic letters, or another word for the same."""
    table = [{code: several[place] for code, several in words.items()} for place in (0, 1)]
    usual, other = (
        pl.col(name).replace_strict(one, default=None, return_dtype=pl.String) for one in table
    )
    arabic = usual.str.replace_many(list(ARABIC), list(ARABIC.values()))
    return by_look(usual, usual, usual, usual, arabic, other)


def _bill(name: str) -> pl.Expr:
    """As printed, without its leading zeros, in Persian digits, or in groups."""
    column = pl.col(name)
    grouped = pl.concat_str(column.str.head(8), column.str.slice(8), separator=" - ")
    shortened = column.str.strip_chars_start("0")
    written = by_look(column, _digits(column), shortened, grouped, column, column)
    return pl.when(column == "").then(column).otherwise(written).alias(name)


def _slips(today: date) -> dict[str, list[tuple[str, pl.Expr]]]:
    """By column: what stands there by mistake in the first round, and in which plan."""
    printed = pl.col("printed_gas_bill")
    check = (printed.str.tail(1).cast(pl.Int64, strict=False) + 1) % 10
    wrong = pl.concat_str(printed.str.head(-1), check)
    past = pl.lit(jalali.format(today - timedelta(days=_PAST_DAYS)))
    slips = {
        "gas_bill": [
            ("bill_length", pl.lit("12345")),
            ("bill_check", wrong),
            ("bill_wrong", pl.col("water_bill")),
        ],
        "water_bill": [("bill_wrong", pl.col("gas_bill"))],
        "gas_type": [("contradicts", pl.lit("ندارد"))],
        "electricity_type": [("unknown_value", pl.lit("شخصی/مشاع"))],
        "source": [("incomplete", pl.lit(""))],
        "tenancy_end": [
            ("date_invalid", pl.lit("1406/13/45")),
            ("tenancy_missing", pl.lit("")),
            ("tenancy_past", past),
        ],
    }
    return slips | {name: [(plan, pl.lit(word))] for name, (plan, word) in _BAD.items()}
