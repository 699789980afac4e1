from django.db import migrations, models

from sayeban.runtime.database import setting, shared


class Migration(migrations.Migration):
    dependencies = [("eligibility", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="MeansModel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.TextField()),
                ("indicators", models.JSONField()),
                ("sample", models.BooleanField()),
                ("legal_basis", models.TextField()),
                ("valid_from", models.DateField(unique=True)),
                ("entered_by", models.BigIntegerField(null=True)),
                ("entered_at", models.DateTimeField()),
                ("approved_by", models.BigIntegerField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("legal_basis", ""), _negated=True),
                        ),
                        name="eligibility_means_words",
                        violation_error_message="مدل آزمون وسع عنوان و مستند می\u200cخواهد.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(
                                ("approved_at__isnull", False),
                                models.Q(
                                    ("entered_by", None),
                                    models.Q(
                                        ("approved_by", models.F("entered_by")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="eligibility_means_four_eyes",
                        violation_error_message="مدل را کسی جز نویسندهٔ آن تأیید می\u200cکند.",
                    ),
                ],
            },
        ),
        shared("eligibility_meansmodel"),
        setting("eligibility_meansmodel"),
    ]
