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

# When programs of companies took one change of a feed: in a page of changes, which the audit keeps
# as «client:7 behzisti.gas.07.307:1001-2000», or one exemption, «client:7 <its id>».
OWN_DELIVERIES_SQL = """
CREATE FUNCTION accounts_own_deliveries(
  feeds text[], seqs bigint[], exemptions text[], most integer
) RETURNS TABLE (at timestamptz, feed text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH own AS MATERIALIZED (
    SELECT u.feed, u.seq, u.exemption FROM unnest(feeds, seqs, exemptions) u (feed, seq, exemption)
    WHERE nullif(current_setting('sayeban.person', true), '') IS NOT NULL
  ), pages AS MATERIALIZED (
    SELECT l.at, split_part(p.named, ':', 1) AS feed,
      string_to_array(split_part(p.named, ':', 2), '-')::bigint[] AS seqs
    FROM audit_look l CROSS JOIN LATERAL (SELECT split_part(l.subject_id, ' ', 2)) p (named)
    WHERE l.subject = 'feed' AND l.subject_id ~ ':[0-9]+-[0-9]+$' AND EXISTS (SELECT FROM own)
  )
  SELECT p.at, p.feed FROM pages p JOIN own o ON o.feed = p.feed
    AND o.seq BETWEEN p.seqs[1] AND p.seqs[2]
  UNION ALL
  SELECT l.at, o.feed FROM own o
  JOIN accounts_machineclient c ON c.utility = split_part(o.feed, '.', 2)
    AND c.company = split_part(o.feed, '.', 4)
  JOIN audit_look l ON l.subject = 'exemption'
    AND l.subject_id = concat('client:', c.id, ' ', o.exemption)
  ORDER BY 1 DESC LIMIT most
$$;
REVOKE ALL ON FUNCTION accounts_own_deliveries FROM PUBLIC;
GRANT EXECUTE ON FUNCTION accounts_own_deliveries TO sayeban_hq;
"""
