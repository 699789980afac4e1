"""sayeban institution add | activate | close | show."""

from argparse import Namespace
from typing import Any

from django.utils.timezone import now

from sayeban.interop import public as interop
from sayeban.runtime.context import looking
from sayeban.sites.commands.acting_user import actor_for


def add(options: Namespace) -> dict[str, Any]:
    """The secret is shown this once."""
    terms = interop.GrantTerms(
        client_id=options.institution,
        title=options.title,
        provinces=options.province,
        purposes=options.purpose,
        facts=options.fact,
        forms=options.form,
        services=options.service,
        addresses=options.address,
        per_minute=options.per_minute,
    )
    secret = interop.add_grant(actor=actor_for(options), at=now(), terms=terms)
    return {"institution": options.institution, "secret": secret}


def activate(options: Namespace) -> dict[str, Any]:
    """From now on its program is answered."""
    interop.activate_grant(actor=actor_for(options), at=now(), client_id=options.institution)
    return {"institution": options.institution, "in_force": True}


def close(options: Namespace) -> dict[str, Any]:
    """Its program is answered no more."""
    interop.close_grant(actor=actor_for(options), at=now(), client_id=options.institution)
    return {"institution": options.institution, "closed": True}


def show(options: Namespace) -> dict[str, Any]:
    """What each agreement opens."""
    with looking(actor_for(options)):
        return {"institutions": interop.grant_rows()}
