from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0051_entries_are_forgotten")]
    operations = [
        AddConstraintNotValid(
            model_name="sententry",
            constraint=models.CheckConstraint(
                condition=Q(refused__isnull=True) | Q(changed=False),
                name="exemptions_sententry_refused",
                violation_error_message="پاسخی که پذیرفته نشده است چیزی را تغییر نداده است.",
            ),
        ),
        AddConstraintNotValid(
            model_name="counterrow",
            constraint=models.CheckConstraint(
                condition=Q(wrong__len=0) | Q(answer="wrong"),
                name="exemptions_counterrow_wrong",
                violation_error_message="قبض نادرست فقط در پاسخ «نادرست» نوشته می‌شود.",
            ),
        ),
        AddConstraintNotValid(
            model_name="counterrow",
            constraint=models.CheckConstraint(
                condition=Q(bills__len=0) | ~Q(answer=""),
                name="exemptions_counterrow_bills",
                violation_error_message="قبض‌های سنجیده فقط همراه پاسخ نوشته می‌شود.",
            ),
        ),
    ]
