from django.db import migrations

from sayeban.runtime.database import run

# Running cases go by the text that they began with: it is read beside them and never changes.
_STAYS = """
CREATE FUNCTION cases_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'draft' AND (TG_OP = 'DELETE' OR NEW.state = 'draft'
      OR (NEW.service_id, NEW.number, NEW.document, NEW.sha256)
      IS DISTINCT FROM (OLD.service_id, OLD.number, OLD.document, OLD.sha256)) THEN
    RAISE EXCEPTION 'a published version of a service does not change'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER cases_version_stays BEFORE UPDATE OR DELETE ON cases_serviceversion
FOR EACH ROW EXECUTE FUNCTION cases_version_stays();
CREATE FUNCTION cases_step_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a step of a published service does not change'
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER cases_stepdef_stays BEFORE UPDATE OR DELETE ON cases_stepdef
FOR EACH ROW EXECUTE FUNCTION cases_step_stays();
CREATE TRIGGER cases_transition_stays BEFORE UPDATE OR DELETE ON cases_transition
FOR EACH ROW EXECUTE FUNCTION cases_step_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_turn_of_client")]
    operations = [run(_STAYS)]
