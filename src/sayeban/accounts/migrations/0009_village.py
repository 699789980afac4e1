import django.db.models.deletion
from django.db import migrations, models

from sayeban.runtime.database import run, web

# What sign-in and his own pages ask of somebody who sees parts of units alone.
_OWN_PAGES = """
GRANT SELECT ON accounts_appointment, accounts_village, django_migrations TO sayeban_bounded;
GRANT SELECT, UPDATE ON accounts_user TO sayeban_bounded;
GRANT SELECT, INSERT, UPDATE ON accounts_device, accounts_session TO sayeban_bounded;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0008_session"), ("runtime", "0008_bounded_role")]
    operations = [
        migrations.CreateModel(
            name="Village",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rural_district", models.TextField()),
                ("village", models.TextField(blank=True, db_default="", default="")),
                (
                    "appointment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="villages",
                        to="accounts.appointment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("appointment", "rural_district", "village"),
                        name="accounts_village_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(rural_district__regex="^[0-9]{10}$"),
                        name="accounts_village_district",
                        violation_error_message="کد دهستان باید ده رقم باشد.",
                    ),
                ],
            },
        ),
        web("accounts_village"),
        run(_OWN_PAGES),
    ]
