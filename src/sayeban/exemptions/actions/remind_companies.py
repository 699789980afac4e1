"""Remind companies of what they left without a receipt (issue 4.3)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sayeban.country import jalali
from sayeban.country.formats import mobile
from sayeban.country.today import today_of
from sayeban.exemptions.actions.tell_heads import seed_texts
from sayeban.exemptions.models import CompanyReminder
from sayeban.exemptions.reads.reconciled import Waiting, late_feeds
from sayeban.exemptions.rules_unanswered import ANSWER_DAYS
from sayeban.kit.units import Unit
from sayeban.notices.public import Notice, queue
from sayeban.organisations.public import AgreementFacts, agreements, by_feed
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("exemptions.remind_companies", operator=True)
def remind_companies(*, actor: Actor, at: datetime) -> int:
    """Remind each company that is late, once in ANSWER_DAYS days; how many were reminded.

    Its contact gets one text about all its feeds. Where the agreement names no mobile, the
    reminder is kept without a text, and headquarters sees whom to telephone.
    """
    del actor
    seed_texts(at)
    late: dict[int, list[Waiting]] = {}
    by_number: dict[int, AgreementFacts] = {}
    opened = by_feed(agreements(at))
    for each in late_feeds(at):
        agreement = opened[each.feed_id]
        by_number[agreement.id] = agreement
        late.setdefault(agreement.id, []).append(each)
    resting = _reminded_since(at)
    due = {
        number: feeds
        for number, feeds in late.items()
        if not resting & {each.feed_id for each in feeds}
    }
    for number, feeds in due.items():
        _keep(by_number[number], feeds, at)
    queue(
        [_notice(by_number[n], feeds, at) for n, feeds in due.items() if _mobile(by_number[n])], at
    )
    return len(due)


def _reminded_since(at: datetime) -> set[str]:
    """Feeds whose last reminder still waits for its answer."""
    since = today_of(at) - timedelta(days=ANSWER_DAYS)
    found = CompanyReminder.objects.filter(day__gt=since)
    return set(found.values_list("feed_id", flat=True))


def _keep(agreement: AgreementFacts, feeds: Iterable[Waiting], at: datetime) -> None:
    CompanyReminder.objects.bulk_create(
        CompanyReminder(
            feed_id=each.feed_id,
            province=each.feed_id.split(".")[2],
            day=today_of(at),
            at=at,
            exemptions=each.exemptions,
            told_on=each.since,
            mobile=_mobile(agreement),
        )
        for each in feeds
    )


def _mobile(agreement: AgreementFacts) -> str:
    return mobile.canonical(agreement.contact_phone) or ""


def _notice(agreement: AgreementFacts, feeds: list[Waiting], at: datetime) -> Notice:
    waiting = jalali.number(sum(each.exemptions for each in feeds))
    return Notice(
        key=f"companies.unanswered/{agreement.id}/{today_of(at)}",
        template="companies.unanswered",
        values=(agreement.company_name, waiting, jalali.number(ANSWER_DAYS)),
        unit=Unit.of_province(feeds[0].feed_id.split(".")[2]),
        mobile=_mobile(agreement),
    )
