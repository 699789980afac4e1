from django.db import migrations

from sayeban.runtime.database import run

# A client reads the forms that he fills on his own page; what others wrote of him at a desk or on
# a visit is in none of them.
_HIMSELF = """
CREATE POLICY himself ON forms_submission FOR SELECT TO sayeban_citizen USING (
  person_id = (SELECT nullif(current_setting('sayeban.person', true), '')::bigint)
  AND channel = 'web' AND started_by IS NULL);
CREATE POLICY himself ON forms_answer FOR SELECT TO sayeban_citizen USING (
  submission_id IN (SELECT id FROM forms_submission));
GRANT SELECT ON forms_submission, forms_answer, forms_form, forms_version TO sayeban_citizen;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("forms", "0003_version_authors"),
        ("people", "0006_himself"),
    ]

    operations = [run(_HIMSELF)]
