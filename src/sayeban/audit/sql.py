"""The two functions through which alone the audit grows."""

AUDIT_SQL = """
CREATE FUNCTION audit_record(
  at timestamptz, actor_kind text, user_id bigint, posts jsonb, action text, command uuid,
  outcome text, detail jsonb
) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO audit_event (at, actor_kind, user_id, posts, action, command, outcome, detail)
  VALUES (at, actor_kind, user_id, posts, action, command, outcome, detail)
$$;
CREATE FUNCTION audit_look(
  user_id bigint, purpose text, subject text, subject_id text, rows integer
) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO audit_look (at, user_id, purpose, subject, subject_id, rows)
  VALUES (clock_timestamp(), user_id, purpose, subject, subject_id, rows)
$$;
CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'ردّ کارها فقط افزوده می‌شود و تغییر نمی‌کند';
END $$;
CREATE TRIGGER audit_event_grows BEFORE UPDATE OR DELETE ON audit_event
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER audit_look_grows BEFORE UPDATE OR DELETE ON audit_look
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""

# Numbers and times are written so that no setting of the one who asks changes a leaf.
_LEAF = r"sha256('\x00'::bytea || convert_to(jsonb_build_array({})::text, 'UTF8'))"
_AT = "(extract(epoch FROM r.at) * 1000000)::bigint"
_EVENT = _LEAF.format(
    f"'event', r.id, {_AT}, r.actor_kind, r.user_id, r.posts, r.action, r.command, r.outcome,"
    " r.detail"
)
_LOOK = _LEAF.format(f"'look', r.id, {_AT}, r.user_id, r.purpose, r.subject, r.subject_id, r.rows")

SEAL_SQL = f"""
CREATE FUNCTION audit_leaves(source text, after bigint, upto bigint, most integer)
RETURNS TABLE (id bigint, leaf bytea) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
  SELECT * FROM (
    SELECT r.id, {_EVENT} FROM audit_event r
    WHERE source = 'event' AND r.id > after AND r.id <= upto
    UNION ALL
    SELECT r.id, {_LOOK} FROM audit_look r
    WHERE source = 'look' AND r.id > after AND r.id <= upto
  ) found (id, leaf) ORDER BY 1 LIMIT most
$$;
CREATE FUNCTION audit_newest() RETURNS TABLE (source text, id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'event', coalesce((SELECT max(e.id) FROM audit_event e), 0)
  UNION ALL SELECT 'look', coalesce((SELECT max(l.id) FROM audit_look l), 0)
$$;
CREATE FUNCTION audit_count_after(event bigint, look bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*) FROM audit_event e WHERE e.id > event)
    + (SELECT count(*) FROM audit_look l WHERE l.id > look)
$$;
CREATE FUNCTION audit_sealed_up_to(source text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT max(s.upto) FROM audit_seal s WHERE s.source = audit_sealed_up_to.source
$$;
CREATE FUNCTION audit_seals(after bigint, most integer) RETURNS SETOF audit_seal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT * FROM audit_seal s WHERE s.no > after ORDER BY s.no LIMIT most
$$;
CREATE FUNCTION audit_last_seal() RETURNS SETOF audit_seal
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT * FROM audit_seal s ORDER BY s.no DESC LIMIT 1
$$;
CREATE FUNCTION audit_seal(
  no bigint, source text, upto bigint, ids bigint[], leaves bytea, root bytea, previous bytea,
  sealed_at timestamptz, signature text
) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO audit_seal (no, source, upto, ids, leaves, root, previous, sealed_at, signature)
  VALUES (no, source, upto, ids, leaves, root, previous, sealed_at, signature)
$$;
CREATE TRIGGER audit_seal_grows BEFORE UPDATE OR DELETE ON audit_seal
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""

# By the numbers of what is not sealed yet, of which there is a minute's worth: no time is searched.
_WAITS = """(
    SELECT r.at FROM audit_{0} r
    WHERE r.id > coalesce((SELECT max(s.upto) FROM audit_seal s WHERE s.source = '{0}'), {1})
    ORDER BY r.id LIMIT 1
  )"""
_FIRST = "(-9223372036854775808)"

OLDEST_SQL = f"""
CREATE FUNCTION audit_oldest_unsealed() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT least({_WAITS.format("event", _FIRST)}, {_WAITS.format("look", _FIRST)})
$$;
"""
