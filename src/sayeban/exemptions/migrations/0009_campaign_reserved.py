from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0008_utilities_once")]
    operations = [
        migrations.AddField("campaign", "reserved_from", models.DateField(null=True, blank=True)),
        migrations.AddField("campaign", "reserved_until", models.DateField(null=True, blank=True)),
        AddConstraintNotValid(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=Q(reserved_from=None, reserved_until=None)
                | Q(
                    reserved_from__isnull=False,
                    reserved_until__isnull=False,
                    reserved_until__gte=F("reserved_from"),
                ),
                name="exemptions_campaign_reserved",
                violation_error_message="پایان روزهای ویژه پیش از آغاز آن نیست.",
            ),
        ),
    ]
