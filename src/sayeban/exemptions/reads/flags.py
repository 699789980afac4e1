"""What the flags of rows say, in sentences; a missing document is told with its connection."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from django.db import connection

from sayeban.exemptions.codes import COLLECT_FLAGS
from sayeban.exemptions.ladder_sql import utility_place
from sayeban.exemptions.words import UTILITY_LABELS

UNDOCUMENTED: Final = "document.missing"
# What a member holds of his household's head (note 4) has its documents there.
_WITHOUT = f"""
SELECT c.row_id, c.utility FROM exemptions_connection c
WHERE c.row_id = ANY (%s) AND c.connection_type = 'private' AND NOT c.copied
  AND NOT EXISTS (
    SELECT FROM exemptions_evidence e WHERE e.row_id = c.row_id AND e.utility = c.utility)
ORDER BY c.row_id, {utility_place("c.utility")}
"""


def flag_sentences(flags: Mapping[int, Sequence[str]]) -> dict[int, tuple[str, ...]]:
    """The sentences of the flags of each row, by its id; what is no flag of collection is left."""
    without = _without([row for row, of in flags.items() if UNDOCUMENTED in of])
    return {
        row: tuple(_sentence(flag, without.get(row, ())) for flag in of if flag in COLLECT_FLAGS)
        for row, of in flags.items()
    }


def _without(rows: Sequence[int]) -> Mapping[int, Sequence[str]]:
    found = defaultdict[int, list[str]](list)
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_WITHOUT, [list(rows)])
            for row, utility in cursor.fetchall():
                found[row].append(UTILITY_LABELS[utility])
    return found


def _sentence(flag: str, without: Sequence[str]) -> str:
    if flag != UNDOCUMENTED or not without:
        return COLLECT_FLAGS[flag].sentence
    return f"مدرک انشعاب {' و '.join(without)} بارگذاری نشده است؛ عکس یا PDF آن را بفرستید."
