from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("interop", "0002_grants")]
    operations = [
        # What one person opened before waits for a second one like every other proposal.
        migrations.AddField("grant", "activated_at", models.DateTimeField(null=True)),
        migrations.AddField("grant", "activated_by", models.BigIntegerField(null=True)),
        AddConstraintNotValid(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=Q(activated_at=None, activated_by=None)
                | Q(activated_at__isnull=False, activated_by__isnull=False),
                name="interop_grant_activated",
                violation_error_message="نافذ کردن بدون زمان و بدون نام ثبت نمی‌شود.",
            ),
        ),
        AddConstraintNotValid(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=Q(activated_by=None) | ~Q(activated_by=F("opened_by")),
                name="interop_grant_two",
                violation_error_message="توافق را کسی جز پیشنهاددهندهٔ آن نافذ می‌کند.",
            ),
        ),
    ]
