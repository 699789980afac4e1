"""What the pages of facts say was done."""

from collections.abc import Mapping
from typing import Final

DONE: Final[Mapping[str, str]] = {
    "contest_opened": "اعتراض ثبت شد. تا تصمیم، دادهٔ پرونده همان می‌ماند.",
    "contest_referred": "ثبت شد که از صاحب داده پرسیده شده است.",
    "contest_decided": "تصمیم ثبت شد.",
    "contest_withdrawn": "اعتراض پس گرفته شد.",
}
