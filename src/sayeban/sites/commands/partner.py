"""sayeban partner add | close | show."""

from argparse import Namespace
from typing import Any

from django.utils.timezone import now

from sayeban.interop import public as interop
from sayeban.runtime.context import looking
from sayeban.sites.commands.acting_user import actor_for
from sayeban.sites.commands.file_kinds import read_text


def add(options: Namespace) -> dict[str, Any]:
    """The secret is shown this once."""
    terms = interop.PartnerTerms(
        client_id=options.partner,
        title=options.title,
        purpose=options.purpose,
        provinces=options.province,
        attributes=options.attribute,
        tells=options.tells,
        addresses=options.address,
        profile=options.profile,
        public_key=read_text(options.key) if options.key else "",
        per_minute=options.per_minute,
    )
    secret = interop.add_partner(actor=actor_for(options), at=now(), terms=terms)
    return {"partner": options.partner, "secret": secret}


def close(options: Namespace) -> dict[str, Any]:
    """The partner is neither answered nor told anything more."""
    interop.close_partner(actor=actor_for(options), at=now(), partner=options.partner)
    return {"partner": options.partner, "closed": True}


def show(options: Namespace) -> dict[str, Any]:
    """What each partner's record allows."""
    with looking(actor_for(options)):
        return {"partners": interop.partner_rows()}
