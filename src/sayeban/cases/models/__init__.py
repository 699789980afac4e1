"""Tables of services and cases."""

from sayeban.cases.models.beside import CaseDocument, Expert, Note, Review
from sayeban.cases.models.calendar import CalendarDay, Duration
from sayeban.cases.models.case import Case, Event, Step
from sayeban.cases.models.service import Service, ServiceVersion, StepDef, Transition

__all__ = [
    "CalendarDay",
    "Case",
    "CaseDocument",
    "Duration",
    "Event",
    "Expert",
    "Note",
    "Review",
    "Service",
    "ServiceVersion",
    "Step",
    "StepDef",
    "Transition",
]
