"""A stored row as somebody would type it again: what one new value is added to."""

from sayeban.country import jalali
from sayeban.country.formats import mobile
from sayeban.exemptions.reads.one_row import ConnectionView, RowView


def typed_again(row: RowView) -> dict[str, str]:
    """The values of worksheet.typed.FORM_FIELDS; sent to collect_row, they change nothing.

    A connection that there is not has no numbers any more, whatever is still stored of it.
    """
    values = {
        "location": row.location,
        "tenure": row.tenure,
        "tenancy_end": jalali.format(row.tenancy_end) if row.tenancy_end else "",
        "postal_code": row.postal_code,
        "mobile": mobile.dialled(row.mobile),
        "status": row.status,
        "no_data_reason": row.no_data_reason,
        "remarks": row.remarks,
    }
    for connection in row.connections:
        values |= _connection(connection)
    return values


def _connection(stored: ConnectionView) -> dict[str, str]:
    exists = stored.connection_type != "none"
    return {
        f"{stored.utility}_type": stored.connection_type,
        f"{stored.utility}_bill": stored.bill_id if exists else "",
        f"{stored.utility}_number": stored.number if exists else "",
        f"{stored.utility}_channel": stored.channel,
        f"{stored.utility}_source": stored.source,
        f"{stored.utility}_method": stored.entry_method,
    }
