"""Somebody says that a datum about him is wrong (C-022)."""

from django.db import models
from django.db.models import F, Q

from sayeban.documents.public import Document
from sayeban.facts.models.value import Value
from sayeban.facts.rules import STATES
from sayeban.runtime.models import Placed


class Contest(Placed):
    """One contest of one value. The value itself stays as it is, whatever is decided.

    `person` is whom it is for, also where the fact is one of his household. `claimed` is what he
    says instead. `referred_to` names the owner of the datum who was asked. `opened_by` is the
    worker who took it down. A document stays absent where the person has none; `evidence` names
    what whoever decided has seen: a paper, or the answer of the owner with its number and day.
    """

    person = models.ForeignKey("people.Person", models.PROTECT, db_index=False)
    contested = models.ForeignKey(Value, models.PROTECT, db_index=False)
    fact = models.TextField()
    subject_kind = models.TextField()
    subject_id = models.BigIntegerField()
    claimed = models.JSONField()
    reason = models.TextField()
    document = models.ForeignKey(Document, models.PROTECT, null=True, db_index=False)
    state = models.TextField(default="open")
    due_on = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.BigIntegerField(null=True)
    referred_at = models.DateTimeField(null=True)
    referred_to = models.TextField(blank=True, default="", db_default="")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)
    answer = models.TextField(blank=True, default="", db_default="")
    evidence = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["subject_id", "subject_kind", "fact"],
                condition=Q(state__in=["open", "referred"]),
                name="facts_contest_open",
                violation_error_message="دربارهٔ این داده یک اعتراض باز هست.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(STATES)),
                name="facts_contest_state",
                violation_error_message="وضعیت اعتراض شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=Q(referred_at=None, referred_to="")
                | Q(referred_at__isnull=False) & ~Q(referred_to=""),
                name="facts_contest_referred",
                violation_error_message="ارجاع هم زمان دارد و هم گیرنده.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "referred"], decided_at=None)
                | Q(state__in=["accepted", "rejected", "withdrawn"], decided_at__isnull=False),
                name="facts_contest_decided",
                violation_error_message="اعتراض پایان‌یافته زمان پایان دارد و باز ندارد.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "rejected"])
                | Q(opened_by=None)
                | Q(decided_by=None)
                | ~Q(decided_by=F("opened_by")),
                name="facts_contest_four_eyes",
                violation_error_message="کسی که اعتراض را ثبت کرده دربارهٔ آن تصمیم نمی‌گیرد.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "rejected"]) | ~Q(answer=""),
                name="facts_contest_answered",
                violation_error_message="تصمیم دلیل دارد.",
            ),
        )
        indexes = (
            models.Index(fields=["person"], name="facts_contest_of_person"),
            models.Index(
                fields=["due_on", "id"],
                name="facts_contest_waiting",
                condition=Q(state__in=["open", "referred"]),
            ),
        )
