from django.db import migrations

from sayeban.runtime.database import run

# What a case waits for from its client, and since when.
_TURN = """
CREATE POLICY own ON cases_casedocument FOR SELECT TO sayeban_citizen USING (
  case_id IN (SELECT id FROM cases_case));
CREATE POLICY own ON cases_event FOR SELECT TO sayeban_citizen USING (
  case_id IN (SELECT id FROM cases_case));
GRANT SELECT (id, case_id, code, title, required, state) ON cases_casedocument TO sayeban_citizen;
GRANT SELECT (id, case_id, step_id, at, what) ON cases_event TO sayeban_citizen;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_lists_of_one_unit")]

    operations = [run(_TURN)]
