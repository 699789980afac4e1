"""The workbook of rejected rows: what of it is ours, and the key by which a mended row is known."""

from typing import Final

from sayeban.sheets.public import Column, Field

KEY: Final = Column("rejected_key", "کلید ردیف پذیرفته‌نشده")
"""A mended row takes exactly the rejected row that it names off the board."""

NOTES: Final = (
    Field("دلیل", 60),
    Field("فایل", 24),
    Field("برگه", 14),
    Field("ردیف در فایل", 12),
    Field("ردیف نخست همین شخص", 24),
)
OWN_LABELS: Final = frozenset({KEY.label_fa, *(note.label for note in NOTES)})
