"""Headquarters opens a campaign (A-001, A-040, A-142)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import ClassVar

from django.core.exceptions import ValidationError

from sayeban.eligibility.public import Frozen, freeze, row_rules, rule_in_force
from sayeban.exemptions import rights
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.reads.campaign import earlier_phase
from sayeban.exemptions.reads.campaign_facts import publishers
from sayeban.exemptions.rules import UTILITIES, place_of_utility
from sayeban.exemptions.target_rules import TARGET_RULES
from sayeban.kit.refusals import Refusal
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


class CampaignTaken(Refusal):
    """The code names another campaign already."""

    code: ClassVar[str] = "campaign.taken"
    sentence: ClassVar[str] = "کارزاری با کد «{campaign}» از پیش هست. کد دیگری برگزینید."


class PublisherUnknown(Refusal):
    """No support institution has this code."""

    code: ClassVar[str] = "publisher.unknown"
    sentence: ClassVar[str] = (
        "نهاد معرفی‌کننده‌ای با کد «{publisher}» نیست. یکی از این‌ها را بنویسید: {known}"
    )
    reference: ClassVar[str] = "A-026"


class CampaignInvalid(Refusal):
    """The database would refuse the campaign; the sentence is the constraint's own."""

    code: ClassVar[str] = "campaign.invalid"
    sentence: ClassVar[str] = "کارزار ثبت نشد: {problem}"


class ContinuesAnother(Refusal):
    """The campaign would go on from another one than that which was shown."""

    code: ClassVar[str] = "campaign.continues_another"
    sentence: ClassVar[str] = (
        "کارزاری که این کارزار ادامهٔ آن می‌شود، پس از باز شدن صفحه تغییر کرده است. دوباره «باز"
        " کردن کارزار» را بزنید و ببینید ادامهٔ کدام است."
    )
    reference: ClassVar[str] = "A-149"


class TargetRuleUnknown(Refusal):
    """No rule about persons with this code holds on the campaign's first day."""

    code: ClassVar[str] = "campaign.target_rule_unknown"
    sentence: ClassVar[str] = (
        "قاعدهٔ «{rule}» در روز آغاز کارزار نافذ نیست یا دربارهٔ شخص نیست. قاعده‌ای نافذ برگزینید یا"
        " آن را خالی بگذارید."
    )
    reference: ClassVar[str] = "A-040"


@dataclass(frozen=True, slots=True)
class Terms:
    """What headquarters decides about a campaign.

    `sample_percent` and `error_limit` are percents; a deadline of None is set in proportion to
    the days (60 % for centres, 80 % for counties). `target_rule` is the code of the rule that
    judges the target group, "" for the one that belongs to `target`. `continues` is the code of the
    campaign that it was said to go on from, "" for none; None where nobody was told.
    """

    title: str
    starts: date
    days: int = 10
    working_days: bool = False
    legal_basis: str = "بند (ی) تبصره ۸ ماده واحده قانون بودجه سال ۱۴۰۰ کل کشور"
    publisher: str = "behzisti"
    benefit: str = "exemption"
    utilities: Sequence[str] = UTILITIES
    documents: str = "recommended"
    target: str = "recipients"
    target_rule: str = ""
    sample_percent: float = 5
    sample_least: int = 5
    error_limit: float = 5
    centre_days: int | None = None
    county_days: int | None = None
    continues: str | None = None


@action("campaign.open", posts=rights.HEADQUARTERS, operator=True, about=("code",))
def open_campaign(*, actor: Actor, at: datetime, code: str, terms: Terms) -> Campaign:
    """Open campaign `code`.

    One for others than recipients is a later phase of the publisher's last campaign for them.
    The version of its rule that holds on the first day judges until the end.
    Refuses campaign.taken, publisher.unknown, campaign.continues_another,
    campaign.target_rule_unknown, condition.parameter_missing and, where the terms contradict each
    other, campaign.invalid.
    """
    if Campaign.objects.filter(code=code).exists():
        raise CampaignTaken(campaign=code)
    if terms.publisher not in (known := publishers()):
        raise PublisherUnknown(publisher=terms.publisher, known="، ".join(known))
    earlier = earlier_phase(terms.publisher, terms.target)
    if terms.continues not in (None, earlier.code if earlier else ""):
        raise ContinuesAnother
    rule = _target_rule(terms)
    campaign = Campaign(
        code=code,
        title=terms.title,
        legal_basis=terms.legal_basis,
        publisher=terms.publisher,
        benefit=terms.benefit,
        utilities=sorted(terms.utilities, key=place_of_utility),
        documents=terms.documents,
        target=terms.target,
        target_rule_id=rule.version_id if rule else None,
        target_params=rule.params if rule else {},
        continues=earlier,
        starts=terms.starts,
        days=terms.days,
        working_days=terms.working_days,
        centre_days=terms.centre_days or ceil(terms.days * 0.6),
        county_days=terms.county_days or ceil(terms.days * 0.8),
        sample_percent=terms.sample_percent,
        sample_least=terms.sample_least,
        error_limit=terms.error_limit,
        opened_at=at,
        opened_by=actor.user_id,
    )
    try:
        campaign.full_clean(exclude=["opened_by", "closed_at", "closed_by"])
    except ValidationError as problem:
        raise CampaignInvalid(problem=_in_words(problem)) from problem
    campaign.save()
    return campaign


def _target_rule(terms: Terms) -> Frozen | None:
    """None where an installation does not have the shipped rules: they judge all the same."""
    if terms.target_rule and terms.target_rule not in row_rules(terms.starts):
        raise TargetRuleUnknown(rule=terms.target_rule)
    code = terms.target_rule or TARGET_RULES.get(terms.target, {}).get("code", "")
    return freeze(code, terms.starts) if rule_in_force(code, terms.starts) else None


def _in_words(problem: ValidationError) -> str:
    """Each problem with the Persian name of its field; a constraint speaks for itself."""
    return " ".join(
        f"{_FIELDS[field]}: {message}" if field in _FIELDS else message
        for field, messages in problem.message_dict.items()
        for message in messages
    )


_FIELDS = {
    "title": "عنوان",
    "legal_basis": "مبنای قانونی",
    "publisher": "نهاد معرفی‌کننده",
    "utilities": "انشعاب‌ها",
    "starts": "آغاز",
    "days": "شمار روزها",
    "sample_percent": "درصد نمونه",
    "error_limit": "حد خطا",
}
