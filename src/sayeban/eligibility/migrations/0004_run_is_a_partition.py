from django.db import migrations

from sayeban.runtime.database import protected, run

# A run about the nation fills a table of its own and is joined once it is full: its key is built
# in one go then. What few runs decide stays where it was, as the part of all other runs.
_SPLIT = """
-- squawk-ignore renaming-table
ALTER TABLE eligibility_decision RENAME TO eligibility_decision_few;
-- squawk-ignore renaming-object
ALTER INDEX eligibility_decision_pkey RENAME TO eligibility_decision_few_pkey;
CREATE TABLE eligibility_decision
  (LIKE eligibility_decision_few INCLUDING DEFAULTS INCLUDING CONSTRAINTS)
  PARTITION BY LIST (run_id);
ALTER TABLE eligibility_decision ADD PRIMARY KEY (subject_id, run_id);
-- squawk-ignore prefer-robust-stmts
ALTER TABLE eligibility_decision ATTACH PARTITION eligibility_decision_few DEFAULT;
REVOKE ALL ON eligibility_decision_few FROM sayeban_hq, sayeban_scoped;
DROP POLICY nationwide ON eligibility_decision_few;
DROP POLICY places ON eligibility_decision_few;
"""

# The web role owns no table: these functions alone make the part of a run, of one that is there,
# and only headquarters may ask for it. Until it is joined, it takes rows and shows none.
_PARTS = r"""
CREATE FUNCTION eligibility_open_run(run bigint) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  part text := format('eligibility_decision_%s', run);
BEGIN
  IF NOT EXISTS (SELECT FROM eligibility_rulerun WHERE id = run AND kind = 'nation') THEN
    RAISE EXCEPTION 'no run of the nation: %', run;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE eligibility_decision INCLUDING DEFAULTS'
    ' INCLUDING CONSTRAINTS)', part);
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', part);
  EXECUTE format('CREATE POLICY filling ON %I FOR INSERT TO sayeban_hq WITH CHECK (true)', part);
  EXECUTE format('GRANT INSERT ON %I TO sayeban_hq', part);
  RETURN part;
END $$;
CREATE FUNCTION eligibility_join_run(run bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  part text := format('eligibility_decision_%s', run);
BEGIN
  EXECUTE format('REVOKE ALL ON %I FROM sayeban_hq', part);
  EXECUTE format('DROP POLICY filling ON %I', part);
  EXECUTE format('ALTER TABLE %I ADD PRIMARY KEY (subject_id, run_id)', part);
  EXECUTE format('ALTER TABLE eligibility_decision ATTACH PARTITION %I FOR VALUES IN (%s)',
    part, run);
END $$;
REVOKE ALL ON FUNCTION eligibility_open_run(bigint), eligibility_join_run(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION eligibility_open_run(bigint), eligibility_join_run(bigint)
  TO sayeban_hq;
"""


class Migration(migrations.Migration):
    dependencies = [("eligibility", "0003_rule_ending")]
    operations = [
        # The few keep it: a run of the nation is a table by itself and is not looked for.
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveIndex("decision", "eligibility_decision_of_run")]
        ),
        run(_SPLIT),
        protected("eligibility_decision"),
        run(_PARTS),
    ]
