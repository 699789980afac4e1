"""sayeban client add | rotate | key | close."""

from argparse import Namespace
from datetime import timedelta
from typing import Any

from django.utils.timezone import now

from sayeban.accounts import public as accounts
from sayeban.sites.commands.acting_user import actor_for
from sayeban.sites.commands.file_kinds import read_text


def add(options: Namespace) -> dict[str, Any]:
    """The secret is shown this once."""
    terms = accounts.ClientTerms(
        client_id=options.client,
        utility=options.utility,
        company=options.company,
        title=options.title,
        scopes=options.scope or accounts.SCOPES,
        addresses=options.address,
        certificate=options.certificate,
        per_minute=options.per_minute,
    )
    secret = accounts.add_client(actor=actor_for(options), at=now(), terms=terms)
    return {"client": options.client, "secret": secret}


def rotate(options: Namespace) -> dict[str, Any]:
    """A new secret; those before hold for some days more."""
    overlap = timedelta(days=options.overlap_days)
    secret = accounts.rotate_client(
        actor=actor_for(options), at=now(), client_id=options.client, overlap=overlap
    )
    return {"client": options.client, "secret": secret, "overlap_days": options.overlap_days}


def key(options: Namespace) -> dict[str, Any]:
    """What the program sends must be signed from now on, or need no longer be."""
    written = "" if options.remove else read_text(options.public_key)
    accounts.set_client_key(
        actor=actor_for(options), at=now(), client_id=options.client, public_key=written
    )
    return {"client": options.client, "signs": not options.remove}


def close(options: Namespace) -> dict[str, Any]:
    """The program is answered no more."""
    accounts.disable_client(actor=actor_for(options), at=now(), client_id=options.client)
    return {"client": options.client, "closed": True}
