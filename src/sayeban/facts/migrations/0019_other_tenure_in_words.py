from django.db import migrations

from sayeban.runtime.database import run

# What the seeds say now: «وضعیت مالکیت خانه غیره باشد» says nothing to whom it is read.
_FILL = """
UPDATE facts_fact
SET choices = '[["owner", "مالک"], ["tenant", "استیجاری"],
  ["other", "سازمانی، رایگان یا مانند آن"]]'
WHERE key = 'tenure'
  AND choices = '[["owner", "مالک"], ["tenant", "استیجاری"], ["other", "غیره"]]'::jsonb
"""


class Migration(migrations.Migration):
    dependencies = [("facts", "0018_bounds_of_age")]
    operations = [run(_FILL)]
