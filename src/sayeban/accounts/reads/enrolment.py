"""What the page of TOTP enrolment shows; read with the web role, before anybody is signed in."""

from dataclasses import dataclass

from sayeban.accounts import passwords
from sayeban.accounts.models import Credential


@dataclass(frozen=True, slots=True)
class Enrolment:
    """The secret to type by hand, in groups of four, and the address inside the QR picture."""

    secret: str
    address: str


def enrolment_of(user_id: int) -> Enrolment | None:
    """The pending secret of a user, None once he is enrolled: it is never shown again."""
    pending = Credential.objects.filter(user_id=user_id, totp_enrolled_at=None)
    credential = pending.exclude(totp_secret="").select_related("user").first()
    if credential is None:
        return None
    secret = credential.totp_secret
    grouped = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return Enrolment(grouped, passwords.totp_address(secret, credential.user.username))
