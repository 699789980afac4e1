"""What a program signed is kept as it came."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sayeban.accounts.models import MachineSigned


@dataclass(frozen=True, slots=True)
class Signed:
    """A call whose signature was found right, with the key that showed it."""

    client_id: int
    at: datetime
    request_id: str
    method: str
    target: str
    signature_input: str
    signature: str
    digest: str
    public_key: str
    body: bytes


def keep_signed(signed: Signed) -> None:
    """Add it; nothing of it is changed or removed later."""
    MachineSigned.objects.create(**asdict(signed))
