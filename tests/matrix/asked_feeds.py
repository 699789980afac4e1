"""What is asked of the addresses of agreements and programs."""

from collections.abc import Mapping
from typing import Final

from tests.matrix.asking import Asked, Make


def _agreed(**data: str) -> Make:
    return lambda scene: [Asked("", {"number": scene.agreement}, data)]


def _programs(**data: str) -> Make:
    named = {"client_id": "gas-307"}
    return lambda scene: [Asked("", {"number": scene.agreement, **named}, data)]


FEEDS_ASKED: Final[Mapping[str, Make]] = {
    "oauth2_token POST": lambda _: [Asked("", {}, {"grant_type": "client_credentials"})],
    "dci_token POST": lambda _: [Asked("", {}, {"grant_type": "client_credentials"})],
    "dci_unknown POST": lambda _: [Asked("", {"path": "registry/nowhere"})],
    "new_agreement POST": lambda _: [Asked("", {}, {"company": "gas/307"})],
    "agreement GET": _agreed(),
    "agreement_activate POST": _agreed(),
    "agreement_ready POST": _agreed(note="۱۴۰۵/۱"),
    "agreement_end GET": _agreed(),
    "agreement_end POST": _agreed(reason="پایان", sure="on"),
    "program_add GET": _agreed(),
    "program_add POST": _agreed(client_id="gas-new", title="x"),
    "program_secret GET": _programs(),
    "program_secret POST": _programs(overlap="0"),
    "program_close GET": _programs(),
    "program_close POST": _programs(sure="on"),
}
