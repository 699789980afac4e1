"""The boxes from which those of a row are filled."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from sayeban.design.forms import CodeField, UploadField, offer
from sayeban.documents.public import MAX_BYTES
from sayeban.exemptions.rules_texts import LONGEST_TEXT


class FillForm(forms.Form):
    """Where the boxes of the row are filled from: a message's text, a barcode, a bill's picture.

    Which of them is needed says the button that was pressed, `wanted`.
    """

    prefix = "fill"
    message = forms.CharField(
        label="متن پیامک قبض را بچسبانید",
        required=False,
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea({"rows": 4, "autocomplete": "off"}),
        help_text="همهٔ پیامک شرکت، همان‌گونه که آمده است. شناسه‌ها در خانه‌های پایین می‌نشیند.",
        error_messages={
            "required": "متن پیامک را بچسبانید.",
            "max_length": "این متن درازتر از یک پیامک است. فقط پیامک قبض را بچسبانید.",
        },
    )
    barcode = CodeField(
        length=26,
        label="شمارهٔ بارکد روی قبض",
        required=False,
        help_text="۲۶ رقم زیر بارکد. دستگاه بارکدخوان هم در همین خانه می‌نویسد.",
        error_messages={"required": "شمارهٔ بارکد را بنویسید یا بخوانید."},
    )
    utility = forms.ChoiceField(
        label="قبض کدام انشعاب",
        required=False,
        widget=forms.RadioSelect,
        help_text="بارکد خوانا خودش می‌گوید؛ اگر خوانده نشود، عکس مدرک این انشعاب می‌شود.",
    )
    picture = UploadField(
        most=MAX_BYTES,
        label="عکس قبض با بارکد",
        required=False,
        widget=forms.FileInput({"accept": "image/*"}),
        help_text="از نزدیک و در نور خوب. کج بودن عکس مهم نیست. عکس، مدرک این انشعاب هم می‌شود.",
        error_messages={"required": "عکس قبض را برگزینید.", "empty": "فایل خالی است."},
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[Any]] | None" = None,
        *,
        utilities: dict[str, str],
        wanted: str = "",
    ) -> None:
        super().__init__(data, files)
        offer(self.fields["utility"], utilities.items())
        self.fields["barcode"].widget.attrs["data-scannable"] = ""
        if wanted:
            self.fields[wanted].required = True
