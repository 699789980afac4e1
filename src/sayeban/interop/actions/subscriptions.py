"""Partners begin and end their subscriptions; the worker answers them."""

import hashlib
import json
from datetime import datetime
from typing import Any
from uuid import UUID

from sayeban.interop.attributes import Entity
from sayeban.interop.criteria import Asked, condition_of
from sayeban.interop.envelope import Subscribe, SubscribeItem, Unsubscribe
from sayeban.interop.faults import Faulty
from sayeban.interop.models import Subscription
from sayeban.interop.reads.partners import Known
from sayeban.interop.rules import EVENTS, FAULTS, event_of
from sayeban.runtime.lists import uuid_of


def begun(
    partner: Known, asked: Subscribe, uri: str, correlation_id: UUID, at: datetime
) -> dict[str, Any]:
    """The message of on-subscribe; each subscription begins or is refused by itself."""
    items = []
    for each in asked.subscribe_request:
        told: dict[str, Any] = {"reference_id": each.reference_id, "timestamp": at.isoformat()}
        try:
            code = _begin(partner, each, uri, at)
        except Faulty as fault:
            reason = {"status_reason_code": fault.name, "status_reason_message": fault.message}
            items.append({**told, "status": "rjct", **reason})
        else:
            info = {"code": str(code), "status": "subscribe", "timestamp": at.isoformat()}
            items.append({**told, "status": "succ", "subscriptions": [info]})
    return {
        "transaction_id": asked.transaction_id,
        "correlation_id": str(correlation_id),
        "subscribe_response": items,
    }


def _begin(partner: Known, item: SubscribeItem, uri: str, at: datetime) -> UUID:
    wanted = item.subscribe_criteria
    event = event_of(wanted.reg_event_type)
    entity = entity_of(wanted.notify_record_type)
    if event not in EVENTS or entity is None or not partner.provinces:
        raise Faulty("rjct.notify_types.invalid")
    try:
        condition_of(wanted.filter_type, wanted.filter, Asked(entity, partner.attributes))
    except Faulty:
        raise Faulty("rjct.filter.invalid") from None
    whole = json.dumps([event, entity, wanted.filter_type, wanted.filter], sort_keys=True)
    made, is_new = Subscription.objects.get_or_create(
        partner_id=partner.id,
        key=hashlib.sha256(whole.encode()).hexdigest(),
        ended_at=None,
        defaults={
            "event": event,
            "record_type": entity,
            "filter_type": wanted.filter_type,
            "filter": wanted.filter,
            "uri": uri,
            "began_at": at,
        },
    )
    if not is_new:
        raise Faulty("rjct.event.already_subscribed")
    return made.code


def entity_of(written: str) -> Entity | None:
    """The entity that "spdci-extensions-dci:Member" names."""
    told = written.rpartition(":")[2]
    return "Group" if told == "Group" else "Member" if told == "Member" else None


def ended(partner: Known, asked: Unsubscribe, correlation_id: UUID, at: datetime) -> dict[str, Any]:
    """The message of on-unsubscribe; refused as a whole where a code is none of the partner's."""
    told = {
        "transaction_id": asked.transaction_id,
        "correlation_id": str(correlation_id),
        "timestamp": at.isoformat(),
    }
    codes = [code for code in map(uuid_of, asked.subscription_codes) if code]
    rows = Subscription.objects.select_for_update().filter(
        partner_id=partner.id, pk__in=codes, ended_at=None
    )
    found = set(rows.values_list("pk", flat=True))
    if len(found) < len(set(asked.subscription_codes)):
        code = "rjct.subscription_code.invalid"
        reason = {"status_reason_code": code, "status_reason_message": FAULTS[code][1]}
        return {**told, "status": "rjct", **reason}
    Subscription.objects.filter(pk__in=found).update(ended_at=at)
    states = [{"code": each, "status": "unsubscribe"} for each in asked.subscription_codes]
    return {**told, "status": "succ", "subscription_status": states}
