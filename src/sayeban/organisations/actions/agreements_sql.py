"""What is open to a company today: the SQL twin of agreements.state (A-022, A-023).

The function owns the right to the agreements, which a company's role may not read. The feed of
an agreement is called publisher.utility.province.company.
"""

OPEN_SQL = """
CREATE FUNCTION organisations_open_feeds(utility text, company text, today date)
RETURNS TABLE (feed_id text, columns text[], agreement bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT concat_ws('.', a.publisher, a.utility, p, a.company), a.columns, a.id
  FROM organisations_agreement a, unnest(a.provinces) p
  WHERE a.utility = organisations_open_feeds.utility
    AND a.company = organisations_open_feeds.company
    AND a.activated_at IS NOT NULL AND a.ready_at IS NOT NULL AND a.ended_at IS NULL
    AND a.starts <= today AND coalesce(a.ends, today) >= today
$$;
CREATE FUNCTION organisations_delivered(agreement bigint, at timestamptz, acknowledged boolean)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE organisations_agreement SET delivering_at = coalesce(delivering_at, at),
    acknowledged_at = CASE WHEN acknowledged THEN coalesce(acknowledged_at, at)
      ELSE acknowledged_at END
  WHERE id = agreement
    AND (delivering_at IS NULL OR (acknowledged AND acknowledged_at IS NULL))
$$;
"""
