import django.db.models.deletion
from django.db import migrations, models

from sayeban.runtime.database import setting, shared


class Migration(migrations.Migration):
    dependencies = [
        ("eligibility", "0002_means"),
    ]

    operations = [
        migrations.CreateModel(
            name="RuleEnding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ends_on", models.DateField()),
                ("reason", models.TextField()),
                ("asked_by", models.BigIntegerField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("approved_by", models.BigIntegerField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                (
                    "rule",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="eligibility.rule",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rule", "ends_on"),
                        name="eligibility_ending_one_a_day",
                        violation_error_message="پایان این قاعده از همین روز ثبت شده است.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("approved_at", None)),
                        fields=("rule",),
                        name="eligibility_ending_one_waits",
                        violation_error_message="پایان دیگری از این قاعده در انتظار نفر دوم است.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="eligibility_ending_reason",
                        violation_error_message="پایان قاعده دلیل می\u200cخواهد.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(
                                ("approved_at__isnull", False),
                                models.Q(
                                    ("asked_by", None),
                                    models.Q(("approved_by", models.F("asked_by")), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="eligibility_ending_four_eyes",
                        violation_error_message="پایان قاعده را کسی جز نویسندهٔ آن تأیید می\u200cکند.",
                    ),
                ],
            },
        ),
        shared("eligibility_ruleending"),
        setting("eligibility_ruleending"),
    ]
