from django.db import migrations

from sayeban.runtime.database import history, protected, run, shared

# What people answered is read beside what they were asked: that must never change afterwards.
FROZEN_SQL = """
CREATE FUNCTION forms_version_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'draft' AND (TG_OP = 'DELETE' OR (NEW.form_id, NEW.n, NEW.document, NEW.sha256)
      IS DISTINCT FROM (OLD.form_id, OLD.n, OLD.document, OLD.sha256) OR NEW.state = 'draft') THEN
    RAISE EXCEPTION 'a published version of a form does not change';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER forms_version_frozen BEFORE UPDATE OR DELETE ON forms_version
FOR EACH ROW EXECUTE FUNCTION forms_version_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("forms", "0001_initial"), ("runtime", "0002_security")]
    operations = [
        shared("forms_form"),
        shared("forms_version"),
        run(FROZEN_SQL),
        shared("forms_bankquestion"),
        protected("forms_submission"),
        protected("forms_answer"),
        history("forms_answer", ["value", "origin"]),
    ]
