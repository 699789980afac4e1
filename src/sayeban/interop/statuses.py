"""What a partner is told of its earlier messages."""

from typing import Any
from uuid import UUID

from sayeban.interop.envelope import TxnStatus
from sayeban.interop.faults import Faulty
from sayeban.interop.reads.exchanges import stands
from sayeban.interop.reads.partners import Known


def status_answer(partner: Known, asked: TxnStatus, correlation_id: UUID) -> dict[str, Any]:
    """The message of txn-on-status; refuses err.request.not_found."""
    wanted = asked.txnstatus_request
    values = wanted.attribute_value
    found = stands(
        partner.id, wanted.attribute_type, values if isinstance(values, list) else [values]
    )
    if found is None:
        raise Faulty("err.request.not_found", "/message/txnstatus_request/attribute_value")
    items = [
        {"reference_id": each, "timestamp": found.at.isoformat(), "status": found.status}
        for each in found.references
    ]
    return {
        "transaction_id": asked.transaction_id,
        "correlation_id": str(correlation_id),
        "txnstatus_response": {
            "txn_type": wanted.txn_type,
            "txn_status": {
                "transaction_id": found.transaction_id,
                "correlation_id": str(found.id),
                f"{wanted.txn_type}_response": items,
            },
        },
    }
