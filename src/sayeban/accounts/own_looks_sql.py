"""The way by which a client reads who saw his file: his own person and nobody else's (P1).

As with accounts_audit_trail the working roles cannot read the audit. This function answers only
about the person whose visit the running look belongs to, whatever else is asked of it.
"""

OWN_LOOKS_SQL = """
CREATE FUNCTION accounts_own_looks(
  about text[], ids text[], lists text[], listed_since timestamptz[], listed_until timestamptz[],
  most integer
) RETURNS TABLE (
  at timestamptz, user_id bigint, purpose text, subject text
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.at, t.user_id, t.purpose, t.subject
  FROM audit_look t
  WHERE 'people.person ' || nullif(current_setting('sayeban.person', true), '') = ANY (about)
    AND t.subject_id = ANY (ids) AND (t.subject || ' ' || t.subject_id = ANY (about)
      OR t.rows > 0 AND EXISTS (
        SELECT FROM unnest(lists, listed_since, listed_until) l (list, since, until)
        WHERE l.list = t.subject || ' ' || t.subject_id
          AND t.at >= l.since AND (l.until IS NULL OR t.at < l.until)))
  ORDER BY t.at DESC, t.id DESC LIMIT most
$$;
REVOKE ALL ON FUNCTION accounts_own_looks FROM PUBLIC;
GRANT EXECUTE ON FUNCTION accounts_own_looks TO sayeban_hq;
"""
