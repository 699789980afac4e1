"""The one way by which the application reads the audit: narrow, and with a scope of its own.

The working roles cannot read the tables of the audit. This function runs with the rights of their
owner and so asks itself who reads: the user of the running look, by the posts that he holds at
its time. Headquarters' deputies see everything, heads of provinces and counties what was done or
seen by whoever held a post in their place at that moment.
"""

AUDITING = ("hq_deputy", "director_general", "county_head")

_SEEN = """(s.nationwide OR EXISTS (
      SELECT FROM accounts_appointment a JOIN reader r ON a.province = r.province
        AND (r.level = 'province' OR r.level = 'county' AND a.county = r.county)
      WHERE a.user_id = t.user_id AND a.starts <= t.at AND (a.ends IS NULL OR a.ends > t.at)))"""
_WHEN = """t.at >= since AND t.at < until AND (wanted_user IS NULL OR t.user_id = wanted_user)
    AND (before_at IS NULL
      OR (t.at, '{source}'::text, t.id) < (before_at, before_source, before_id))"""

TRAIL_SQL = f"""
CREATE FUNCTION accounts_audit_trail(
  now_is timestamptz, since timestamptz, until timestamptz, wanted_source text,
  wanted_user bigint, wanted_action text, ids text[], about text[],
  before_at timestamptz, before_source text, before_id bigint, most integer,
  commands uuid[] DEFAULT NULL, written_at timestamptz[] DEFAULT NULL,
  written_by bigint[] DEFAULT NULL, lists text[] DEFAULT NULL,
  listed_since timestamptz[] DEFAULT NULL, listed_until timestamptz[] DEFAULT NULL
) RETURNS TABLE (
  source text, id bigint, at timestamptz, actor_kind text, user_id bigint, posts jsonb,
  action text, outcome text, detail jsonb, purpose text, subject text, subject_id text,
  rows integer
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH reader AS MATERIALIZED (
    SELECT a.level, a.province, a.county
    FROM accounts_appointment a JOIN accounts_user u ON u.id = a.user_id
    WHERE a.user_id = nullif(current_setting('sayeban.user_id', true), '')::bigint
      AND u.disabled_at IS NULL AND a.post IN {AUDITING}
      AND a.starts <= now_is AND (a.ends IS NULL OR a.ends > now_is)
  ), s AS MATERIALIZED (
    SELECT coalesce(bool_or(level = 'hq'), false) AS nationwide FROM reader
  ), events AS (
    SELECT 'event'::text, t.id, t.at, t.actor_kind, t.user_id, t.posts, t.action, t.outcome,
      t.detail, ''::text, ''::text, ''::text, 0
    FROM audit_event t CROSS JOIN s
    WHERE wanted_source IN ('', 'event') AND {_WHEN.format(source="event")}
      AND (wanted_action = '' OR t.action = wanted_action)
      AND (about IS NULL OR 'people.person ' || (t.detail ->> 'person_id') = ANY (about)
        OR 'exemptions.row ' || (t.detail ->> 'key') = ANY (about)
        OR t.command = ANY (commands)
        OR t.at = ANY (written_at) AND EXISTS (
          SELECT FROM unnest(written_at, written_by) w (at, by)
          WHERE w.at = t.at AND w.by = t.user_id))
      AND {_SEEN}
    ORDER BY t.at DESC, t.id DESC LIMIT most
  ), looks AS (
    SELECT 'look'::text, t.id, t.at, 'user'::text, t.user_id, '[]'::jsonb, ''::text, ''::text,
      '{{}}'::jsonb, t.purpose, t.subject, t.subject_id, t.rows
    FROM audit_look t CROSS JOIN s
    WHERE wanted_source IN ('', 'look') AND wanted_action = '' AND {_WHEN.format(source="look")}
      AND (about IS NULL
        OR t.subject_id = ANY (ids) AND (t.subject || ' ' || t.subject_id = ANY (about)
          OR t.rows > 0 AND EXISTS (
            SELECT FROM unnest(lists, listed_since, listed_until) l (list, since, until)
            WHERE l.list = t.subject || ' ' || t.subject_id
              AND t.at >= l.since AND (l.until IS NULL OR t.at < l.until))))
      AND {_SEEN}
    ORDER BY t.at DESC, t.id DESC LIMIT most
  )
  SELECT * FROM (SELECT * FROM events UNION ALL SELECT * FROM looks)
    AS both_ (source, id, at, actor_kind, user_id, posts, action, outcome, detail, purpose,
      subject, subject_id, rows)
  ORDER BY at DESC, source DESC, id DESC LIMIT most
$$;
REVOKE ALL ON FUNCTION accounts_audit_trail FROM PUBLIC;
GRANT EXECUTE ON FUNCTION accounts_audit_trail TO sayeban_hq, sayeban_scoped;
"""
