"""What is asked for by each thing that can be done with a case besides ending its step."""

from typing import Any, Final

from django import forms
from django.utils import timezone

from sayeban.accounts.public import Post, holders, user_names
from sayeban.cases.reads.case_file import CaseFile
from sayeban.cases.rules import CLOCKS, DOCUMENT_STATES
from sayeban.country.text import sort_key
from sayeban.design.forms import TextField, UploadField, offer
from sayeban.documents.public import MAX_BYTES
from sayeban.organisations.public import departments


def _long(label: str, *, required: bool = True, hint: str = "") -> TextField:
    return TextField(
        label=label,
        required=required,
        max_length=4000,
        help_text=hint,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": f"{label} را بنویسید."},
    )


class DoForm(forms.Form):
    """Every form here knows its case, and what of it is meant."""

    def __init__(
        self,
        data: Any,  # noqa: ANN401 - a QueryDict or nothing
        files: Any,  # noqa: ANN401 - what was uploaded, or nothing
        file: CaseFile,
        target: str,
    ) -> None:
        super().__init__(data, files)
        self.file, self.target = file, target
        self.prepare()

    def prepare(self) -> None:
        """Fill in what can be chosen."""


class NoteForm(DoForm):
    """A note for colleagues."""

    text = _long("یادداشت", hint="همکارانی که پرونده را می‌بینند آن را می‌خوانند.")


class AskForm(DoForm):
    """A question to the experts of a department."""

    department = forms.ChoiceField(label="از کارشناس رابط کدام معاونت")
    text = _long("پرسش", hint="کارشناس رابط دو روز کاری برای پاسخ دارد.")

    def prepare(self) -> None:
        offer(self.fields["department"], departments().items())


class AnswerForm(DoForm):
    """The answer of a liaison expert."""

    text = _long("پاسخ")


_WHY_PAPER: Final = (
    "اگر مدرک لازم نیست یا پذیرفته نشد، بنویسید چرا. متقاضی دلیل نپذیرفتن را در صفحهٔ خود می‌خواند."
)


class PaperForm(DoForm):
    """Whether a document came."""

    state = forms.ChoiceField(
        label="وضعیت مدرک",
        widget=forms.RadioSelect,
        choices=list(DOCUMENT_STATES.items()),
        error_messages={"required": "یکی از چهار وضعیت را برگزینید."},
    )
    reason = _long("دلیل", required=False, hint=_WHY_PAPER)


class AttachForm(DoForm):
    """A picture or PDF of a document; why, where it takes the place of another."""

    upload = UploadField(
        most=MAX_BYTES,
        label="عکس یا PDF مدرک",
        help_text="عکس تا ۱۵ و PDF تا ۱۰ مگابایت. نام فایل نگه داشته نمی‌شود.",
    )
    reason = _long("دلیل", required=False, hint="اگر جای فایل پیشین را می‌گیرد، بنویسید چرا.")

    def prepare(self) -> None:
        if any(each.code == self.target and each.document for each in self.file.documents):
            self.fields["reason"].required = True


class PauseForm(DoForm):
    """On whom one waits, and why."""

    whose = forms.ChoiceField(
        label="در انتظار چه کسی",
        widget=forms.RadioSelect,
        choices=[pair for pair in CLOCKS.items() if pair[0] != "own"],
        error_messages={"required": "بگویید در انتظار چه کسی هستید."},
    )
    reason = _long("دلیل", hint="متقاضی پس از ورود آن را می‌بیند.")


class ResumeForm(DoForm):
    """Nothing is asked: the clock runs on."""


class HandOverForm(DoForm):
    """To which colleague; to nobody: the step is free for everybody of the post."""

    colleague = forms.ChoiceField(label="همکار", required=False)
    reason = _long("توضیح", required=False)

    def prepare(self) -> None:
        step = next(each for each in self.file.open_steps if str(each.id) == self.target)
        found = holders(Post(step.role), step.unit, timezone.now())
        names = sorted(user_names(found).items(), key=lambda pair: sort_key(pair[1]))
        offer(self.fields["colleague"], [("", "هیچ‌کس؛ برای همه آزاد باشد"), *names])


class ReasonForm(DoForm):
    """Why."""

    reason = _long("دلیل")


class ReviewForm(DoForm):
    """What the client says is not right with the result."""

    text = _long("متقاضی چه چیزی را درست نمی‌داند", hint="به زبان خود او. او هم آن را می‌خواند.")


class KeepForm(DoForm):
    """Why the result stays."""

    answer = _long("پاسخ", hint="متقاضی آن را در صفحهٔ خود می‌خواند.")


class ReopenForm(DoForm):
    """From which step the case goes on, and why."""

    step = forms.ChoiceField(label="از کدام گام")
    reason = _long("دلیل")

    def prepare(self) -> None:
        offer(self.fields["step"], {step.key: step.title for step in self.file.steps}.items())
