import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0031_evenings_of_the_country")]
    operations = [
        migrations.AlterField(
            model_name="releaseline",
            name="release",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="exemptions.release",
            ),
        ),
    ]
