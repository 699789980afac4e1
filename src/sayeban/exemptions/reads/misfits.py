"""Numbers that do not look as their company says, in words for whoever typed them (A-010)."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import connection

from sayeban.country import jalali
from sayeban.exemptions.ladder_sql import utility_place
from sayeban.exemptions.words import NUMBER_LABELS

_MISFITS = f"""
SELECT c.row_id, c.utility, c.number, k.name, k.number_lengths, k.number_pattern
FROM exemptions_connection c
JOIN exemptions_row r ON r.id = c.row_id AND c.utility || '.number_pattern' = ANY (r.missing)
JOIN organisations_utilitycompany k
  ON k.utility = c.utility AND k.code = c.company AND k.province = r.province
WHERE c.row_id = ANY (%s) ORDER BY c.row_id, {utility_place("c.utility")}
"""


def misfits(row_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Which number of each row does not fit, and what its company expects."""
    found = defaultdict[int, tuple[str, ...]](tuple)
    with connection.cursor() as cursor:
        cursor.execute(_MISFITS, [list(row_ids)])
        for row_id, utility, number, company, lengths, pattern in cursor.fetchall():
            found[row_id] += (
                f"{NUMBER_LABELS[utility]} «{number}» با آنچه {company} می‌خواهد یکی نیست"
                f" ({_expected(lengths, pattern)}).",
            )
    return found


def _expected(lengths: Sequence[int], pattern: str) -> str:
    told = []
    if lengths:
        told.append(f"طول {' یا '.join(map(jalali.number, lengths))}")
    if pattern:
        masks = " یا ".join(f"\u2066{mask}\u2069" for mask in pattern.split("|"))
        told.append(f"مانند {masks}؛ # رقم، @ حرف لاتین و ? یکی از این دو")
    return "، ".join(told)
