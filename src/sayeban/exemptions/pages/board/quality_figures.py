"""Readiness, errors and lead times in words and pictures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayeban.country import jalali
from sayeban.design.strips import Range, Ranges, Strip, Strips
from sayeban.exemptions.codes import COLLECT_REJECTS, PASTE_REJECTS
from sayeban.exemptions.pages.states import HUES, Group
from sayeban.exemptions.reads.error_rates import WAYS, ErrorRate, Rejects
from sayeban.exemptions.reads.progress_table import WAY_LABELS
from sayeban.exemptions.reads.quality import Quality, Readiness, Stage
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.kit.units import Unit

_MISSING = {
    "location": "موقعیت مکانی",
    "tenure": "مالکیت",
    "postal_code": "کد پستی",
    "channel": "راه تماس",
    "source": "منبع",
    "location.connected": "موقعیتی که با انشعاب نمی‌خواند",
    "tenancy_end.missing": "پایان اجاره",
    "tenancy_end.past": "پایان اجارهٔ گذشته",
    "type": "نوع انشعاب",
    "bill_id": "شناسهٔ قبض",
    "number": "شمارهٔ اشتراک یا بدنه",
    "number_pattern": "شکل شماره",
    "mobile": "شمارهٔ همراه",
    "company": "شرکت نامعلوم؛ تحویل نمی‌شود",
    "pending": "گردآوری نشده",
    "returned": "برگشتی برای اصلاح",
    "violation": "تخلف ثابت‌شده؛ تحویل نمی‌شود",
    "no_data": "با دلیل بدون اطلاعات",
}
_ALONE = ("violation", "no_data")
"""Said of connections of which nothing else is."""
_OFFICES = {"county": "شهرستان", "province": "استان"}
_STAGES = {
    "centre": "از گردآوری تا تأیید مرکز",
    "county": "تا تأیید شهرستان",
    "province": "تا تأیید استان",
}
_READY = ("کامل", "ناکامل", Group.RETURNED.value, "گردآوری‌نشده")
_READY_HUES = (0, 2, HUES[Group.RETURNED], HUES[Group.LEFT])
_ERRORS = ("نادرست از بررسی‌شده", "نرخ خطا", "بازهٔ ۹۵٪ از", "تا")


@dataclass(frozen=True, slots=True)
class CompanyReadiness:
    """What one company's connections still lack; `name` says so where no bill id is known.

    A connection that lacks several things is counted in `lacking` for the one that most lack.
    `returned` and `pending` ones, of rows that went back or were not collected, are in neither.
    """

    utility: str
    company: str
    name: str
    complete: int
    lacking: int
    returned: int
    pending: int
    missing: str

    @property
    def figures(self) -> tuple[int, int, int, int]:
        """In the order of _READY."""
        return self.complete, self.lacking, self.returned, self.pending


@dataclass(frozen=True, slots=True)
class RejectLine:
    """Rows that collected files of a unit had to leave out for one reason."""

    unit: str
    sentence: str
    count: int


def companies_ready(
    found: Sequence[Readiness], names: Mapping[tuple[str, str], str]
) -> tuple[CompanyReadiness, ...]:
    """Each company with what its connections lack, most frequent first."""
    return tuple(_company_ready(each, names.get((each.utility, each.company))) for each in found)


def _company_ready(each: Readiness, name: str | None) -> CompanyReadiness:
    """Nothing of a company that nobody knows is delivered: whatever else it has, it lacks that."""
    missing = dict(each.missing)
    left = {of: missing.get(of, 0) for of in ("returned", "pending", *_ALONE)}
    most = max((count for of, count in missing.items() if of not in left), default=0)
    complete, lacking = each.complete, most + sum(left[of] for of in _ALONE)
    if name is None and (each.company or complete):
        complete, lacking = 0, complete + lacking
        missing["company"] = lacking
        name = f"کد {each.company}، نه از شرکت‌های این استان" if each.company else "شرکت نامعلوم"
    return CompanyReadiness(
        UTILITY_LABELS[each.utility],
        each.company,
        name or "بدون شناسهٔ قبض",
        complete,
        lacking,
        left["returned"],
        left["pending"],
        "، ".join(
            f"{_MISSING.get(_field(field), field)}: {jalali.number(count)}"
            for field, count in sorted(missing.items(), key=lambda item: -item[1])
        ),
    )


def reject_lines(found: Sequence[Rejects], labels: Mapping[Unit, str]) -> tuple[RejectLine, ...]:
    """What collected files of each unit had to leave out, in the order of the codes."""
    return tuple(
        RejectLine(labels[each.unit], (COLLECT_REJECTS | PASTE_REJECTS)[code].sentence, count)
        for each in found
        for code, count in each.reasons.items()
    )


def utilities_chart(companies: Sequence[CompanyReadiness]) -> Strips:
    """How many connections of each utility are complete, of all that are to be delivered."""
    utilities = dict.fromkeys(each.utility for each in companies)
    return Strips(
        "آمادگی انشعاب‌ها به تفکیک آب، برق و گاز",
        _READY,
        tuple(
            Strip(
                utility,
                tuple(
                    map(
                        sum,
                        zip(
                            *(each.figures for each in companies if each.utility == utility),
                            strict=True,
                        ),
                    )
                ),
            )
            for utility in utilities
        ),
        _READY_HUES,
    )


def companies_chart(companies: Sequence[CompanyReadiness]) -> Strips:
    """The same for each company."""
    return Strips(
        "آمادگی انشعاب‌ها برای هر شرکت",
        _READY,
        tuple(Strip(f"{each.utility}: {each.name}", each.figures) for each in companies),
        _READY_HUES,
    )


def way_chart(kind: str, rates: Sequence[ErrorRate]) -> Ranges:
    """Error rates by entry method or by source, as WAYS calls them."""
    return Ranges(
        f"خطای بررسی به تفکیک {WAY_LABELS[kind]}",
        _ERRORS,
        tuple(_range(WAYS[kind][rate.of], rate) for rate in rates),
        "share",
    )


def offices_chart(found: Quality, labels: Mapping[Unit, str]) -> Ranges:
    """Error rates of each unit below, by the office that checked."""
    return Ranges(
        "خطای بررسی به تفکیک واحد",
        _ERRORS,
        tuple(
            _range(f"{labels[unit]} (بررسی {_OFFICES.get(rate.of, rate.of)})", rate)
            for unit, rates in found.errors.items()
            for rate in rates
        ),
        "share",
    )


def stages_chart(stages: Sequence[Stage]) -> Ranges:
    """Days that rows waited for each approval."""
    return Ranges(
        "روزهای انتظار در هر مرحله، از مرحلهٔ پیش",
        ("ردیف", "میانه (روز)", "صدک ۱۰", "صدک ۹۰"),
        tuple(
            Range(
                _STAGES[each.level],
                each.tenth,
                each.median,
                each.ninth,
                f"{jalali.number(each.rows)} ردیف",
            )
            for each in stages
        ),
        "number",
    )


def _range(label: str, rate: ErrorRate) -> Range:
    low, high = rate.interval
    note = f"{jalali.number(rate.wrong)} از {jalali.number(rate.checked)} ردیف"
    return Range(label, min(low, rate.rate), rate.rate, max(high, rate.rate), note)


def _field(name: str) -> str:
    """«bill_id» of "gas.bill_id"; tenancy_end.missing stays whole."""
    return name if name in _MISSING else name.rpartition(".")[2]
