"""What a bus says of a call is kept beside the call."""

from datetime import datetime

from django.http import HttpRequest

from sayeban.accounts.bus import bus_of, said_in
from sayeban.accounts.models import MachineBusCall


def note_bus(request: HttpRequest, request_id: str, at: datetime) -> None:
    """Keep what the bus says of a call beside the line that is kept of the call itself."""
    bus = bus_of(request)
    if bus is None:
        return
    said = {name: text for name in bus.headers if (text := said_in(request, name))}
    MachineBusCall.objects.create(
        at=at, bus=bus.name, request_id=request_id, client=said_in(request, bus.client), said=said
    )
