"""What a company's program asks most: each one function, so that it is one round trip.

Scope, answer and log are one statement (architecture.md 4). The functions run as the role
`sayeban_company`, to which row-level security shows the feeds that the function opened and no
others. Each answers a code of `refusals_feed` in `problem`, "" where it answered. `said` is JSON.
"""

# Of a record everything that the agreement does not name is cut out. `allowed` are words of
# organisations.COLUMNS.
_FOR = " #- ".join(
    (
        "SELECT record",
        *(
            f"CASE WHEN '{column}' = ANY (allowed) THEN '{{}}'::text[] ELSE '{{{path}}}' END"
            for column, path in (
                ("mobile", "occupant,mobile"),
                ("number", "service_point,subscription_no"),
                ("number", "service_point,meter_serial"),
                ("address", "service_point,address"),
                ("county", "service_point,county_code"),
                ("settlement", "service_point,settlement"),
            )
        ),
    )
)

# A change as the interface writes it: of `c`, cut to the columns `allowed`.
CHANGE = """concat('{"seq":', c.seq, ',"op":"', c.op, '","exemption_id":"', c.exemption_id,
  '","version":', c.version, ',"supersedes":', coalesce(to_json(c.supersedes)::text, 'null'),
  ',"reason":"', c.reason, '","effective_from":"', c.effective_from,
  '","effective_until":', coalesce(to_json(c.effective_until)::text, 'null'),
  ',"decided_at":"', to_char(c.decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
  '","record":', coalesce(exemptions_record_for(c.record, allowed)::text, 'null'), '}')"""

_ENTER = """
  SELECT e.* INTO who FROM accounts_enter(token, 'exemption.read', came_from, thumbprint, at) e;
  client := who.client;
  IF who.problem <> '' THEN problem := who.problem; RETURN; END IF;
"""

# `exemptions_feed_page` is for who was let in before, and may wait: the same page, no entering.
ANSWERS_SQL = f"""
CREATE OR REPLACE FUNCTION exemptions_feed_page(
  client bigint, utility text, company text, at timestamptz, request_id text,
  feed text, wanted_epoch text, after bigint, most integer, waits boolean,
  OUT problem text, OUT said text, OUT rows integer
) LANGUAGE plpgsql SET search_path = public, pg_temp SET role = 'sayeban_company' AS $$
DECLARE
  log record;
  allowed text[];
  agreed bigint;
  last bigint;
BEGIN
  SELECT o.columns, o.agreement INTO allowed, agreed FROM organisations_open_feeds(
    utility, company, (at AT TIME ZONE 'Asia/Tehran')::date) o WHERE o.feed_id = feed;
  IF NOT FOUND THEN problem := 'feed.unknown'; RETURN; END IF;
  PERFORM set_config('sayeban.feeds', feed, true);
  SELECT f.* INTO log FROM exemptions_feed f WHERE f.feed_id = feed;
  -- Before anything is published there is no feed yet: an empty page, from which one goes on.
  IF NOT FOUND THEN
    SELECT '' AS epoch, 0::bigint AS last_seq, 1::bigint AS first_retained_seq INTO log;
  END IF;
  IF after < 0 THEN problem := 'cursor.invalid'; RETURN; END IF;
  IF wanted_epoch NOT IN ('', log.epoch) OR after + 1 < log.first_retained_seq THEN
    problem := 'cursor.expired'; RETURN;
  END IF;
  IF after > log.last_seq THEN problem := 'cursor.invalid'; RETURN; END IF;
  SELECT string_agg(f.change, ','), count(*), max(f.seq) INTO said, rows, last FROM (
    SELECT c.seq, {CHANGE} AS change FROM exemptions_feedchange c
    WHERE c.feed_id = feed AND c.seq > after ORDER BY c.seq LIMIT most
  ) f;
  last := coalesce(last, after);
  said := concat('{{"feed_id":"', feed, '","epoch":"', log.epoch, '","data":[', said,
    '],"next_cursor":"', exemptions_cursor(feed, log.epoch, last), '","has_more":',
    (last < log.last_seq)::text, ',"last_seq":', log.last_seq, '}}');
  problem := '';
  -- Who waits is asked about again in the same call.
  IF rows = 0 AND waits THEN RETURN; END IF;
  PERFORM accounts_called(client, at, 'list_changes', feed, 200, '', rows, request_id);
  IF rows > 0 THEN
    PERFORM organisations_delivered(agreed, at, false);
    PERFORM audit_look(NULL, 'exemption.delivery', 'feed',
      concat('client:', client, ' ', feed, ':', last - rows + 1, '-', last), rows);
  END IF;
END $$;

CREATE OR REPLACE FUNCTION exemptions_feed_changes(
  token text, came_from inet, thumbprint text, at timestamptz, request_id text,
  feed text, wanted_epoch text, after bigint, most integer,
  OUT problem text, OUT client bigint, OUT said text, OUT rows integer
) LANGUAGE plpgsql SET search_path = public, pg_temp SET role = 'sayeban_company' AS $$
DECLARE
  who record;
BEGIN
  {_ENTER}
  SELECT p.problem, p.said, p.rows INTO problem, said, rows
  FROM exemptions_feed_page(client, who.utility, who.company, at, request_id, feed, wanted_epoch,
    after, most, false) p;
END $$;

CREATE OR REPLACE FUNCTION exemptions_feed_one(
  token text, came_from inet, thumbprint text, at timestamptz, request_id text, wanted uuid,
  known text, OUT problem text, OUT client bigint, OUT said text, OUT etag text
) LANGUAGE plpgsql SET search_path = public, pg_temp SET role = 'sayeban_company' AS $$
DECLARE
  who record;
  feed text;
BEGIN
  {_ENTER}
  PERFORM set_config('sayeban.feeds', coalesce((SELECT string_agg(o.feed_id, ',')
    FROM organisations_open_feeds(who.utility, who.company, (at AT TIME ZONE 'Asia/Tehran')::date)
    o), ''), true);
  SELECT c.feed_id, {CHANGE.replace("allowed", "o.columns")} INTO feed, said
  FROM exemptions_exemption e
  JOIN exemptions_feedchange c ON c.feed_id = e.feed_id AND c.seq = e.seq
  JOIN organisations_open_feeds(who.utility, who.company,
    (at AT TIME ZONE 'Asia/Tehran')::date) o ON o.feed_id = e.feed_id
  WHERE e.exemption_id = wanted;
  IF NOT FOUND THEN problem := 'exemption.unknown'; RETURN; END IF;
  problem := '';
  etag := concat('"', left(encode(sha256(convert_to(said, 'UTF8')), 'hex'), 32), '"');
  -- Who is told nothing that he does not have looks at nothing.
  IF etag = known THEN
    said := NULL;
    PERFORM accounts_called(client, at, 'one_exemption', feed, 304, '', 0, request_id);
    RETURN;
  END IF;
  PERFORM accounts_called(client, at, 'one_exemption', feed, 200, '', 1, request_id);
  PERFORM audit_look(NULL, 'exemption.delivery', 'exemption',
    concat('client:', client, ' ', wanted), 1);
END $$;
"""

