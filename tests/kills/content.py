"""What a load or a collection leaves in the database, without surrogate ids and moments."""

from typing import Any

import psycopg

_LOADS = """
WITH loads AS (
  SELECT * FROM exemptions_load l WHERE NOT EXISTS (
    SELECT FROM exemptions_load e WHERE e.sha256 = l.sha256 AND e.id < l.id)
), people AS (
  SELECT p.*, h.identifier AS head FROM people_person p
  LEFT JOIN people_household f ON f.id = p.household_id
  LEFT JOIN people_person h ON h.id = f.head_id
)"""
_ROW = """to_jsonb(r) - '{id,key,person_id,household_id,load_id,changed_at,collected_at}'::text[]
  || jsonb_build_object('person', p.identifier, 'head', p.head, 'of_household',
     (p.household_id = r.household_id), 'collected', r.collected_at IS NOT NULL,
     'load', (SELECT sha256 FROM exemptions_load l WHERE l.id = r.load_id))"""
_TABLES = {
    "rows": f"SELECT {_ROW} FROM exemptions_row r JOIN people p ON p.id = r.person_id",
    "connections": """SELECT to_jsonb(c) - '{id,row_id,household_id}'::text[]
      || jsonb_build_object('row', r.national_id)
      FROM exemptions_connection c JOIN exemptions_row r ON r.id = c.row_id""",
    "persons": "SELECT to_jsonb(p) - '{id,household_id}'::text[] FROM people p",
    "households": """SELECT to_jsonb(f) - '{id,head_id}'::text[]
      || jsonb_build_object('head', h.identifier)
      FROM people_household f LEFT JOIN people_person h ON h.id = f.head_id""",
    "residences": """SELECT to_jsonb(s) - '{id,household_id}'::text[]
      || jsonb_build_object('head', h.identifier)
      FROM people_residence s JOIN people_household f ON f.id = s.household_id
      LEFT JOIN people_person h ON h.id = f.head_id""",
    "rejected": """SELECT to_jsonb(x) - '{id,load_id,superseded_at,superseded_by_id}'::text[]
      || jsonb_build_object('load', l.sha256, 'by', b.sha256,
         'superseded', x.superseded_at IS NOT NULL)
      FROM exemptions_rejectedrow x JOIN exemptions_load l ON l.id = x.load_id
      LEFT JOIN exemptions_load b ON b.id = x.superseded_by_id""",
    "loads": """SELECT to_jsonb(l) - '{id,by,started_at,finished_at}'::text[]
      || jsonb_build_object('finished', l.finished_at IS NOT NULL) FROM loads l""",
    "chunks": """SELECT jsonb_build_object('load', l.sha256, 'number', c.number, 'result', c.result)
      FROM exemptions_loadchunk c JOIN loads l ON l.id = c.load_id""",
    "candidates": """SELECT to_jsonb(d) - '{id,opened_at,decided_at}'::text[]
      || jsonb_build_object('rows', (SELECT jsonb_agg(r.national_id ORDER BY r.national_id)
         FROM exemptions_candidaterow h JOIN exemptions_row r ON r.id = h.row_id
         WHERE h.candidate_id = d.id)) FROM exemptions_candidate d""",
    "counts": """SELECT jsonb_build_object('unit', province || county || centre, 'state', state,
      'rows', sum(rows)) FROM exemptions_statecount
      GROUP BY province, county, centre, state HAVING sum(rows) <> 0""",
    "centres": "SELECT to_jsonb(c) FROM organisations_centre c",
    "history": """SELECT jsonb_build_object('table', table_name,
      'old', old - '{person_id,household_id,load_id,id}'::text[]) FROM runtime_history""",
    "events": "SELECT jsonb_build_object('name', name, 'payload', payload) FROM runtime_event",
}

Content = dict[str, tuple[int, str]]
"""Lines and hash by table."""


def content(connection: "psycopg.Connection[Any]") -> Content:
    """The hash of every table, whatever order and ids its rows were written with."""
    with connection.transaction():
        connection.execute("SET LOCAL ROLE sayeban_hq")
        return {name: _hash(connection, query) for name, query in _TABLES.items()}


def _hash(connection: "psycopg.Connection[Any]", query: str) -> tuple[int, str]:
    found = connection.execute(
        # A hash of hashes: the lines of a million rows are longer than a value may be.
        f"{_LOADS} SELECT count(*), md5(coalesce(string_agg(line, '' ORDER BY line"
        f" COLLATE \"C\"), '')) FROM (SELECT md5(line::text) AS line FROM ({query}) q (line)) lines"
        "".encode()
    ).fetchone()
    assert found
    return int(found[0]), str(found[1])


def differing(one: Content, other: Content) -> set[str]:
    """The tables in which two contents differ."""
    return {name for name in one if one[name] != other[name]}
