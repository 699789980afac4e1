"""Why an outcome is not recorded as it was sent: it has no ground, or a document is missing.

`cases` in a sentence are tracking numbers. Facts are named, never told.
"""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class RefusalUnknown(Refusal):
    """The rule on which he would be refused cannot say anything of him yet."""

    code: ClassVar[str] = "step.refusal_unknown"
    sentence: ClassVar[str] = (
        "از ندانسته کسی رد نمی‌شود: قاعدهٔ خدمت دربارهٔ متقاضی هنوز پاسخی ندارد ({cases}). این‌ها آن را"
        " روشن می‌کند: {settles}. پس از آن نتیجه را دوباره ثبت کنید."
    )


class RefusalUnfounded(Refusal):
    """The rule on which he would be refused says yes."""

    code: ClassVar[str] = "step.refusal_unfounded"
    sentence: ClassVar[str] = (
        "قاعدهٔ خدمت می‌گوید متقاضی شرایط را دارد ({cases}) و بر پایهٔ آن رد نمی‌شود. اگر داده‌ای نادرست"
        " است نخست به آن اعتراض کنید؛ اگر دلیل دیگری دارید نتیجهٔ دیگری برگزینید."
    )


class DocumentsMissing(Refusal):
    """The outcome says that everything is there."""

    code: ClassVar[str] = "step.documents_missing"
    sentence: ClassVar[str] = (
        "این مدرک‌های الزامی هنوز نرسیده است ({cases}): {documents}. مدرک را بگیرید یا بنویسید چرا"
        " لازم نیست، سپس دوباره ثبت کنید."
    )


class DocumentsUnseen(Refusal):
    """A document is missing and nobody said that he saw it."""

    code: ClassVar[str] = "step.documents_unseen"
    sentence: ClassVar[str] = (
        "این مدرک‌های الزامی هنوز نرسیده است ({cases}): {documents}. اگر با این همه پیش می‌روید آن را"
        " نشان بزنید و دلیل را بنویسید."
    )
