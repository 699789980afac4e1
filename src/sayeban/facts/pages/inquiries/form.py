"""What is asked of which register, and what for, in one choice."""

from collections.abc import Sequence
from uuid import uuid4

from django import forms
from django.http import QueryDict

from sayeban.facts.reads.registers import PurposeTerms


class AskForm(forms.Form):
    """`what` is "purpose.register": only what a purpose allows can be chosen.

    `request_id` is drawn with the page: sent twice it is one question.
    """

    what = forms.ChoiceField(
        label="برای چه و از کجا",
        error_messages={"required": "بگویید برای چه و از کدام سامانه می‌پرسید."},
        help_text="نام شما، هدف و مستند قانونی ثبت می‌شود و خود فرد آن را می‌بیند.",
    )
    request_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        purposes: Sequence[PurposeTerms],
        titles: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(data, initial={"request_id": uuid4()})
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)
        groups = [
            (each.title, [(f"{each.key}.{k}", title) for k, title in titles if k in each.registers])
            for each in purposes
        ]
        field.choices = [("", ""), *((name, of) for name, of in groups if of)]
