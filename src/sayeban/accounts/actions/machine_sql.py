"""Who calls: the one function that every call of a program passes, and the one that keeps it.

Both own the right to the tables of programs, which no working role but the web's may read.
"""

ENTER_SQL = """
CREATE FUNCTION accounts_enter(
  token text, scope text, came_from inet, thumbprint text, at timestamptz,
  OUT problem text, OUT client bigint, OUT utility text, OUT company text
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  program record;
  calls bigint;
BEGIN
  SELECT c.*, t.scopes AS granted, t.certificate AS bound INTO program
  FROM accounts_machinetoken t JOIN accounts_machineclient c ON c.id = t.client_id
  WHERE t.sha256 = encode(sha256(convert_to(token, 'UTF8')), 'hex')
    AND t.expires > at AND c.disabled_at IS NULL;
  IF NOT FOUND THEN problem := 'token.invalid'; RETURN; END IF;
  client := program.id; utility := program.utility; company := program.company;
  INSERT INTO accounts_machineminute AS m (client_id, minute, backend, calls)
  VALUES (client, date_trunc('minute', at), pg_backend_pid(), 1)
  ON CONFLICT (client_id, minute, backend) DO UPDATE SET calls = m.calls + 1;
  SELECT sum(m.calls) INTO calls FROM accounts_machineminute m
  WHERE m.client_id = client AND m.minute = date_trunc('minute', at);
  -- Counted first: also what is refused asks the limit.
  IF calls > program.per_minute THEN problem := 'rate.exceeded'; RETURN; END IF;
  IF program.bound <> '' AND program.bound <> thumbprint THEN
    problem := 'token.certificate'; RETURN;
  END IF;
  IF program.addresses::text[] <> '{}' AND NOT EXISTS (
    SELECT FROM unnest(program.addresses::text[]) a WHERE came_from <<= a::inet
  ) THEN problem := 'client.address'; RETURN; END IF;
  IF NOT scope = ANY (program.granted::text[]) THEN problem := 'scope.missing'; RETURN; END IF;
  problem := '';
END $$;
CREATE FUNCTION accounts_called(
  client bigint, at timestamptz, operation text, feed_id text, status integer, problem text,
  rows integer, request_id text
) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO accounts_machinecall
    (client_id, at, operation, feed_id, status, problem, rows, request_id)
  VALUES (client, at, operation, feed_id, status, problem, rows, request_id)
$$;
"""
