import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from sayeban.runtime.database import bounded, protected, run, within_places

_SHOWN_OF_ROW = [
    *("id", "key", "campaign_id", "household_id", "full_name", "name_sort", "is_head", "state"),
    *("province", "county", "centre"),
]
_MINE = "by = nullif(current_setting('sayeban.user_id', true), '')::bigint"
_ENTRY = [
    *("id", "row_id", "campaign_id", "utility", "bill_id", "source", "note", "by", "at", "state"),
    *("reason", "decided_at", "province", "county", "centre"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("exemptions", "0015_contact_is_valid"),
        ("people", "0005_villages"),
        ("organisations", "0003_company_numbers"),
    ]
    operations = [
        migrations.CreateModel(
            name="HelperEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("centre", models.TextField(blank=True, db_default="", default="")),
                ("campaign_id", models.BigIntegerField()),
                ("utility", models.TextField(blank=True, db_default="", default="")),
                ("bill_id", models.TextField(blank=True, db_default="", default="")),
                ("source", models.TextField(blank=True, db_default="", default="")),
                ("note", models.TextField(blank=True, db_default="", default="")),
                ("by", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("state", models.TextField(db_default="waiting", default="waiting")),
                ("reason", models.TextField(blank=True, db_default="", default="")),
                ("decided_by", models.BigIntegerField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
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
                    models.Index(
                        condition=Q(state="waiting"),
                        fields=["campaign_id", "province", "county", "centre"],
                        name="exemptions_helperentry_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(state="waiting"),
                        fields=("row", "utility", "by"),
                        name="exemptions_helperentry_one_waiting",
                    ),
                    models.CheckConstraint(
                        condition=Q(utility__in=["water", "electricity", "gas"], note="")
                        & ~Q(bill_id="")
                        & ~Q(source="")
                        | Q(utility="", bill_id="", source="") & ~Q(note=""),
                        name="exemptions_helperentry_words",
                        violation_error_message=(
                            "یا شناسهٔ قبض یک انشعاب ثبت می‌شود یا یادداشت نشانی."
                        ),
                    ),
                    models.CheckConstraint(
                        condition=Q(state="waiting", decided_by=None, decided_at=None, reason="")
                        | Q(
                            state="confirmed",
                            decided_by__isnull=False,
                            decided_at__isnull=False,
                            reason="",
                        )
                        | Q(state="refused", decided_by__isnull=False, decided_at__isnull=False)
                        & ~Q(reason=""),
                        name="exemptions_helperentry_decided",
                        violation_error_message=(
                            "تصمیم دربارهٔ دانسته نام و زمان دارد و رد آن دلیل."
                        ),
                    ),
                    models.CheckConstraint(
                        condition=Q(decided_by=None) | ~Q(decided_by=F("by")),
                        name="exemptions_helperentry_four_eyes",
                        violation_error_message="کسی دانستهٔ خود را تأیید نمی‌کند.",
                    ),
                ],
            },
        ),
        protected("exemptions_helperentry"),
        # Names and nothing else of a person, of households that live in the helper's villages.
        bounded(
            "exemptions_row",
            _SHOWN_OF_ROW,
            f"{within_places()} AND household_id IN (SELECT household_id FROM people_residence)",
        ),
        bounded(
            "exemptions_helperentry",
            _ENTRY,
            _MINE,
            check=f"{_MINE} AND state = 'waiting' AND row_id IN (SELECT id FROM exemptions_row)",
        ),
        run(
            "GRANT SELECT ON exemptions_campaign, organisations_province, organisations_county,"
            " organisations_centre, organisations_supportinstitution TO sayeban_bounded;"
        ),
    ]
