"""What can be known about a person or a household."""

from django.db import models
from django.db.models import Q

from sayeban.facts.rules import KINDS, PARTS, RESERVED, SQL_TYPES, SUBJECTS


class Fact(models.Model):
    """One fact of the catalogue; `key` is its column in the kept rows and its name in rules.

    `register` names the outside register that knows it, "" where none does; `owner_unit` who
    answers for it when it is contested. A value older than `max_age_days` counts as unknown.
    `template`: how it follows from other facts ({"count_members": tree} …), null unless `kind` is
    template. `choices`: [[code, label], …] of type code. A retired fact takes no value any more.
    `least` and `most` are the JSON of what it can be at all, of numbers and days; null: unbounded.
    Key, type and subject never change: kept rows and rules rest on them.
    """

    key = models.TextField(primary_key=True)
    type = models.TextField()
    subject = models.TextField()
    label = models.TextField()
    unit = models.TextField(blank=True, default="", db_default="")
    part = models.TextField(default="welfare", db_default="welfare")
    register = models.TextField(blank=True, default="", db_default="")
    owner_unit = models.TextField(blank=True, default="", db_default="")
    max_age_days = models.PositiveIntegerField(null=True)
    privacy = models.TextField(default="normal", db_default="normal")
    kind = models.TextField(default="kept", db_default="kept")
    template = models.JSONField(null=True)
    choices = models.JSONField(default=list)
    least = models.JSONField(null=True)
    most = models.JSONField(null=True)
    position = models.PositiveIntegerField(default=0, db_default=0)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(key__regex="^[a-z][a-z0-9_]{0,39}$") & ~Q(key__in=RESERVED),
                name="facts_fact_key",
                violation_error_message="کلید داده حروف کوچک لاتین، رقم و خط زیر است.",
            ),
            models.CheckConstraint(
                condition=Q(
                    type__in=list(SQL_TYPES),
                    subject__in=list(SUBJECTS),
                    part__in=list(PARTS),
                    kind__in=list(KINDS),
                    privacy__in=["normal", "sensitive"],
                ),
                name="facts_fact_words",
                violation_error_message="نوع، موضوع، بخش یا حریم داده شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=Q(kind="template", template__isnull=False)
                | Q(kind__in=["kept", "derived"], template=None),
                name="facts_fact_template",
                violation_error_message="تنها دادهٔ محاسبه‌شده فرمول دارد، و بی آن نمی‌شود.",
            ),
            models.CheckConstraint(
                condition=Q(least__isnull=True, most__isnull=True)
                | Q(type__in=["int", "number", "money", "date"]),
                name="facts_fact_bounds",
                violation_error_message="تنها عدد و تاریخ کمینه و بیشینه دارد.",
            ),
        )
