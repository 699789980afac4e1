"""How each command about companies is given."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from sayeban.accounts.actions import issue_token, keep_machines
from sayeban.exemptions.actions import (
    count_consumption,
    follow_people,
    keep_hooks,
    make_snapshot,
    open_corrections,
    publish_release,
    remind_companies,
    send_signals,
    settle_double_cover,
    take_receipts,
    take_upload,
)
from sayeban.organisations.actions import keep_agreements
from tests.matrix.entries import Make, once

_TERMS: Final = keep_agreements.AgreementTerms(
    publisher="behzisti",
    utility="gas",
    company="999",
    provinces=("07",),
    columns=(),
    legal_basis="بند (ی)",
    purpose="معافیت",
    starts=date(2026, 3, 21),
    ends=None,
    contact_name="کریمی",
    contact_phone="071",
)
_CLIENT: Final = keep_machines.ClientTerms("gas-999", "gas", "999", "")
_FEED: Final[dict[str, Any]] = {"feed_id": "behzisti.gas.07.999", "items": []}

FEED_CALLS: Final[Mapping[str, Make]] = {
    "organisations.propose_agreement": once(keep_agreements.propose_agreement, terms=_TERMS),
    "organisations.activate_agreement": once(keep_agreements.activate_agreement, agreement=0),
    "organisations.declare_company_ready": once(
        keep_agreements.declare_company_ready, agreement=0, note="نامه"
    ),
    "organisations.end_agreement": once(keep_agreements.end_agreement, agreement=0, reason="پایان"),
    "accounts.add_client": once(keep_machines.add_client, terms=_CLIENT),
    "accounts.rotate_client": once(keep_machines.rotate_client, client_id="gas-999"),
    "accounts.set_client_key": once(
        keep_machines.set_client_key, client_id="gas-999", public_key=""
    ),
    "accounts.disable_client": once(keep_machines.disable_client, client_id="gas-999"),
    "accounts.issue_token": once(issue_token.issue_token, client=0, token="t", scopes=[]),
    "accounts.forget_calls": once(keep_machines.forget_calls),
    "exemptions.follow_people": once(follow_people.follow_people),
    "exemptions.count_consumption": once(count_consumption.count_consumption, utility="gas"),
    "exemptions.remind_companies": once(remind_companies.remind_companies),
    "exemptions.open_corrections": once(open_corrections.open_corrections),
    "exemptions.publish_release": once(publish_release.publish_release, release_id=0),
    "exemptions.end_double_cover": once(settle_double_cover.end_double_cover, cover=1),
    "exemptions.keep_double_cover": once(
        settle_double_cover.keep_double_cover, cover=1, reason="دو خانوار"
    ),
    "exemptions.make_snapshot": once(make_snapshot.make_snapshot, feed_id="behzisti.gas.07.999"),
    "exemptions.forget_snapshots": once(make_snapshot.forget_snapshots),
    "exemptions.set_hook": once(
        keep_hooks.set_hook, agreement=0, url="https://gas.example/signals"
    ),
    "exemptions.close_hook": once(keep_hooks.close_hook, agreement=0),
    "exemptions.replay_feed": once(keep_hooks.replay_feed, feed_id="behzisti.gas.07.999"),
    "exemptions.forget_signals": once(send_signals.forget_signals),
    "exemptions.take_receipts": once(take_receipts.take_receipts, agreement=0, **_FEED),
    "exemptions.take_consumption": once(take_receipts.take_consumption, **_FEED),
    "exemptions.take_notices": once(take_receipts.take_notices, **_FEED),
    "exemptions.keep_upload": once(
        take_upload.keep_upload, feed_id="behzisti.gas.07.999", client=0, stored=""
    ),
    "exemptions.take_upload": once(
        take_upload.take_upload,
        upload=UUID(int=0),
        chunk=take_upload.Chunk(0, 0, [], [], is_last=True),
    ),
}
