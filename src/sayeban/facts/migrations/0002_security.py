from django.db import migrations

from sayeban.runtime.database import protected, run, setting, shared

# A value is never overwritten and never removed: it is superseded, and follows its subject's file.
_VALUES_STAND = """
REVOKE UPDATE, DELETE ON facts_value FROM sayeban_hq, sayeban_scoped;
GRANT UPDATE (superseded_at, superseded_by, province, county, centre) ON facts_value
  TO sayeban_hq;
GRANT USAGE ON SEQUENCE facts_value_id_seq TO sayeban_hq;
REVOKE INSERT, UPDATE, DELETE ON facts_value, facts_personrow, facts_householdrow
  FROM sayeban_scoped;
REVOKE DELETE ON facts_contest FROM sayeban_hq, sayeban_scoped;
REVOKE DELETE ON facts_fact FROM sayeban_hq, sayeban_scoped;
"""

# The web role owns no table: this function alone adds columns, those that the catalogue names and
# none else. It takes no argument, so there is nothing to inject; the key is judged again here.
_KEEP_COLUMNS = r"""
CREATE FUNCTION facts_keep_columns() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  of_subject record;
  added integer := 0;
BEGIN
  FOR of_subject IN
    SELECT f.subject, count(*) AS columns,
      string_agg(format('ADD COLUMN %I %s', f.key, CASE f.type
        WHEN 'bool' THEN 'boolean' WHEN 'int' THEN 'bigint' WHEN 'money' THEN 'bigint'
        WHEN 'number' THEN 'numeric' WHEN 'date' THEN 'date'
        WHEN 'text' THEN 'text' WHEN 'code' THEN 'text' END), ', '
        ORDER BY f.position, f.key) AS clauses
    FROM facts_fact f
    WHERE f.subject IN ('person', 'household') AND f.key ~ '^[a-z][a-z0-9_]{0,39}$'
      AND NOT EXISTS (SELECT FROM pg_attribute a
        WHERE a.attrelid = format('facts_%srow', f.subject)::regclass AND a.attname = f.key)
    GROUP BY f.subject ORDER BY f.subject
  LOOP
    EXECUTE format('ALTER TABLE facts_%srow %s', of_subject.subject, of_subject.clauses);
    added := added + of_subject.columns;
  END LOOP;
  IF added > 0 THEN
    PERFORM facts_keep_views();
  END IF;
  RETURN added;
END $$;
REVOKE ALL ON FUNCTION facts_keep_columns() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION facts_keep_columns() TO sayeban_hq;
"""

# What rules read: of a person also what is known of his household. The views run with the rights
# of whoever asks, so the policies of the two tables hold.
_KEEP_VIEWS = r"""
CREATE FUNCTION facts_keep_views() RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  own text; of_household text;
BEGIN
  SELECT
    coalesce(string_agg(format(', p.%I', key), '' ORDER BY position, key)
      FILTER (WHERE subject = 'person'), ''),
    coalesce(string_agg(format(', h.%I', key), '' ORDER BY position, key)
      FILTER (WHERE subject = 'household'), '')
    INTO own, of_household
  FROM facts_fact;
  DROP VIEW IF EXISTS facts_ofperson, facts_ofhousehold;
  EXECUTE format('CREATE VIEW facts_ofperson WITH (security_invoker = true) AS'
    ' SELECT p.subject_id AS id, p.household_id, p.province, p.county, p.centre %s %s'
    ' FROM facts_personrow p LEFT JOIN facts_householdrow h ON h.subject_id = p.household_id',
    own, of_household);
  EXECUTE format('CREATE VIEW facts_ofhousehold WITH (security_invoker = true) AS'
    ' SELECT h.subject_id AS id, h.province, h.county, h.centre %s FROM facts_householdrow h',
    of_household);
  GRANT SELECT ON facts_ofperson, facts_ofhousehold TO sayeban_hq, sayeban_scoped;
END $$;
REVOKE ALL ON FUNCTION facts_keep_views() FROM PUBLIC;
SELECT facts_keep_views();
"""

# Rows are rewritten in their page, without a word to the indexes: no fact is indexed.
_ROOM = """
ALTER TABLE facts_personrow SET (fillfactor = 70);
ALTER TABLE facts_householdrow SET (fillfactor = 70);
"""

# Package support lets it show its register of services once it has one.
_RECEIVED = """
CREATE VIEW facts_received WITH (security_invoker = true) AS
SELECT NULL::bigint AS person_id, NULL::bigint AS household_id, NULL::text AS service,
  NULL::date AS day WHERE false;
GRANT SELECT ON facts_received TO sayeban_hq;
"""


class Migration(migrations.Migration):
    dependencies = [("facts", "0001_initial"), ("accounts", "0018_desk_posts_are_valid")]
    operations = [
        shared("facts_fact"),
        setting("facts_fact", "key"),
        protected("facts_value"),
        protected("facts_personrow"),
        protected("facts_householdrow"),
        protected("facts_contest"),
        run(_VALUES_STAND),
        run(_KEEP_VIEWS),
        run(_KEEP_COLUMNS),
        run(_ROOM),
        run(_RECEIVED),
    ]
