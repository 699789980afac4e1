"""What the page of a version shows of its impact: counts, provinces, maps, a sample."""

from dataclasses import dataclass
from datetime import datetime

from sayeban.country.divisions import provinces
from sayeban.design.maps import Area, ShareMap
from sayeban.eligibility.models import Impact, RuleVersion
from sayeban.eligibility.pages.sampling import SampleLine, sample_lines
from sayeban.eligibility.reads.impact import latest_impact, standing
from sayeban.eligibility.reads.sampled import sampled
from sayeban.eligibility.reads.versions import ready
from sayeban.facts.public import ParameterMissing

KINDS = {
    **{"enters": "وارد می‌شود", "leaves": "خارج می‌شود", "unsure": "نامعلوم می‌شود"},
    **{"stays": "مشمول می‌ماند", "unknown": "نامعلوم است", "no": "مشمول نیست"},
}


@dataclass(frozen=True, slots=True)
class ImpactLine:
    """One province, or the country. `before` and `after`: how many had and have a yes.

    `unknown` and `no`: of how many the version says so; None where that was not counted yet.
    """

    code: str
    name: str
    enters: int
    leaves: int
    unsure: int
    stays: int
    unknown: int | None
    no: int | None

    @property
    def before(self) -> int:
        return self.leaves + self.unsure + self.stays

    @property
    def after(self) -> int:
        return self.enters + self.stays


@dataclass(frozen=True, slots=True)
class ImpactShown:
    """The newest impact of a version, counted against that other one.

    `stands`: it is of exactly this text, with the parameters and against the version of now.
    """

    id: int
    counted_at: datetime
    against: int | None
    stands: bool
    whole: ImpactLine
    lines: tuple[ImpactLine, ...]
    maps: tuple[ShareMap, ...]
    sample: tuple[SampleLine, ...]


def impact_shown(version: RuleVersion, *, names_files: bool) -> ImpactShown | None:
    """None where nothing was counted. Its sample names files: the caller records the look."""
    counted = latest_impact(version)
    if counted is None:
        return None
    lines = by_province(counted)
    return ImpactShown(
        counted.pk,
        counted.made_at,
        counted.against.number if counted.against else None,
        version.state == "draft" and standing(version).filter(pk=counted.pk).exists(),
        whole(counted),
        lines,
        tuple(_maps(lines)),
        _sample(counted, version) if names_files else (),
    )


def whole(counted: Impact) -> ImpactLine:
    """The country."""
    return _line("", "همهٔ کشور", counted.counts)


def by_province(counted: Impact) -> tuple[ImpactLine, ...]:
    """Provinces in which somebody was asked."""
    found = counted.counts["provinces"]
    return tuple(_line(p.code, p.name, found[p.code]) for p in provinces() if p.code in found)


def _line(code: str, name: str, counts: dict[str, int]) -> ImpactLine:
    told = {key: counts[key] for key in ("enters", "leaves", "unsure", "stays")}
    return ImpactLine(code, name, **told, unknown=counts.get("unknown"), no=counts.get("no"))


def _maps(lines: tuple[ImpactLine, ...]) -> list[ShareMap]:
    """One of who enters, one of who leaves, each where there are some."""
    enters = [Area(each.code, each.enters / each.after) for each in lines if each.after]
    leaves = [Area(each.code, each.leaves / each.before) for each in lines if each.before]
    found = [
        ("سهم واردشوندگان از مشمولان هر استان با این نسخه", enters, "بدون مشمول"),
        ("سهم خارج‌شوندگان از مشمولان هر استان پیش از این نسخه", leaves, "بدون مشمول"),
    ]
    return [
        ShareMap(title, tuple(areas), unknown)
        for title, areas, unknown in found
        if any(area.share for area in areas)
    ]


def _sample(counted: Impact, version: RuleVersion) -> tuple[SampleLine, ...]:
    """Only of the text that was counted, and with the parameters of its day."""
    if counted.tree_sha256 != version.tree_sha256:
        return ()
    try:
        found = sampled(counted.sample, ready(version, version.valid_from))
    except ParameterMissing:
        return ()
    return sample_lines(found, version.rule.subject, KINDS)
