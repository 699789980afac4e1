"""Keep a token that a program was given."""

from collections.abc import Sequence
from datetime import datetime

from sayeban.accounts.credentials import as_web
from sayeban.accounts.machines import TOKEN_HOLDS, hashed
from sayeban.accounts.models import MachineToken
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("accounts.issue_token", about=("client",))
def issue_token(
    *,
    actor: Actor,
    at: datetime,
    client: int,
    token: str,
    scopes: Sequence[str],
    certificate: str = "",
) -> None:
    """The token holds for machines.TOKEN_HOLDS; its hash alone is kept."""
    with as_web():
        MachineToken.objects.create(
            sha256=hashed(token),
            client_id=client,
            scopes=list(scopes),
            certificate=certificate,
            issued_at=at,
            expires=at + TOKEN_HOLDS,
        )
