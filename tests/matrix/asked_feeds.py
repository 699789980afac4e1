"""What is asked of the addresses of agreements and programs."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from tests.matrix.asking import Asked, Make
from tests.matrix.slices.cases_made import cases_of_scene

_FEED: Final = "behzisti.gas.07.307"


def _agreed(**data: str) -> Make:
    return lambda scene: [Asked("", {"number": scene.agreement}, data)]


def _programs(**data: str) -> Make:
    named = {"client_id": "gas-307"}
    return lambda scene: [Asked("", {"number": scene.agreement, **named}, data)]


def _no_cover(_: object) -> list[Asked]:
    return [Asked("", {"cover": 1}, {})]


def _company(_: object) -> list[Asked]:
    return [Asked("07", {"utility": "gas", "company": "307"})]


FEEDS_ASKED: Final[Mapping[str, Make]] = {
    "oauth2_token POST": lambda _: [Asked("", {}, {"grant_type": "client_credentials"})],
    "double_cover GET": _no_cover,
    "double_cover_end POST": _no_cover,
    "double_cover_keep POST": _no_cover,
    "console POST": lambda _: [Asked("", {}, {"client_id": "gas-307", "secret": "wrong"})],
    "console_try POST": lambda _: [Asked("", {}, {"operation": "list_feeds"})],
    "snapshot_file GET": lambda _: [Asked("", {"feed_id": _FEED, "name": f"{'0' * 64}.csv"})],
    "one_job GET": lambda _: [Asked("", {"job_id": UUID(int=0)})],
    "dci_token POST": lambda _: [Asked("", {}, {"grant_type": "client_credentials"})],
    "dci_unknown POST": lambda _: [Asked("", {"path": "registry/nowhere"})],
    "social_form GET": lambda _: [Asked("", {"code": "none"})],
    "social_submission GET": lambda _: [Asked("", {"key": UUID(int=0)})],
    "social_answers POST": lambda _: [Asked("", {"key": UUID(int=0)})],
    "social_submit POST": lambda _: [Asked("", {"key": UUID(int=0)})],
    "social_track POST": lambda scene: [
        Asked("", {}, {"tracking_no": cases_of_scene(scene)["0701"].tracking_no})
    ],
    "social_case GET": lambda _: [Asked("", {"tracking_no": "0" * 12})],
    "new_agreement POST": lambda _: [Asked("", {}, {"company": "gas/307"})],
    "agreement GET": _agreed(),
    "reconciled_company GET": _company,
    "reconciled_records GET": _company,
    "reconciled_records_xlsx GET": _company,
    "agreement_activate POST": _agreed(),
    "agreement_ready POST": _agreed(note="۱۴۰۵/۱"),
    "agreement_end GET": _agreed(),
    "agreement_end POST": _agreed(reason="پایان", sure="on"),
    "signals GET": _agreed(),
    "signals POST": _agreed(url="https://gas.example/signals"),
    "signals_close POST": _agreed(),
    "signals_again POST": _agreed(feed="behzisti.gas.07.307"),
    "program_add GET": _agreed(),
    "program_add POST": _agreed(client_id="gas-new", title="x"),
    "program_secret GET": _programs(),
    "program_secret POST": _programs(overlap="0"),
    "program_key GET": _programs(),
    "program_key POST": _programs(public_key=""),
    "program_close GET": _programs(),
    "program_close POST": _programs(sure="on"),
}
