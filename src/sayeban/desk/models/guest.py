"""Guests of a desk: visitors whose file another unit keeps, and what was taken down for them."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from sayeban.desk.models.desk import Desk
from sayeban.runtime.models import Placed


class Guest(Placed):
    """One visit of somebody whose file is out of this desk's sight, on one day at one clerk (`by`).

    `key` is its address. `proof` is the number of his visit in accounts: there, and nowhere here,
    stands who he is. `proved_at`: he said the right code; before it nothing is done for him.
    """

    province = models.TextField()
    county = models.TextField(blank=True, default="", db_default="")
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    desk = models.ForeignKey(Desk, models.PROTECT)
    day = models.DateField()
    proof = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    by = models.BigIntegerField()
    proved_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["by", "day"], name="desk_guest_of_clerk"),)


class GuestRequest(Placed):
    """What a guest took home of one request: the case itself is kept in another place.

    `missing` are the titles of documents that he still has to bring; `form` is that of a form
    which he fills himself, "" where there is none.
    """

    province = models.TextField()
    county = models.TextField(blank=True, default="", db_default="")
    guest = models.ForeignKey(Guest, models.PROTECT, related_name="requests")
    case_id = models.BigIntegerField(unique=True)
    title = models.TextField()
    tracking_no = models.TextField()
    opened_on = models.DateField()
    promised_on = models.DateField()
    promised_days = models.BigIntegerField()
    eight_of_ten = models.BigIntegerField(null=True)
    missing = ArrayField(models.TextField(), default=list, db_default=[])
    form = models.TextField(blank=True, default="", db_default="")
