"""What the office found: right or wrong for each drawn row, or all of them in a workbook."""

from collections.abc import Iterable

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from sayeban.design.forms import TextField
from sayeban.exemptions.actions.record_sample import Finding
from sayeban.exemptions.pages.files import workbook_field
from sayeban.exemptions.reads.sample_sheet import SampleLine
from sayeban.exemptions.rules_ladder import RIGHT, WRONG

_RESULTS = [("right", RIGHT), ("wrong", WRONG)]


class ResultsForm(forms.Form):
    """Two fields a drawn row: `result-<key>` and `note-<key>`."""

    def __init__(self, data: QueryDict | None = None, *, lines: Iterable[SampleLine]) -> None:
        super().__init__(data)
        for line in lines:
            known = {True: "right", False: "wrong", None: ""}[line.is_right]
            self.fields[f"result-{line.key}"] = forms.ChoiceField(
                label=f"نتیجه برای {line.full_name}",
                choices=_RESULTS,
                widget=forms.RadioSelect,
                required=False,
                initial=known,
            )
            self.fields[f"note-{line.key}"] = TextField(
                label="توضیح", required=False, initial=line.note
            )

    def result(self, key: str) -> BoundField:
        """The field of the result of one row."""
        return self[f"result-{key}"]

    def note(self, key: str) -> BoundField:
        """The field of the note of one row."""
        return self[f"note-{key}"]

    def findings(self) -> list[Finding]:
        """What was answered; a row without an answer is not checked yet."""
        results = (
            (name.removeprefix("result-"), value)
            for name, value in self.cleaned_data.items()
            if name.startswith("result-") and value
        )
        return [
            Finding(key, value == "right", self.cleaned_data[f"note-{key}"])
            for key, value in results
        ]


class ResultsFileForm(forms.Form):
    """The sample workbook with its column «نتیجه» filled in."""

    results = workbook_field("کاربرگ نمونه با ستون «نتیجه»", "همان فایلی که از این صفحه گرفته‌اید.")
