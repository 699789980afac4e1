"""A campaign as its pages show it: its terms in words."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.db import connection
from django.db.models.expressions import RawSQL

from sayeban.accounts.public import user_names
from sayeban.country.today import today_of
from sayeban.exemptions.models import Campaign, Extension, RequiredField
from sayeban.exemptions.reads.campaign import campaign_by_code, campaigns
from sayeban.exemptions.reads.deadlines import Deadlines
from sayeban.exemptions.reads.target import rule_title
from sayeban.exemptions.refusals import CampaignUnknown
from sayeban.exemptions.rules import TARGETS, place_of_utility
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.organisations.public import companies

BENEFITS = {"exemption": "معافیت", "discount": "تخفیف"}
DOCUMENTS = {"recommended": "توصیه‌شده", "required": "الزامی"}
DEMANDED = {"number": "شمارهٔ اشتراک یا بدنهٔ کنتور", "mobile": "شمارهٔ همراه"}

OPERATOR = "راهبر سامانه"
"""Whoever works by the command line without a user's name."""

Phase = Literal["planned", "running", "overdue", "closed"]


@dataclass(frozen=True, slots=True)
class CampaignFacts:
    """One campaign. `day` is 0 before the start and may exceed `days`; percents are 0..100.

    `due` is the last day by the country's own calendar, each province may have another.
    `target_rule` is the rule that judges the target group, with its version.
    `continues` is the title of the campaign whose later phase it is, "" for none.
    """

    code: str
    title: str
    legal_basis: str
    publisher: str
    benefit: str
    utility_codes: tuple[str, ...]
    documents: str
    target: str
    target_rule: str
    starts: date
    days: int
    working_days: bool
    centre_days: int
    county_days: int
    sample_percent: float
    sample_least: int
    error_limit: float
    opened_at: datetime
    closed_at: datetime | None
    reserved_from: date | None
    reserved_until: date | None
    counter_check: bool
    continues: str
    day: int
    due: date

    @property
    def utilities(self) -> tuple[str, ...]:
        """The utilities in words."""
        return tuple(UTILITY_LABELS[utility] for utility in self.utility_codes)

    @property
    def phase(self) -> Phase:
        """Where the campaign stands in time."""
        if self.closed_at:
            return "closed"
        if self.day == 0:
            return "planned"
        return "running" if self.day <= self.days else "overdue"


@dataclass(frozen=True, slots=True)
class Demand:
    """What one company ("" = every company of the utility) requires beyond the default set."""

    utility: str
    utility_label: str
    company: str
    company_name: str
    fields: tuple[str, ...]


def campaign_facts(code: str, at: datetime) -> CampaignFacts:
    """The campaign `code`; refuses campaign.unknown."""
    campaign, publisher = campaign_and_publisher(code)
    return facts_of(campaign, publisher, Deadlines(campaign), at)


_PUBLISHER = (
    "(SELECT i.name FROM organisations_supportinstitution i"
    " WHERE i.code = exemptions_campaign.publisher)"
)


def campaign_and_publisher(code: str) -> tuple[Campaign, str]:
    """The campaign with the name of who publishes it, in one query; refuses campaign.unknown."""
    named = Campaign.objects.annotate(named=RawSQL(_PUBLISHER, ()))  # noqa: S611 - no input in it
    found = named.select_related("continues", "target_rule").filter(code=code).first()
    if found is None:
        raise CampaignUnknown(campaign=code)
    return found, found.named or found.publisher


def all_campaigns(at: datetime) -> list[CampaignFacts]:
    """Every campaign, the newest first."""
    named = publishers()
    return [
        facts_of(
            campaign, named.get(campaign.publisher, campaign.publisher), Deadlines(campaign), at
        )
        for campaign in campaigns()
    ]


def publishers() -> dict[str, str]:
    """The institutions that may publish a campaign, name by code."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT code, name FROM organisations_supportinstitution ORDER BY code")
        return {str(code): str(name) for code, name in cursor.fetchall()}


def demands(code: str) -> list[Demand]:
    """What companies of the campaign require beyond the default set (A-010)."""
    campaign = campaign_by_code(code)
    names = {(c.utility, c.code): c.name for c in companies()}
    fields: dict[tuple[str, str], list[str]] = {}
    for field in RequiredField.objects.filter(campaign=campaign).order_by("company"):
        fields.setdefault((field.utility, field.company), []).append(DEMANDED[field.field])
    return [
        Demand(
            utility,
            UTILITY_LABELS[utility],
            company,
            names.get((utility, company), "") if company else "همهٔ شرکت‌ها",
            tuple(demanded),
        )
        for (utility, company), demanded in sorted(fields.items(), key=_in_order)
    ]


@dataclass(frozen=True, slots=True)
class ExtensionLine:
    """One extension: how many days, when, by whom."""

    days: int
    at: datetime
    by: str


def extensions(code: str) -> list[ExtensionLine]:
    """The extensions of a campaign, the newest first."""
    found = list(Extension.objects.filter(campaign=campaign_by_code(code)).order_by("-at"))
    names = user_names([line.by for line in found if line.by])
    return [ExtensionLine(line.days, line.at, names.get(line.by or 0, OPERATOR)) for line in found]


def company_choices(code: str) -> list[tuple[str, str]]:
    """Companies of the campaign's utilities as ("gas/307", name), for a form."""
    utilities = campaign_by_code(code).utilities
    found = {(c.utility, c.code): c.name for c in companies() if c.utility in utilities}
    return [
        (f"{utility}/{number}", f"{UTILITY_LABELS[utility]}: {name} ({number})")
        for (utility, number), name in sorted(found.items(), key=_in_order)
    ]


def _in_order(found: tuple[tuple[str, str], object]) -> tuple[int, str]:
    """One that is keyed by utility and company."""
    (utility, company), _ = found
    return place_of_utility(utility), company


def facts_of(
    campaign: Campaign, publisher: str, deadlines: Deadlines, at: datetime
) -> CampaignFacts:
    """The facts of a campaign that is at hand."""
    return CampaignFacts(
        code=campaign.code,
        title=campaign.title,
        legal_basis=campaign.legal_basis,
        publisher=publisher,
        benefit=BENEFITS[campaign.benefit],
        utility_codes=tuple(campaign.utilities),
        documents=DOCUMENTS[campaign.documents],
        target=TARGETS[campaign.target],
        target_rule=rule_title(campaign),
        starts=campaign.starts,
        days=campaign.days,
        working_days=campaign.working_days,
        centre_days=campaign.centre_days,
        county_days=campaign.county_days,
        sample_percent=float(campaign.sample_percent),
        sample_least=campaign.sample_least,
        error_limit=float(campaign.error_limit),
        opened_at=campaign.opened_at,
        closed_at=campaign.closed_at,
        reserved_from=campaign.reserved_from,
        reserved_until=campaign.reserved_until,
        counter_check=campaign.counter_check,
        continues=campaign.continues.title if campaign.continues else "",
        day=deadlines.day(today_of(at), ""),
        due=deadlines.due("province", ""),
    )
