from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    # An index that comes aside of the work of others comes outside of a transaction.
    atomic = False
    dependencies = [("exemptions", "0057_quality_counts")]
    operations = [
        AddIndexConcurrently(
            model_name="return",
            index=models.Index(
                fields=["province", "county", "centre", "level"], name="exemptions_return_place"
            ),
        ),
    ]
