"""Commands of the exchange with other systems: partners of the registry, a civil registry."""

from pathlib import Path

from sayeban.sites.cli.grammar import Commands, Parser, command

PROFILES = ("none", "dci-openspp-ed25519", "jws-detached", "rfc9421")
CIVIL_EVENTS = ("live_birth", "death", "marriage", "divorce")


def partner(words: Commands) -> None:
    """sayeban partner add | close | show."""
    add = command(words, "add", "partner:add", "a partner; its secret is shown once")
    add.add_argument("partner", metavar="PARTNER")
    add.add_argument("--title", default="")
    add.add_argument("--purpose", required=True, help="why it asks, kept with its record")
    for name, text in (
        ("province", "two digits; whose people it sees"),
        ("attribute", "what it may ask by and be told"),
        ("address", "where answers may be sent, https"),
    ):
        add.add_argument(f"--{name}", action="append", default=[], help=text)
    add.add_argument("--tells", action="append", default=[], choices=CIVIL_EVENTS)
    _profile(add)
    add.add_argument("--key", type=Path, metavar="FILE", help="its public key (PEM, Ed25519)")
    add.add_argument("--per-minute", type=int, default=600, metavar="CALLS")
    close = command(words, "close", "partner:close", "end a partner's access")
    close.add_argument("partner", metavar="PARTNER")
    _as_user(
        add, close, command(words, "show", "partner:show", "what each partner's record allows")
    )


def institution(words: Commands) -> None:
    """sayeban institution add | activate | close | show."""
    add = command(words, "add", "institution:add", "propose an agreement; its secret is shown once")
    add.add_argument("institution", metavar="PROGRAM")
    add.add_argument("--title", required=True, help="its name, which persons read")
    for name, text in (
        ("province", "two digits; whose persons it may act for"),
        ("purpose", "key of a purpose for which it reads facts"),
        ("fact", "key of a fact that it may read"),
        ("form", "code of a form that it may fill"),
        ("service", "code of a service that it may ask for"),
        ("address", "network that it comes from"),
    ):
        add.add_argument(f"--{name}", action="append", default=[], help=text)
    add.add_argument("--per-minute", type=int, default=600, metavar="CALLS")
    activate = command(
        words, "activate", "institution:activate", "a second person puts an agreement in force"
    )
    activate.add_argument("institution", metavar="PROGRAM")
    close = command(words, "close", "institution:close", "end an institution's access")
    close.add_argument("institution", metavar="PROGRAM")
    show = command(words, "show", "institution:show", "what each agreement opens")
    _as_user(add, activate, close, show)


def _as_user(*commands: Parser) -> None:
    for one in commands:
        one.add_argument("--as", dest="as_user", metavar="USER", help="act with this user's rights")


def registry(words: Commands) -> None:
    """sayeban registry key | fake | subscribe."""
    key = command(words, "key", "registry:key", "draw the key of a made-up registry")
    key.add_argument("key", type=Path, metavar="FILE")
    fake = command(words, "fake", "registry:fake", "serve a made-up civil registry here")
    fake.add_argument("--site", required=True, metavar="URL", help="our interface, …/dci/v1")
    fake.add_argument("--client", required=True, metavar="PARTNER")
    fake.add_argument("--secret", type=Path, required=True, metavar="FILE")
    fake.add_argument("--key", type=Path, required=True, metavar="FILE")
    fake.add_argument("--port", type=int, default=8099)
    subscribe = command(words, "subscribe", "registry:subscribe", "ask a registry to tell us")
    subscribe.add_argument("--registry", required=True, metavar="URL")
    subscribe.add_argument("--back", required=True, metavar="URL", help="our interface, …/dci/v1")
    for one in (fake, subscribe):
        _profile(one)


def _profile(one: Parser) -> None:
    one.add_argument("--profile", default="none", choices=PROFILES, help="how it signs")
