from django.db import migrations

from sayeban.runtime.database import run


class Migration(migrations.Migration):
    dependencies = [
        ("runtime", "0003_country_functions"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]
    operations = [
        # A command queues its job in its own transaction and role; its arguments are an id alone.
        run(
            "GRANT SELECT, INSERT ON procrastinate_jobs, procrastinate_events TO sayeban_scoped;"
            " GRANT USAGE ON procrastinate_jobs_id_seq, procrastinate_events_id_seq"
            " TO sayeban_scoped;"
        ),
        # The worker takes, moves and finishes jobs.
        run(
            "GRANT SELECT, INSERT, UPDATE, DELETE ON procrastinate_jobs, procrastinate_events,"
            " procrastinate_periodic_defers, procrastinate_workers TO sayeban_web;"
            " GRANT USAGE ON procrastinate_jobs_id_seq, procrastinate_events_id_seq,"
            " procrastinate_periodic_defers_id_seq, procrastinate_workers_id_seq TO sayeban_web;"
        ),
    ]
