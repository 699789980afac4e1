import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0043_counter_bills")]
    operations = [
        migrations.AddIndex(
            model_name="row",
            index=models.Index(
                fields=["campaign", "name_sort", "id"], name="exemptions_row_by_name"
            ),
        ),
        # Each index that begins with the campaign serves as well.
        migrations.AlterField(
            model_name="row",
            name="campaign",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="exemptions.campaign",
            ),
        ),
    ]
