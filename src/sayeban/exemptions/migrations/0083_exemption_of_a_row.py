from django.db import migrations, models
from django.db.models import Q

from sayeban.runtime.database import run

_NAME = "exemptions_exemption_row"


class Migration(migrations.Migration):
    # An index that grows aside of the work of others grows outside of a transaction.
    atomic = False
    dependencies = [("exemptions", "0082_correction")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                # What an attempt that was cut off left behind holds nothing.
                run(f"DROP INDEX CONCURRENTLY IF EXISTS {_NAME}"),
                run(
                    f"CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS {_NAME}"
                    " ON exemptions_exemption (row_id, utility) WHERE ended_on IS NULL"
                ),
            ],
            state_operations=[
                migrations.AddConstraint(
                    model_name="exemption",
                    constraint=models.UniqueConstraint(
                        fields=["row_id", "utility"], name=_NAME, condition=Q(ended_on=None)
                    ),
                ),
            ],
        ),
    ]
