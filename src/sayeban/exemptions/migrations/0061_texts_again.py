from django.db import migrations, models
from django.db.models import Q

from sayeban.runtime.database import run

_NAME = "exemptions_contact_message_once"


class Migration(migrations.Migration):
    # An index that grows aside of the work of others grows outside of a transaction.
    atomic = False
    dependencies = [("exemptions", "0060_utilities_in_order")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                # What an attempt that was cut off left behind holds nothing.
                run(f"DROP INDEX CONCURRENTLY IF EXISTS {_NAME}"),
                run(
                    f"CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS {_NAME}"
                    " ON exemptions_contact (row_id, message_id) WHERE message_id IS NOT NULL"
                ),
            ],
            state_operations=[
                migrations.AddConstraint(
                    model_name="contact",
                    constraint=models.UniqueConstraint(
                        fields=["row", "message_id"],
                        name=_NAME,
                        condition=Q(message_id__isnull=False),
                    ),
                ),
            ],
        ),
    ]
