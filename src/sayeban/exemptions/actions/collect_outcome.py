"""What became of each row of the batch that was just collected, for its report."""

from django.db import connection

from sayeban.exemptions.reads.flags import flag_sentences
from sayeban.exemptions.reads.misfits import misfits
from sayeban.exemptions.reads.worksheets import cells_of
from sayeban.exemptions.stored import connection_facts, pivot
from sayeban.exemptions.worksheet.book import Outcome
from sayeban.exemptions.worksheet.keys import key_sql
from sayeban.runtime.context import nationwide

# A row that came back untouched keeps its old key where somebody changed it since: a fresh one
# would let the collector overwrite what he has not seen.
_OUTCOMES = f"""
SELECT j.ord, j.verdict, CASE WHEN j.verdict IN ('', 'unchanged') THEN w.flags ELSE '{{}}' END,
  CASE WHEN j.verdict = '' OR (j.verdict = 'unchanged' AND j.is_same)
       THEN {key_sql("w", "w")} END,
  j.row_id, coalesce(w.copied, false), w.missing::text LIKE '%.number_pattern%'
FROM judged j LEFT JOIN (
  SELECT r.*, {connection_facts("c")}, EXISTS (
    SELECT FROM exemptions_connection o WHERE o.row_id = r.id AND o.copied) AS copied
  FROM exemptions_row r
  LEFT JOIN ({pivot("SELECT row_id FROM judged")}) c ON c.row_id = r.id
  WHERE r.id IN (SELECT row_id FROM judged)
) w ON w.id = j.row_id
"""


def outcomes() -> dict[int, Outcome]:
    """By `ord`; only after collect_in_bulk in the same command."""
    # The tables of the batch belong to the nationwide role.
    with nationwide(), connection.cursor() as cursor:
        cursor.execute(_OUTCOMES)
        found = cursor.fetchall()
        conflicts = [row_id for _, code, _, _, row_id, *_ in found if code == "row.conflict"]
        stored = cells_of(conflicts)
        wrong = misfits([row_id for *_, row_id, _, misfit in found if misfit])
        flagged = flag_sentences({row_id: flags for _, _, flags, _, row_id, *_ in found if flags})
    return {
        ord_: Outcome(
            code,
            flags or (),
            key,
            stored.get(row_id, ()),
            follows,
            (*flagged.get(row_id, ()), *wrong.get(row_id, ())),
        )
        for ord_, code, flags, key, row_id, follows, _ in found
    }
