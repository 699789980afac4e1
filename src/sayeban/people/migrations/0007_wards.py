from django.db import migrations

from sayeban.runtime.database import run

_PERSON = "(SELECT nullif(current_setting('sayeban.person', true), '')::bigint)"
_HOUSEHOLD = "(SELECT nullif(current_setting('sayeban.household', true), '')::bigint)"
# Only the head of a household, only its minors by the register, and only those whom the running
# look names: an unknown day of birth is no minor's.
_WARDS = f"""
CREATE POLICY household ON people_household FOR SELECT TO sayeban_citizen USING (id = {_HOUSEHOLD});
GRANT SELECT (id, head_id) ON people_household TO sayeban_citizen;
CREATE POLICY wards ON people_person FOR SELECT TO sayeban_citizen USING (
  id = ANY ((SELECT string_to_array(
    nullif(current_setting('sayeban.wards', true), ''), ','))::bigint[])
  AND id <> {_PERSON} AND household_id = {_HOUSEHOLD}
  AND birth_date > ((now() AT TIME ZONE 'Asia/Tehran')::date - interval '18 years')::date
  AND status NOT IN ('deceased', 'exited') AND resident_in_care IS NOT TRUE
  AND EXISTS (SELECT FROM people_household h WHERE h.id = household_id AND h.head_id = {_PERSON}));
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0006_himself")]

    operations = [run(_WARDS)]
