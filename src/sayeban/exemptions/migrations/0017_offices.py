import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from sayeban.runtime.database import history, protected, run


# Called by exemptions.opened, also from a GET (decision 13).
OPEN_FUNCTION = """
CREATE FUNCTION exemptions_open_batches(
  campaign bigint, lower text, in_province text, in_county text, by_user bigint,
  at_time timestamptz
) RETURNS void LANGUAGE sql SET search_path = public AS $$
  INSERT INTO exemptions_closing (campaign_id, approval_id, outcome, by, at, province, county,
    centre)
  SELECT a.campaign_id, a.id, 'opened', by_user, at_time, a.province, a.county, a.centre
  FROM exemptions_approval a
  WHERE a.campaign_id = campaign AND a.level = lower AND a.province = in_province
    AND (in_county = '' OR a.county = in_county)
    AND NOT EXISTS (SELECT FROM exemptions_closing c WHERE c.approval_id = a.id)
  ORDER BY a.id
  ON CONFLICT DO NOTHING
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("exemptions", "0016_helperentry"),
    ]

    operations = [
        migrations.CreateModel(
            name="Closing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("centre", models.TextField(blank=True, db_default="", default="")),
                ("outcome", models.TextField()),
                ("by", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("rows", models.BigIntegerField(db_default=0, default=0)),
                ("province", models.TextField()),
                ("county", models.TextField(blank=True, db_default="", default="")),
                (
                    "approval",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="exemptions.approval"
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="exemptions.campaign"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("approval",), name="exemptions_closing_once"),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["opened", "withdrawn"])),
                        name="exemptions_closing_words",
                        violation_error_message="سرانجام تأیید شناخته نیست.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SampleFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("centre", models.TextField(blank=True, db_default="", default="")),
                ("utility", models.TextField(blank=True, db_default="", default="")),
                ("is_right", models.BooleanField()),
                ("why", models.TextField(blank=True, db_default="", default="")),
                ("note", models.TextField(blank=True, db_default="", default="")),
                ("document_id", models.BigIntegerField(null=True)),
                ("sha256", models.TextField(blank=True, db_default="", default="")),
                ("by", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("province", models.TextField()),
                ("county", models.TextField(blank=True, db_default="", default="")),
                (
                    "drawn",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="exemptions.samplerow",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("drawn", "utility"), name="exemptions_samplefinding_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("utility__in", ["", "water", "electricity", "gas"])),
                        name="exemptions_samplefinding_words",
                        violation_error_message="نوع انشعاب شناخته نیست.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_right", True), ("why", "")),
                            models.Q(("is_right", False), models.Q(("why", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="exemptions_samplefinding_why",
                        violation_error_message="نتیجهٔ نادرست دلیل می\u200cخواهد و نتیجهٔ درست ندارد.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SampleFrame",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("centre", models.TextField(blank=True, db_default="", default="")),
                (
                    "keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), size=None
                    ),
                ),
                ("province", models.TextField()),
                ("county", models.TextField(blank=True, db_default="", default="")),
                (
                    "sample",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="exemptions.sample"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("sample",), name="exemptions_sampleframe_once")
                ],
            },
        ),
        protected("exemptions_closing", grow_only=True),
        protected("exemptions_sampleframe", grow_only=True),
        protected("exemptions_samplefinding"),
        # A finding that is corrected later keeps what was found first.
        history("exemptions_samplefinding", ["is_right", "why", "note", "document_id", "by"]),
        run(OPEN_FUNCTION, "DROP FUNCTION exemptions_open_batches"),
    ]
