import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_device")]
    operations = [
        migrations.AddField(
            "appointment",
            "deputy_of",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stand_ins",
                to="accounts.appointment",
            ),
        ),
        AddConstraintNotValid(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=Q(deputy_of=None) | Q(ends__isnull=False, helper=False),
                name="accounts_appointment_deputy_ends",
                violation_error_message="جانشینی باید پایان داشته باشد و همکاری موقت نیست.",
            ),
        ),
    ]
