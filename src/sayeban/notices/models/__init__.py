"""Tables of the notices: templates, the outbox of messages, and what comes back."""

from sayeban.notices.models.inbound import Inbound
from sayeban.notices.models.message import Message
from sayeban.notices.models.template import Template

__all__ = ["Inbound", "Message", "Template"]
