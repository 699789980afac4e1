"""Tables of the service desk."""

from sayeban.desk.models.booking import Booking
from sayeban.desk.models.desk import Desk, Training
from sayeban.desk.models.guest import Guest, GuestRequest
from sayeban.desk.models.lift import Lift
from sayeban.desk.models.outcome import Outcome
from sayeban.desk.models.recording import Recording
from sayeban.desk.models.survey import Survey
from sayeban.desk.models.ticket import Ticket

__all__ = [
    "Booking",
    "Desk",
    "Guest",
    "GuestRequest",
    "Lift",
    "Outcome",
    "Recording",
    "Survey",
    "Ticket",
    "Training",
]
