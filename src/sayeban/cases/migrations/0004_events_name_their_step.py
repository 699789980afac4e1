import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_lists_of_one_unit")]
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
