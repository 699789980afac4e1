"""Upload of headquarters' workbooks, and the filter of the rejected rows."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from sayeban.design.forms import UploadField, offer
from sayeban.sheets.public import DEFAULT_LIMITS

_MOST_FILES = 40


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True
    # Nothing was uploaded before, so there is nothing to clear.
    template_name = "django/forms/widgets/file.html"


class WorkbooksField(UploadField):
    """One or several workbooks; comes out as a list."""

    def __init__(self, **kwargs: Any) -> None:
        widget = _ManyFiles({"accept": ".xlsx,.csv"})
        super().__init__(most=DEFAULT_LIMITS.file_bytes, widget=widget, **kwargs)

    def clean(self, data: object, initial: object = None) -> "list[UploadedFile[Any]]":
        """The files; ValidationError for none, too many or one that is too large."""
        sent = data if isinstance(data, list) and data else [data or None]
        files = [super(WorkbooksField, self).clean(each, initial) for each in sent]
        if len(files) > _MOST_FILES:
            raise ValidationError("هر بار حداکثر ۴۰ فایل بفرستید.", code="many")
        return files


class LoadForm(forms.Form):
    """Workbooks of headquarters."""

    workbooks = WorkbooksField(
        label="فایل‌های اکسل ستاد",
        help_text=(
            "یک یا چند فایل xlsx یا csv؛ همهٔ برگه‌های هر فایل خوانده می‌شود. ستون‌های لازم: استان،"
            " شهرستان، کد مرکز، نام و نام خانوادگی، کد ملی. دوباره فرستادن یک فایل چیزی را دو بار"
            " نمی‌کند."
        ),
    )


class RejectedForm(forms.Form):
    """Which rejected rows are shown."""

    reason = forms.ChoiceField(label="دلیل", required=False)
    file = forms.ChoiceField(label="فایل", required=False)
    superseded = forms.ChoiceField(
        label="وضعیت",
        required=False,
        choices=[("", "در انتظار اصلاح"), ("1", "اصلاح‌شده")],
    )

    def __init__(
        self, data: QueryDict, *, reasons: list[tuple[str, str]], files: list[str]
    ) -> None:
        super().__init__(data)
        for name, choices in (("reason", reasons), ("file", [(f, f) for f in files])):
            offer(self.fields[name], [("", "همه"), *choices])
