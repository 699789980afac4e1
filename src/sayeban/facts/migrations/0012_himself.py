from django.db import migrations

from sayeban.runtime.database import of_himself, run

# Of himself a client reads everything, also what is sensitive. What is sensitive of a household
# tells of those who live with him: no row of it is his.
_VALUES = """
CREATE POLICY himself ON facts_value FOR SELECT TO sayeban_citizen USING (
  subject_kind = 'person'
    AND subject_id = (SELECT nullif(current_setting('sayeban.person', true), '')::bigint)
  OR subject_kind = 'household'
    AND subject_id = (SELECT nullif(current_setting('sayeban.household', true), '')::bigint)
    AND fact IN (SELECT key FROM facts_fact WHERE privacy = 'normal'));
GRANT SELECT (id, subject_kind, subject_id, fact, value, origin, register, as_of, by,
  superseded_at) ON facts_value TO sayeban_citizen;
GRANT SELECT ON facts_fact TO sayeban_citizen;
"""
# The kept rows have a column a fact; those of a household that are sensitive the read leaves out.
_ROWS = """
CREATE POLICY himself ON facts_personrow FOR SELECT TO sayeban_citizen USING (
  subject_id = (SELECT nullif(current_setting('sayeban.person', true), '')::bigint));
CREATE POLICY himself ON facts_householdrow FOR SELECT TO sayeban_citizen USING (
  subject_id = (SELECT nullif(current_setting('sayeban.household', true), '')::bigint));
GRANT SELECT ON facts_personrow, facts_householdrow TO sayeban_citizen;
DO $$ BEGIN
  EXECUTE replace(pg_get_functiondef('facts_keep_views()'::regprocedure),
    'TO sayeban_hq, sayeban_scoped;', 'TO sayeban_hq, sayeban_scoped, sayeban_citizen;');
END $$;
SELECT facts_keep_views();
"""
_OF_CONTEST = (
    *("id", "person_id", "contested_id", "fact", "subject_kind", "subject_id", "claimed", "reason"),
    *("state", "due_on", "opened_at", "referred_at", "referred_to", "decided_at", "answer"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("facts", "0011_inquiries_security"),
        ("people", "0006_himself"),
    ]

    operations = [run(_VALUES), run(_ROWS), of_himself("facts_contest", _OF_CONTEST)]
