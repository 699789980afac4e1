"""What a caller or visitor answers about one household: each connection, with a photo."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from sayeban.design.forms import TextField, UploadField
from sayeban.documents.public import MAX_BYTES
from sayeban.exemptions.actions.check_household import ConnectionFinding
from sayeban.exemptions.reads.sample_phone import DrawnHousehold
from sayeban.exemptions.rules_ladder import RIGHT, WRONG, WRONG_REASONS
from sayeban.exemptions.words import UTILITY_LABELS

ROW = "row"
"""The name of the boxes where nothing was collected."""


class CheckForm(forms.Form):
    """`<utility>_result`, `_why`, `_note` and `_photo` for each connection that is asked."""

    def __init__(
        self,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[Any]] | None" = None,
        *,
        household: DrawnHousehold,
    ) -> None:
        super().__init__(data, files)
        self._asked = household.asked
        known = {found.utility: found for found in household.found}
        for utility in self._asked:
            name, found = utility or ROW, known.get(utility)
            of = UTILITY_LABELS.get(utility, "این ردیف")
            self.fields[f"{name}_result"] = forms.ChoiceField(
                label=f"نتیجهٔ {of}",
                choices=[("right", RIGHT), ("wrong", WRONG)],
                widget=forms.RadioSelect,
                initial=("right" if found.is_right else "wrong") if found else "",
                error_messages={"required": "درست یا نادرست را برگزینید."},
            )
            self.fields[f"{name}_why"] = forms.ChoiceField(
                label=f"اگر {of} نادرست است، چرا",
                choices=[("", "دلیل را برگزینید"), *WRONG_REASONS.items()],
                initial=found.why if found else "",
                required=False,
            )
            self.fields[f"{name}_note"] = TextField(
                label=f"توضیح {of}", initial=found.note if found else "", required=False
            )
            self.fields[f"{name}_photo"] = UploadField(
                most=MAX_BYTES,
                label=f"عکس کنتور یا قبض {of}" if utility else "عکس",
                required=False,
                widget=forms.FileInput({"accept": "image/*", "capture": "environment"}),
            )

    def clean(self) -> dict[str, Any]:
        """What is wrong has its reason."""
        typed: dict[str, Any] = super().clean() or {}
        for utility in self._asked:
            name = utility or ROW
            if typed.get(f"{name}_result") == "wrong" and not typed.get(f"{name}_why"):
                missing = ValidationError("دلیل نادرستی را برگزینید.", code="required")
                self.add_error(f"{name}_why", missing)
        return typed

    def boxes(self, name: str) -> Iterator[BoundField]:
        """The boxes of one connection."""
        return (self[f"{name}_{part}"] for part in ("result", "why", "note", "photo"))

    def findings(self) -> list[ConnectionFinding]:
        """What was answered."""
        return [self._finding(utility) for utility in self._asked]

    def _finding(self, utility: str) -> ConnectionFinding:
        typed, name = self.cleaned_data, utility or ROW
        photo = typed.get(f"{name}_photo")
        return ConnectionFinding(
            utility,
            typed[f"{name}_result"] == "right",
            typed[f"{name}_why"],
            typed[f"{name}_note"],
            photo.read() if photo else b"",
        )
