from django.db import migrations

from sayeban.runtime.database import run

# He reads why an outcome was given and why it waits for him, and nothing of what colleagues
# write to each other when they hand over or open again.
_REASONS = """
DROP POLICY own ON cases_event;
CREATE POLICY own ON cases_event FOR SELECT TO sayeban_citizen USING (
  what IN ('step_opened', 'paused', 'advanced') AND case_id IN (SELECT id FROM cases_case));
GRANT SELECT (reason) ON cases_event TO sayeban_citizen;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_desk")]
    operations = [run(_REASONS)]
