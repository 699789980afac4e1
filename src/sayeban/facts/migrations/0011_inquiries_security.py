from django.db import migrations

from sayeban.runtime.database import protected, run, setting, shared

# What was asked is never changed, what was answered is written once by the worker.
_QUESTIONS_STAND = """
REVOKE UPDATE, DELETE ON facts_inquiry FROM sayeban_hq;
REVOKE INSERT, UPDATE, DELETE ON facts_inquiry FROM sayeban_scoped;
GRANT UPDATE (status, attempts, next_try_at, provider, reference, received_at, valid_until,
  raw_hash, result, problem, province, county, centre) ON facts_inquiry TO sayeban_hq;
REVOKE INSERT, UPDATE, DELETE ON facts_register, facts_registerstate, facts_purpose
  FROM sayeban_scoped;
REVOKE DELETE ON facts_register, facts_registerstate, facts_purpose FROM sayeban_hq;
"""

# The person sees who asked about him, where and what for; not what was answered, and nobody else's.
_HIMSELF = """
CREATE POLICY himself ON facts_inquiry FOR SELECT TO sayeban_citizen USING (
  person_id = (SELECT nullif(current_setting('sayeban.person', true), '')::bigint));
GRANT SELECT (id, person_id, requested_at, register_id, purpose_id, legal_basis, unit, status)
  ON facts_inquiry TO sayeban_citizen;
GRANT SELECT (key, title) ON facts_purpose TO sayeban_citizen;
"""


class Migration(migrations.Migration):
    dependencies = [("facts", "0010_inquiries"), ("accounts", "0018_desk_posts_are_valid")]
    operations = [
        shared("facts_register"),
        shared("facts_registerstate"),
        shared("facts_purpose"),
        setting("facts_register", "key"),
        setting("facts_purpose", "key"),
        protected("facts_inquiry"),
        run(_QUESTIONS_STAND),
        run(_HIMSELF),
    ]