FEED_SQL = f"""
CREATE FUNCTION exemptions_record_for(record jsonb, allowed text[]) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ {_FOR} $$;

CREATE FUNCTION exemptions_cursor(feed text, epoch text, seq bigint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT translate(encode(convert_to(concat_ws('|', feed, epoch, seq), 'UTF8'), 'base64'),
    E'+/=\\n', '-_')
$$;

CREATE FUNCTION exemptions_feed_last(feed text) RETURNS bigint
LANGUAGE plpgsql SET search_path = public, pg_temp SET role = 'sayeban_company' AS $$
BEGIN
  PERFORM set_config('sayeban.feeds', feed, true);
  RETURN coalesce((SELECT f.last_seq FROM exemptions_feed f WHERE f.feed_id = feed), 0);
END $$;
"""


# Set by set: of each wanted meter the exemption that stands, in the first of the open feeds.
LOOKUP_SQL = f"""
CREATE OR REPLACE FUNCTION exemptions_feed_lookup(
  token text, came_from inet, thumbprint text, at timestamptz, request_id text, bills text[],
  OUT problem text, OUT client bigint, OUT said text, OUT rows integer
) LANGUAGE plpgsql SET search_path = public, pg_temp SET role = 'sayeban_company' AS $$
DECLARE
  who record;
  feeds text[];
  columns text[];
  meters text[] := ARRAY(SELECT lpad(b, 13, '0') FROM unnest(bills) b);
  places text[];
BEGIN
  {_ENTER}
  SELECT array_agg(o.feed_id), array_agg(o.columns::text) INTO feeds, columns
  FROM organisations_open_feeds(who.utility, who.company,
    (at AT TIME ZONE 'Asia/Tehran')::date) o;
  PERFORM set_config('sayeban.feeds', coalesce(array_to_string(feeds, ','), ''), true);
  SELECT array_agg(f.place) FILTER (WHERE f.place IS NOT NULL),
    concat('{{"data":[', string_agg(concat('{{"bill_id":"', b.bill, '","status":"',
      CASE WHEN f.record IS NULL THEN 'not_found"' ELSE 'found","record":' || f.record END, '}}'),
      ',' ORDER BY b.n), ']}}'), count(f.record) INTO places, said, rows
  FROM unnest(bills) WITH ORDINALITY b (bill, n)
  LEFT JOIN (
    SELECT DISTINCT ON (e.bill_id) e.bill_id, concat(e.feed_id, ':', e.seq) AS place,
      exemptions_record_for(c.record,
        columns[array_position(feeds, e.feed_id)]::text[])::text AS record
    FROM exemptions_exemption e
    JOIN exemptions_feedchange c ON c.feed_id = e.feed_id AND c.seq = e.seq
    WHERE e.feed_id = ANY (feeds) AND e.bill_id = ANY (meters) AND e.ended_on IS NULL
    ORDER BY e.bill_id, e.feed_id
  ) f ON f.bill_id = lpad(b.bill, 13, '0');
  PERFORM accounts_called(client, at, 'lookup', '', 200, '', rows, request_id);
  -- Few to a line: what a look was at is searched by an index, which takes no long words.
  PERFORM audit_look(NULL, 'exemption.delivery', 'lookup',
    concat('client:', client, ' ', string_agg(p, ' ')), count(*)::integer)
  FROM unnest(places) WITH ORDINALITY u (p, n) GROUP BY (n - 1) / 50;
  problem := '';
END $$;
"""
