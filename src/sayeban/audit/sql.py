"""The two functions through which alone the audit grows."""

AUDIT_SQL = """
CREATE FUNCTION audit_record(
  at timestamptz, actor_kind text, user_id bigint, posts jsonb, action text, command uuid,
  outcome text, detail jsonb
) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  INSERT INTO audit_event (at, actor_kind, user_id, posts, action, command, outcome, detail)
  VALUES (at, actor_kind, user_id, posts, action, command, outcome, detail)
$$;
CREATE FUNCTION audit_look(
  user_id bigint, purpose text, subject text, subject_id text, rows integer
) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
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
