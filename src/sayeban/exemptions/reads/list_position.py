"""Where a list goes on: by the id of the last row, since a name does not belong in an address."""

from sayeban.exemptions.models import Row
from sayeban.exemptions.reads.worklist import After


def position_of(campaign_id: int, row_id: str) -> After | None:
    """The keyset position of a row; None, which is the beginning, for anything else."""
    if not (row_id.isascii() and row_id.isdecimal() and len(row_id) <= 18):  # noqa: PLR2004 - bigint
        return None
    found = Row.objects.filter(campaign=campaign_id, pk=int(row_id))
    return found.values_list("name_sort", "id").first()
