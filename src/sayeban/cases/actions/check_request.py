"""What is asked before a request is taken, at the desk and from a program alike."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from sayeban.cases.reads.catalogue import service
from sayeban.cases.refusals_case import CentresFrozen, FormMissing, FormOther
from sayeban.country.today import today_of
from sayeban.forms.public import SubmissionFile
from sayeban.kit.units import Unit

FRESH: Final = timedelta(days=30)
"""A form that was sent so lately is not asked again."""


def check_request(
    unit: Unit, code: str, at: datetime, form: SubmissionFile | None, *, later: bool = False
) -> UUID | None:
    """The form that goes along with a request for a service; `form`: what is offered as that.

    `later`: where none goes along the client fills it himself, so its absence is no refusal.

    The site names in settings.CENTRES_FROZEN a callable (unit, day, service) that gives the title
    of what keeps the centres free, "" for nothing. Refuses service.unknown, desk.frozen,
    request.form_other and request.form_missing.
    """
    asked = service(code).document
    asks = import_string(getattr(settings, "CENTRES_FROZEN"))  # noqa: B009 - ours
    frozen: str = asks(unit, today_of(at), code)
    if frozen and any(step.unit_level == "centre" for step in asked.steps):
        raise CentresFrozen(title=frozen)
    if form is not None and form.version.form.code != asked.form:
        raise FormOther
    if not asked.form:
        return None
    if form is None or form.submitted_at is None or form.submitted_at <= at - FRESH:
        if later:
            return None
        raise FormMissing
    return form.key
