"""Contacts with clients: who told whom, when, in which way, and what became of it (A-090)."""

from django.db import models
from django.db.models import Q

from sayeban.exemptions.models.row import Row
from sayeban.runtime.models import Placed


class Contact(Placed):
    """One contact with the client of one row; added and never changed.

    `text` is the code of the approved text of a contact that the system sent, "" of one that
    somebody wrote down. `message_id` is its message, of people of one number the same: it has
    gone, waits or failed, so that the contact alone informs nobody. `by` is empty for what the
    installation did.
    """

    row = models.ForeignKey(Row, models.PROTECT)
    campaign_id = models.BigIntegerField()
    channel = models.TextField()
    outcome = models.TextField()
    text = models.TextField(blank=True, default="", db_default="")
    message_id = models.BigIntegerField(null=True)
    note = models.TextField(blank=True, default="", db_default="")
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    province = models.TextField()
    county = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["row", "message_id"],
                name="exemptions_contact_message_once",
                condition=Q(message_id__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(channel="sms", outcome="sent") & ~Q(text="")
                | Q(
                    channel__in=[
                        "messenger",
                        "centre",
                        "home_visit",
                        "phone",
                        "volunteer",
                        "dehyar",
                    ],
                    outcome__in=["will_send", "refuses", "not_reached", "wrong_number", "moved"],
                    text="",
                ),
                name="exemptions_contact_words",
                violation_error_message="راه یا نتیجهٔ تماس شناخته نیست.",
            ),
        )
        indexes = (
            models.Index(fields=["row", "at"], name="exemptions_contact_of_row"),
            models.Index(
                fields=["message_id"],
                name="exemptions_contact_message",
                condition=Q(message_id__isnull=False),
            ),
            models.Index(
                fields=["campaign_id", "province", "county", "centre"],
                name="exemptions_contact_sent",
                condition=Q(channel="sms"),
            ),
        )
