"""Tables of the service desk."""

from sayeban.desk.models.desk import Desk, Training
from sayeban.desk.models.ticket import Ticket

__all__ = ["Desk", "Ticket", "Training"]
