from django.db import migrations, models

from sayeban.runtime.database import run


class Migration(migrations.Migration):
    dependencies = [("exemptions", "0040_duties"), ("notices", "0003_own_messages")]
    operations = [
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                fields=["message_id"],
                name="exemptions_contact_message",
                condition=models.Q(("message_id__isnull", False)),
            ),
        ),
        # Who was counted as informed by a text that waits or failed stands again where the last
        # caller left him; the triggers keep the counts.
        run(
            "SET LOCAL ROLE sayeban_hq; UPDATE exemptions_row r SET contacted = coalesce((SELECT"
            " t.outcome FROM exemptions_contact t WHERE t.row_id = r.id AND t.text = ''"
            " ORDER BY t.at DESC, t.id DESC LIMIT 1), '')"
            " WHERE r.contacted = 'sent' AND EXISTS (SELECT FROM exemptions_contact t"
            " WHERE t.row_id = r.id AND t.text <> '') AND NOT EXISTS (SELECT FROM"
            " exemptions_contact t LEFT JOIN notices_message m ON m.id = t.message_id"
            " WHERE t.row_id = r.id AND t.text <> '' AND (m.id IS NULL OR m.status IN"
            " ('sent_to_operator', 'delivered'))); RESET ROLE"
        ),
    ]
