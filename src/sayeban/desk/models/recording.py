"""What a person spoke in place of a clip that a synthesiser made."""

from django.db import models
from django.db.models import Q


class Recording(models.Model):
    """One sound for one sentence. `name` is that of the clip that it replaces.

    The newest stands; one that was replaced or taken back stays with who did it and when, and is
    served no more. Belongs to no place: pages of the whole country say it.
    """

    name = models.TextField()
    sentence = models.TextField()
    kind = models.TextField()
    content = models.BinaryField()
    at = models.DateTimeField()
    by = models.BigIntegerField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(ended_at=None),
                name="desk_recording_one_stands",
                violation_error_message="هر جمله یک صدای ضبط‌شده دارد.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["audio/webm", "audio/ogg", "audio/wav", "audio/mpeg"]),
                name="desk_recording_kind",
                violation_error_message="نوع فایل صدا شناخته نیست.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="desk_recording_ended",
                violation_error_message="پایان هر صدا زمان و نام دارد.",
            ),
        )
