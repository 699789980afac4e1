from django.db import migrations

from sayeban.runtime.database import run

# What the seeds say now: a rule about an age of 500 would be the same of everybody.
_FILL = """
UPDATE facts_fact SET least = '0', most = '150'
WHERE key = 'age' AND least IS NULL AND most IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("facts", "0017_bounds_are_valid")]
    operations = [run(_FILL)]
