from django.db import migrations

from sayeban.runtime.database import run

# Of a minor's cases the head of his household reads those of services that say so.
_WARDS = """
CREATE POLICY wards ON cases_case FOR SELECT TO sayeban_citizen USING (
  person_id = ANY ((SELECT string_to_array(
    nullif(current_setting('sayeban.wards', true), ''), ','))::bigint[])
  AND person_id IN (SELECT id FROM people_person)
  AND version_id IN (
    SELECT id FROM cases_serviceversion WHERE document #>> '{sheet,guardian}' = 'shown'));
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0013_papers_of_client_are_valid"), ("people", "0007_wards")]

    operations = [run(_WARDS)]
