"""SQL of put_values: what was given (temp table facts_given) is judged, planned and written."""

from typing import Final

from sayeban.facts.formats import FORMATS

GIVEN: Final = {
    "n": "bigint",
    "subject_kind": "text",
    "subject_id": "bigint",
    "fact": "text",
    "value": "jsonb",
    "origin": "text",
    "register": "text",
    "inquiry_id": "bigint",
    "as_of": "date",
}
"""The columns of facts_given; the value of a greater n counts where two are of one day."""

_LONGEST_TEXT: Final = 500
_NUMBER: Final = "(g.value #>> '{}')::numeric"
# A CASE keeps the order: the 31st of a month is looked for where month and day are numbers.
_IS_DATE: Final = """
CASE WHEN g.value #>> '{}' ~
    '^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'
  THEN right(g.value #>> '{}', 2)::int <= date_part('day',
    (left(g.value #>> '{}', 8) || '01')::date + interval '1 month - 1 day')
  ELSE false END
"""
_IS_VALUE: Final = f"""
CASE WHEN coalesce(g.value, 'null') = 'null' THEN true ELSE CASE f.type
  WHEN 'bool' THEN jsonb_typeof(g.value) = 'boolean'
  WHEN 'text' THEN jsonb_typeof(g.value) = 'string'
    AND length(g.value #>> '{{}}') BETWEEN 1 AND {_LONGEST_TEXT}
  WHEN 'code' THEN EXISTS (
    SELECT FROM jsonb_array_elements(f.choices) c WHERE c -> 0 = g.value)
  WHEN 'date' THEN jsonb_typeof(g.value) = 'string' AND {_IS_DATE}
  WHEN 'number' THEN CASE WHEN jsonb_typeof(g.value) = 'number'
    THEN {_NUMBER} = round({_NUMBER}, 6) AND abs({_NUMBER}) < 1e15 ELSE false END
  ELSE CASE WHEN jsonb_typeof(g.value) = 'number'
    THEN {_NUMBER} = trunc({_NUMBER}) AND abs({_NUMBER}) < 9223372036854775807 ELSE false END
END END
"""
# What it cannot be at all; a null of a bound bounds nothing.
_IS_OUTSIDE: Final = f"""
CASE WHEN coalesce(g.value, 'null') = 'null' THEN false
  WHEN f.type = 'date' THEN g.value #>> '{{}}' < f.least #>> '{{}}'
    OR g.value #>> '{{}}' > f.most #>> '{{}}'
  WHEN f.type IN ('int', 'number', 'money') THEN {_NUMBER} < (f.least #>> '{{}}')::numeric
    OR {_NUMBER} > (f.most #>> '{{}}')::numeric
  ELSE false END
"""
# A text that is written in one way alone.
_JUDGED: Final = " ".join(
    f"WHEN '{key}' THEN NOT {each.sql}(g.value #>> '{{}}')" for key, each in FORMATS.items()
)
_IS_MALFORMED: Final = f"""
CASE WHEN coalesce(g.value, 'null') = 'null' THEN false
  ELSE CASE f.key {_JUDGED} ELSE false END END
"""
PROBLEM: Final = f"""
SELECT problem, fact, count(*) FROM (
  SELECT g.fact, CASE
    WHEN f.key IS NULL OR f.subject <> g.subject_kind THEN 'unknown'
    WHEN f.kind <> 'kept' OR f.retired_at IS NOT NULL THEN 'not_kept'
    WHEN g.as_of > %(today)s THEN 'future'
    WHEN NOT {_IS_VALUE} THEN 'value'
    WHEN {_IS_MALFORMED} THEN 'malformed'
    WHEN {_IS_OUTSIDE} THEN 'outside' END AS problem
  FROM facts_given g LEFT JOIN facts_fact f ON f.key = g.fact
) judged WHERE problem IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2 LIMIT 1
"""
_SAME = (
    "v.subject_id = n.subject_id AND v.subject_kind = n.subject_kind"
    " AND v.fact = n.fact AND v.origin = n.origin"
)
_EQUAL = (
    "(v.value, v.as_of, v.register, v.inquiry_id) IS NOT DISTINCT FROM"
    " (n.value, n.as_of, n.register, n.inquiry_id)"
)
_KEY = "subject_kind, subject_id, fact, origin"
# `rank` 1 is the newest that was given; it stands unless a standing one is newer still. What is
# already known is not written twice, so the same values may be put again.
PLAN: Final = f"""
CREATE TEMP TABLE facts_plan ON COMMIT DROP AS
SELECT n.*, nextval('facts_value_id_seq') AS id, v.id AS standing,
  n.rank = 1 AND (v.id IS NULL OR n.as_of >= v.as_of) AS stands,
  r.province, r.county, r.centre
FROM (
  SELECT g.*, row_number() OVER (PARTITION BY {_KEY} ORDER BY as_of DESC, g.n DESC) AS rank
  FROM facts_given g
) n
JOIN (
  SELECT 'person' AS subject_kind, subject_id, province, county, centre
  FROM facts_persons JOIN facts_personrow USING (subject_id)
  UNION ALL SELECT 'household', subject_id, province, county, centre
  FROM facts_households JOIN facts_householdrow USING (subject_id)
) r USING (subject_kind, subject_id)
LEFT JOIN facts_value v ON v.superseded_at IS NULL AND {_SAME}
WHERE (v.id IS NULL OR NOT ({_EQUAL}))
  AND NOT (n.as_of < coalesce(v.as_of, '-infinity') AND EXISTS (
    SELECT FROM facts_value v WHERE v.superseded_at IS NOT NULL AND {_SAME} AND {_EQUAL}))
"""
SUPERSEDE: Final = """
UPDATE facts_value v SET superseded_at = %(at)s, superseded_by = p.id
FROM facts_plan p WHERE p.stands AND v.id = p.standing
"""
INSERT: Final = f"""
INSERT INTO facts_value (id, {_KEY}, value, register, inquiry_id, as_of,
  recorded_at, by, superseded_at, superseded_by, province, county, centre)
SELECT p.id, {", ".join(f"p.{name}" for name in _KEY.split(", "))}, p.value, p.register,
  p.inquiry_id, p.as_of, %(at)s, %(by)s, CASE WHEN NOT p.stands THEN %(at)s END,
  CASE WHEN NOT p.stands THEN coalesce(s.id, p.standing) END, p.province, p.county, p.centre
FROM facts_plan p LEFT JOIN facts_plan s ON s.stands AND NOT p.stands
  AND (s.subject_kind, s.subject_id, s.fact, s.origin)
    = (p.subject_kind, p.subject_id, p.fact, p.origin)
"""
_TOUCH: Final = (
    "INSERT INTO facts_{kind}s SELECT DISTINCT subject_id FROM facts_given"
    " WHERE subject_kind = '{kind}'"
)
TOUCH: Final = (
    _TOUCH.format(kind="person"),
    _TOUCH.format(kind="household"),
    "ANALYZE facts_persons, facts_households",
)
CHANGED: Final = "SELECT DISTINCT fact FROM facts_plan ORDER BY 1"
