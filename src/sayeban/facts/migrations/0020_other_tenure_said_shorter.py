from django.db import migrations

from sayeban.runtime.database import run

# What the seeds say now: within a clause, «سازمانی، رایگان یا مانند آن باشد» reads as three answers.
_FILL = """
UPDATE facts_fact
SET choices = '[["owner", "مالک"], ["tenant", "استیجاری"], ["other", "نه مالک و نه مستأجر"]]'
WHERE key = 'tenure' AND choices = '[["owner", "مالک"], ["tenant", "استیجاری"],
  ["other", "سازمانی، رایگان یا مانند آن"]]'::jsonb
"""


class Migration(migrations.Migration):
    dependencies = [("facts", "0019_other_tenure_in_words")]
    operations = [run(_FILL)]
