import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q

from sayeban.runtime.database import protected, run

_WAYS = ["messenger", "centre", "home_visit", "phone", "volunteer", "dehyar"]
_TOLD = ["will_send", "refuses", "not_reached", "wrong_number", "moved"]


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0013_sententry")]
    operations = [
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("centre", models.TextField(blank=True, db_default="", default="")),
                ("campaign_id", models.BigIntegerField()),
                ("channel", models.TextField()),
                ("outcome", models.TextField()),
                ("text", models.TextField(blank=True, db_default="", default="")),
                ("message_id", models.BigIntegerField(null=True)),
                ("note", models.TextField(blank=True, db_default="", default="")),
                ("at", models.DateTimeField()),
                ("by", models.BigIntegerField(null=True)),
                ("province", models.TextField()),
                ("county", models.TextField(blank=True, db_default="", default="")),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="exemptions.row"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["row", "at"], name="exemptions_contact_of_row"),
                    models.Index(
                        condition=Q(channel="sms"),
                        fields=["campaign_id", "province", "county", "centre"],
                        name="exemptions_contact_sent",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=~Q(text=""),
                        fields=("row", "text"),
                        name="exemptions_contact_text_once",
                    ),
                    models.CheckConstraint(
                        condition=Q(channel="sms", outcome="sent") & ~Q(text="")
                        | Q(channel__in=_WAYS, outcome__in=_TOLD, text=""),
                        name="exemptions_contact_words",
                        violation_error_message="راه یا نتیجهٔ تماس شناخته نیست.",
                    ),
                ],
            },
        ),
        protected("exemptions_contact", grow_only=True),
        # What was said stays as it is; only the office that it belongs to follows its row.
        run(
            "GRANT UPDATE (province, county, centre) ON exemptions_contact"
            " TO sayeban_hq, sayeban_scoped;"
        ),
        migrations.AddField(
            model_name="row",
            name="contacted",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        AddConstraintNotValid(
            model_name="row",
            constraint=models.CheckConstraint(
                condition=Q(contacted__in=["", "sent", *_TOLD]),
                name="exemptions_row_contacted",
                violation_error_message="نتیجهٔ تماس شناخته نیست.",
            ),
        ),
    ]
