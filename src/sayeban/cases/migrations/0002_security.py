from django.db import migrations

from sayeban.runtime.database import protected, run, setting, shared

_OWN = "nullif(current_setting('sayeban.person', true), '')::bigint"
_CASE = (
    "id, tracking_no, person_id, service_id, version_id, opened_on, promised_on, legal_deadline,"
    " closed_on, result, province, county, centre"
)
_STEP = "id, case_id, definition_id, key, round, level, state, clock, opened_on, due_on, closed_on"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        ("accounts", "0018_desk_posts_are_valid"),
        ("organisations", "0005_department"),
    ]
    operations = [
        *(protected(f"cases_{name}") for name in ("case", "step", "note", "casedocument")),
        protected("cases_event", grow_only=True),
        *(
            shared(f"cases_{name}")
            for name in ("service", "serviceversion", "stepdef", "transition", "calendar")
        ),
        shared("cases_duration"),
        shared("cases_expert"),
        setting("cases_service"),
        setting("cases_serviceversion"),
        setting("cases_expert"),
        # A client reads of his own cases what his page shows, and whose turn it is.
        run(
            f"""
            CREATE POLICY own ON cases_case TO sayeban_citizen USING (person_id = (SELECT {_OWN}));
            CREATE POLICY own ON cases_step TO sayeban_citizen USING (
              case_id IN (SELECT id FROM cases_case));
            GRANT SELECT ({_CASE}) ON cases_case TO sayeban_citizen;
            GRANT SELECT ({_STEP}) ON cases_step TO sayeban_citizen;
            GRANT SELECT ON cases_service, cases_serviceversion, cases_stepdef, cases_duration,
              cases_calendar TO sayeban_citizen;
            """
        ),
    ]
