"""sayeban registry key | fake | subscribe."""

from argparse import Namespace
from contextlib import suppress
from typing import Any

from django.utils.timezone import now

from sayeban.exemptions.package.signing import pem, signing_key
from sayeban.interop.public import CivilRegistryAway, FakeRegistry, serving, subscribe_to
from sayeban.sites.commands.file_kinds import read_text


def key(options: Namespace) -> dict[str, Any]:
    """A key for the fake, and its public half beside it for `sayeban partner add --key`."""
    drawn = signing_key(options.key.parent, options.key)
    public = options.key.with_suffix(".pub")
    public.write_text(pem(drawn.public_key()))
    return {"key": str(options.key), "public": str(public)}


def fake(options: Namespace) -> dict[str, Any]:
    """Serve a made-up civil registry on this machine until it is interrupted."""
    own = signing_key(options.key.parent, options.key)
    secret = read_text(options.secret).strip()
    registry = FakeRegistry(options.site, options.client, secret, own, options.profile)
    with serving(registry, options.port) as server, suppress(KeyboardInterrupt):
        server.serve_forever()
    return {"stopped": True}


def subscribe(options: Namespace) -> dict[str, Any]:
    """Ask a civil registry to notify its events here. Refuses registry.away."""
    sent = subscribe_to(options.registry, options.profile, options.back, now())
    if sent.problem:
        raise CivilRegistryAway(problem=sent.problem)
    return {"registry": options.registry, "subscribed": True}
