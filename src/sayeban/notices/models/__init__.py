"""Tables of the notices: templates and the outbox of messages."""

from sayeban.notices.models.message import Message
from sayeban.notices.models.template import Template

__all__ = ["Message", "Template"]
