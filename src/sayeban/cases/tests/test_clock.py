"""Clocks stop and run, days move with the calendar, and who is late is told."""

from datetime import date, datetime, timedelta

import pytest

from sayeban.accounts.models import User
from sayeban.accounts.tests.makers import appointed  # type: ignore[attr-defined]
from sayeban.cases.actions.advance import advance
from sayeban.cases.actions.evening import tell_late
from sayeban.cases.actions.keep_calendar import redate
from sayeban.cases.actions.stop_clock import pause, resume
from sayeban.cases.models import Case, Event
from sayeban.cases.refusals_case import NotStopped, StepReasonMissing, StepStopped, TurnUnknown
from sayeban.cases.tests.makers import CLERK, NOW, open_step, opened
from sayeban.kit.units import Unit
from sayeban.notices.models import Message
from sayeban.organisations.public import declare_closure
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("service")]
