"""What waits for whoever coordinates with companies: those that left it without a receipt."""

from datetime import datetime

from django.urls import reverse

from sayeban.country.jalali import number
from sayeban.exemptions import rights
from sayeban.exemptions.pages.waiting import Duty
from sayeban.exemptions.reads.reconciled import late_feeds
from sayeban.runtime.actor import Actor


def late_companies(actor: Actor, at: datetime) -> list[Duty]:
    """One line for headquarters and for a province's office, none where nobody is late."""
    late = late_feeds(at) if actor.posts & rights.DELIVERY_READERS else []
    if not late:
        return []
    records = sum(each.exemptions for each in late)
    companies = len({tuple(each.feed_id.split(".")[1::2]) for each in late})
    return [
        Duty(
            "پیگیری شرکت‌های بی‌پاسخ",
            f"{reverse('reconciliation')}?late=on",
            f"{number(companies)} شرکت",
            "warn",
            f"{number(records)} رکورد بیش از یک هفته بی‌رسید مانده است",
        )
    ]
