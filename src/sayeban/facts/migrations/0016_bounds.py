import json

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q

from sayeban.runtime.database import run

# What the seeds say now, for installations that were seeded before; values that lie beyond stay as
# they were told, and the next one is judged.
_AMOUNT, _COUNT, _FAR = (0, 10**15), (0, 1000), ("1921-03-21", "2121-03-20")
_BOUNDS = {
    "birth_date": ("1871-03-21", None),
    "children_count": (0, 50),
    "disability_commission_date": _FAR,
    "disability_valid_until": _FAR,
    "covered_since": _FAR,
    "tenancy_end": _FAR,
    "vehicles_count": _COUNT,
    "loans_open": _COUNT,
    "home_rooms": _COUNT,
    "home_area": (1, 100_000),
    "decile": (1, 10),
    "decile_estimate": (1, 10),
    **dict.fromkeys(
        (
            *("income_monthly", "wage_monthly", "taxed_income_yearly", "pension_monthly"),
            *("vehicles_worth", "loans_balance", "pension_behzisti", "rent_monthly"),
            *("rent_deposit", "home_debt"),
        ),
        _AMOUNT,
    ),
}
_FILL = f"""
UPDATE facts_fact f SET least = nullif(b.bounds -> 0, 'null'), most = nullif(b.bounds -> 1, 'null')
FROM jsonb_each('{json.dumps(_BOUNDS)}'::jsonb) AS b(key, bounds) WHERE b.key = f.key
"""


class Migration(migrations.Migration):
    dependencies = [("facts", "0015_routes_are_valid")]
    operations = [
        migrations.AddField("fact", "least", models.JSONField(null=True)),
        migrations.AddField("fact", "most", models.JSONField(null=True)),
        migrations.AddField(
            "contest", "evidence", models.TextField(blank=True, db_default="", default="")
        ),
        AddConstraintNotValid(
            model_name="fact",
            constraint=models.CheckConstraint(
                condition=Q(least__isnull=True, most__isnull=True)
                | Q(type__in=["int", "number", "money", "date"]),
                name="facts_fact_bounds",
                violation_error_message="تنها عدد و تاریخ کمینه و بیشینه دارد.",
            ),
        ),
        run(_FILL),
    ]
