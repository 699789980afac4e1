"""Where a list goes on: by the id of the last row, since a name does not belong in an address."""

from django.db import connection

from sayeban.exemptions.reads.worklist import BY_NAME, SORTS, After
from sayeban.kit.ordering import Order
from sayeban.runtime.lists import row_id


def position_of(campaign_id: int, asked: str, order: Order = BY_NAME) -> After | None:
    """The keyset position of a row; None, which is the beginning, for anything else."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {SORTS[order.key]}, r.id FROM exemptions_row r"
            " WHERE r.campaign_id = %s AND r.id = %s",
            [campaign_id, row_id(asked)],
        )
        found: After | None = cursor.fetchone()
        return found
