"""What the site says beside a case that is tracked, such as its place on a waiting list.

Cases know no waiting lists: settings.TRACK_BESIDE names a callable `(case id, date) -> sentences`
without a person in them, which runs in the look of the system.
"""

from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string


def beside(case_id: int, today: date) -> tuple[str, ...]:
    """The sentences, () for none."""
    told = import_string(getattr(settings, "TRACK_BESIDE"))(case_id, today)  # noqa: B009 - ours
    return tuple(told)
