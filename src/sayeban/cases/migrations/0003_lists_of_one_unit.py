import django.db.models.deletion
from django.db import migrations, models

from sayeban.runtime.database import run

_PLACES = ("province", "county", "centre")


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_security")]
    operations = [
        *(migrations.RemoveIndex("step", f"cases_step_of_{place}") for place in _PLACES),
        migrations.AlterField(
            "step",
            "case",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="cases.case",
            ),
        ),
        *(
            migrations.AddIndex(
                "step",
                models.Index(
                    fields=[place, "due_on", "id"],
                    name=f"cases_step_at_{place}",
                    condition=models.Q(closed_at=None, level=place),
                ),
            )
            for place in _PLACES
        ),
        # The evening changes lateness and promises, which no index holds: room in the page lets
        # the new row stand beside the old one without touching any index.
        run("ALTER TABLE cases_step SET (fillfactor = 80)"),
        run("ALTER TABLE cases_case SET (fillfactor = 80)"),
    ]
