from django.db import migrations

from sayeban.runtime.database import history, nationwide_only, protected, run, shared


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0001_initial"), ("runtime", "0002_security")]
    operations = [
        shared("exemptions_campaign"),
        shared("exemptions_extension", grow_only=True),
        shared("exemptions_requiredfield"),
        nationwide_only("exemptions_load"),
        nationwide_only("exemptions_loadchunk"),
        nationwide_only("exemptions_rejectedrow"),
        protected("exemptions_row"),
        protected("exemptions_connection"),
        protected("exemptions_evidence"),
        protected("exemptions_issuedsheet", grow_only=True),
        protected("exemptions_upload", grow_only=True),
        protected("exemptions_receipt", grow_only=True),
        protected("exemptions_training", grow_only=True),
        protected("exemptions_declaration", grow_only=True),
        protected("exemptions_approval", grow_only=True),
        protected("exemptions_return", grow_only=True),
        protected("exemptions_sample", grow_only=True),
        protected("exemptions_samplerow"),
        protected("exemptions_candidate"),
        protected("exemptions_candidaterow"),
        protected("exemptions_freeze", grow_only=True),
        protected("exemptions_release"),
        protected("exemptions_releaseline", grow_only=True),
        history(
            "exemptions_row",
            [
                *("postal_code", "mobile", "tenure", "status", "tenancy_end", "location"),
                *("no_data_reason", "remarks", "province", "county", "centre", "collected_by"),
            ],
        ),
        history(
            "exemptions_connection",
            ["connection_type", "bill_id", "number", "channel", "source", "entry_method"],
        ),
        # Collection updates almost every row once: leave room so that no index has to follow.
        run("ALTER TABLE exemptions_row SET (fillfactor = 70)"),
    ]
