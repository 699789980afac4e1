import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_taken_back_and_reminded_are_valid")]
    operations = [
        migrations.AlterField(
            "event",
            "step",
            models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="cases.step",
            ),
        ),
    ]
