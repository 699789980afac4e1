"""When companies were last reminded of what they left without a receipt."""

from dataclasses import dataclass
from datetime import date

from sayeban.exemptions.models import CompanyReminder


@dataclass(frozen=True, slots=True)
class Reminded:
    """The last reminder of one feed. `by_text`: a text was sent; else somebody telephones."""

    day: date
    exemptions: int
    by_text: bool


def last_reminders() -> dict[str, Reminded]:
    """By feed, of those in the reader's scope."""
    found = CompanyReminder.objects.order_by("feed_id", "-day").distinct("feed_id")
    return {each.feed_id: Reminded(each.day, each.exemptions, bool(each.mobile)) for each in found}
