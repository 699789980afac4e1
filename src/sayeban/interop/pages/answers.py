"""What the pages of institutions say was done."""

from collections.abc import Mapping
from typing import Final

DONE: Final[Mapping[str, str]] = {
    "institution_activated": "توافق نافذ شد و برنامهٔ نهاد از همین دقیقه پاسخ می‌گیرد.",
    "institution_closed": "توافق بسته شد و برنامهٔ نهاد دیگر پاسخ نمی‌گیرد.",
}
