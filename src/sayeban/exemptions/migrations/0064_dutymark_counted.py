from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0063_workshare")]
    operations = [
        migrations.AddField("dutymark", "counted", models.BigIntegerField(null=True)),
        migrations.AddField("dutymark", "whole", models.BigIntegerField(null=True)),
        AddConstraintNotValid(
            model_name="dutymark",
            constraint=models.CheckConstraint(
                condition=Q(counted__isnull=True, whole__isnull=True)
                | Q(
                    is_done=True,
                    counted__isnull=False,
                    whole__isnull=False,
                    counted__lte=F("whole"),
                ),
                name="exemptions_dutymark_counted",
                violation_error_message="شمارش سامانه با نشان انجام نمی‌خواند.",
            ),
        ),
        AddConstraintNotValid(
            model_name="dutymark",
            constraint=models.CheckConstraint(
                condition=Q(counted__isnull=True) | Q(counted__gte=F("whole")) | ~Q(note=""),
                name="exemptions_dutymark_early",
                violation_error_message="نشان پیش از پایان کار، دلیل می‌خواهد.",
            ),
        ),
    ]
