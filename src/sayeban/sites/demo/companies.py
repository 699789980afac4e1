"""The companies: an agreement with each, and what their feeds hold after the lists."""

from collections import Counter, defaultdict

from django.utils.timezone import now

from sayeban.country import jalali
from sayeban.country.today import today_of
from sayeban.exemptions import public as exemptions
from sayeban.organisations import public as organisations
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import looking
from sayeban.sites.demo.scene import CODE, Scene

_PURPOSE = "معرفی مددجویان کم‌مصرف برای معافیت از هزینهٔ قبض در دامنه‌های اعلامی"


def agree(scene: Scene) -> None:
    """Headquarters agrees with each company of these provinces, by two people; all are ready."""
    with scene.report.step("توافق‌نامه با شرکت‌ها") as told:
        numbers = [
            _agreed(scene, utility, company, provinces)
            for (utility, company), provinces in _companies(scene).items()
        ]
        told["توافق‌نامه"] = len(numbers)


def _companies(scene: Scene) -> dict[tuple[str, str], list[str]]:
    with looking(OPERATOR):
        found = [c for p in scene.provinces for c in organisations.companies(p.code)]
    provinces: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in found:
        provinces[each.utility, each.code].append(each.province)
    return provinces


def _agreed(scene: Scene, utility: str, company: str, provinces: list[str]) -> int:
    expert, at = scene.actor("hq.expert"), now()
    terms = organisations.AgreementTerms(
        publisher="behzisti",
        utility=utility,
        company=company,
        provinces=provinces,
        columns=("number", "address", "county", "settlement"),
        legal_basis="بند (ی) تبصره ۸ قانون بودجه",
        purpose=_PURPOSE,
        starts=today_of(at),
        ends=None,
        contact_name="رابط فنی شرکت",
        contact_phone="02100000000",
    )
    number = organisations.propose_agreement(actor=expert, at=at, terms=terms)
    deputy = scene.actor("hq.deputy")
    organisations.activate_agreement(actor=deputy, at=now(), agreement=number)
    organisations.declare_company_ready(
        actor=expert, at=now(), agreement=number, note="نامهٔ اعلام آمادگی شرکت"
    )
    return number


def check_feeds(scene: Scene) -> None:
    """Every listed row of every list is in the feed of its company, once."""
    with scene.report.step("خوراک شرکت‌ها") as told:
        with looking(OPERATOR):
            feeds = exemptions.feed_states(now())
            listed = Counter[str]()
            for each in exemptions.releases(CODE):
                for part in each.result["companies"]:
                    listed[part["utility"]] += part["rows"]
        standing: Counter[str] = Counter()
        for feed in feeds:
            standing[feed.utility] += feed.standing
        scene.report.same("feeds", dict(standing), dict(listed))
        states = Counter(feed.agreement for feed in feeds)
        scene.report.same("agreements", states, {"ready": len(feeds)})
        told |= {"خوراک": len(feeds), "معافیت": jalali.number(sum(standing.values()))}
