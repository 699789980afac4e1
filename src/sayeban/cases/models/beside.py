"""What lies beside the steps of a case: notes, questions to experts, documents."""

from django.db import models
from django.db.models import F, Q

from sayeban.cases.models.case import Case
from sayeban.cases.rules import (
    DOCUMENT_STATES,
    LEVELS,
    MOST_HANDED,
    REVIEW_STATES,
    REVIEW_WHYS,
)
from sayeban.runtime.models import Placed


class Note(Placed):
    """One note in a case; a question goes to the experts of a department until `due_on`.

    An answer names its question in `answers`. `reminded`: how often the end of its time was told
    (1 to the experts, 2 to the heads).
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    kind = models.TextField(default="note")
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    text = models.TextField()
    department = models.TextField(blank=True, default="", db_default="")
    due_on = models.DateField(null=True)
    answers = models.ForeignKey("self", models.PROTECT, null=True)
    reminded = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        indexes = (
            models.Index(
                fields=["due_on", "id"],
                name="cases_note_questions",
                condition=Q(kind="question"),
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(reminded=0) | Q(kind="question", reminded__in=[1, 2]),
                name="cases_note_reminded",
                violation_error_message="تنها پرسش یادآوری می‌شود، تا دو بار.",
            ),
            models.CheckConstraint(
                condition=Q(kind="note", department="", due_on=None, answers=None)
                | Q(kind="question", due_on__isnull=False, answers=None) & ~Q(department="")
                | Q(kind="answer", department="", due_on=None, answers__isnull=False),
                name="cases_note_kind",
                violation_error_message="پرسش واحد و مهلت دارد و پاسخ پرسش خود را نام می‌برد.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="cases_note_text",
                violation_error_message="یادداشت خالی است.",
            ),
        )


class CaseDocument(Placed):
    """One document that the service asks of this case. `document` is the key of the evidence.

    `refusal` is what its client reads of why it was refused. `by_client`: the file that is there
    came from his own page; `seen_at` when somebody of the staff first opened or judged it;
    `handed` is how many files he sent for it.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="documents")
    code = models.TextField()
    title = models.TextField()
    required = models.BooleanField(default=True)
    state = models.TextField(default="missing")
    document = models.UUIDField(null=True)
    at = models.DateTimeField(null=True)
    by = models.BigIntegerField(null=True)
    reason = models.TextField(blank=True, default="", db_default="")
    refusal = models.TextField(blank=True, default="", db_default="")
    by_client = models.BooleanField(default=False, db_default=False)
    seen_at = models.DateTimeField(null=True)
    handed = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        indexes = (
            models.Index(
                fields=["case"],
                name="cases_casedocument_new",
                condition=Q(by_client=True, seen_at=None),
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=["case", "code"], name="cases_casedocument_once"),
            models.CheckConstraint(
                condition=Q(state__in=list(DOCUMENT_STATES)),
                name="cases_casedocument_state",
                violation_error_message="وضعیت مدرک شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=~Q(state="waived") | ~Q(reason=""),
                name="cases_casedocument_waived",
                violation_error_message="نوشتن دلیل برای مدرکی که لازم نیست اجباری است.",
            ),
            models.CheckConstraint(
                condition=Q(state="refused") & ~Q(refusal="") | ~Q(state="refused") & Q(refusal=""),
                name="cases_casedocument_refused",
                violation_error_message="مدرکی که پذیرفته نشد دلیل دارد و مدرک دیگر ندارد.",
            ),
            models.CheckConstraint(
                condition=Q(by_client=False, seen_at=None)
                | Q(by_client=True, document__isnull=False),
                name="cases_casedocument_client",
                violation_error_message="آنچه متقاضی فرستاد فایل دارد و تنها همان دیده می‌شود.",
            ),
            models.CheckConstraint(
                condition=Q(handed__gte=0, handed__lte=MOST_HANDED),
                name="cases_casedocument_handed",
                violation_error_message="برای هر مدرک بیش از پنج فایل پذیرفته نمی‌شود.",
            ),
        )


class Review(Placed):
    """Another look at a case that ended with no, answered until `due_on`.

    Its client asks for it ("asked": `text` is what he said, `by` who took it down, empty where it
    came from his own page), or a datum that the conditions of the case read turned out wrong
    ("corrected": `text` is the key of the fact). It ends with the case open again or with an
    answer that the client reads in either case.
    """

    province = models.TextField()
    county = models.TextField(blank=True, default="", db_default="")
    case = models.ForeignKey(Case, models.PROTECT, related_name="reviews")
    why = models.TextField()
    text = models.TextField()
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    due_on = models.DateField()
    state = models.TextField(default="open", db_default="open")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)
    answer = models.TextField(blank=True, default="", db_default="")

    class Meta:
        indexes = (
            models.Index(fields=["id"], name="cases_review_open", condition=Q(state="open")),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["case", "why", "text"],
                condition=Q(state="open"),
                name="cases_review_one_open",
            ),
            models.CheckConstraint(
                condition=Q(why__in=list(REVIEW_WHYS)) & Q(state__in=list(REVIEW_STATES)),
                name="cases_review_words",
                violation_error_message="دلیل یا وضعیت بررسی دوباره شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="cases_review_text",
                violation_error_message="بررسی دوباره بی دلیل خواسته نمی‌شود.",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None) | Q(decided_at__gte=F("at")),
                name="cases_review_order",
                violation_error_message="پاسخ پیش از درخواست نیست.",
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None, decided_by=None, answer="")
                | Q(state="reopened", decided_at__isnull=False, answer="")
                | Q(state="kept", decided_at__isnull=False) & ~Q(answer=""),
                name="cases_review_decided",
                violation_error_message="نتیجه‌ای که می‌ماند پاسخ می‌خواهد و بررسی باز پاسخ ندارد.",
            ),
        )


class Expert(models.Model):
    """Who answers for a department in a unit: questions of the desk go to him."""

    user_id = models.BigIntegerField()
    department = models.TextField()
    level = models.TextField()
    province = models.CharField(max_length=2, blank=True, default="", db_default="")
    county = models.CharField(max_length=4, blank=True, default="", db_default="")
    centre = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["department", "level", "province", "county", "centre", "user_id"],
                name="cases_expert_once",
            ),
            models.CheckConstraint(
                condition=Q(level__in=LEVELS),
                name="cases_expert_level",
                violation_error_message="سطح واحد شناخته نیست.",
            ),
        )
