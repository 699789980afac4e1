from django.db import migrations, models

from sayeban.runtime.database import run


class Migration(migrations.Migration):
    # An index that comes aside of the work of others comes outside of a transaction.
    atomic = False
    dependencies = [("exemptions", "0057_quality_counts")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                # One that was broken off stands there without use.
                run("DROP INDEX CONCURRENTLY IF EXISTS exemptions_return_place"),
                run(
                    "CREATE INDEX CONCURRENTLY IF NOT EXISTS exemptions_return_place"
                    " ON exemptions_return (province, county, centre, level)"
                ),
            ],
            state_operations=[
                migrations.AddIndex(
                    model_name="return",
                    index=models.Index(
                        fields=["province", "county", "centre", "level"],
                        name="exemptions_return_place",
                    ),
                ),
            ],
        ),
    ]
