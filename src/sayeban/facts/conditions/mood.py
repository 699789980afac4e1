"""A label that is a sentence of its own, «پرونده دارد», as it is said of a yes, a no and a wish.

Its verb stands last and is bent; of a label whose verb is not known here, and of a question, the
answer is told instead: «پاسخ «قیم دارد؟» نه باشد». Pure.
"""

from typing import Final

_QUOTED: Final = "پاسخ «{label}» {answer} {verb}"
_BENT: Final = (
    # The verb, and what stands for it: it is so, it is not, it may be so, it may not.
    ("شده است", ("شده است", "نشده است", "شده باشد", "نشده باشد")),
    ("اوست", ("اوست", "او نیست", "او باشد", "او نباشد")),
    ("است", ("است", "نیست", "باشد", "نباشد")),
    ("دارد", ("دارد", "ندارد", "داشته باشد", "نداشته باشد")),
    ("می‌کند", ("می‌کند", "نمی‌کند", "کند", "نکند")),
    ("می‌شود", ("می‌شود", "نمی‌شود", "شود", "نشود")),
)


def said_of(label: str, *, holds: bool, wish: bool = False) -> str:
    """«پرونده دارد», «پرونده ندارد», and as a wish «پرونده داشته باشد», «پرونده نداشته باشد»."""
    found = _bent(label)
    if found is None:
        verb = "باشد" if wish else "است"
        return _QUOTED.format(label=label, answer="بله" if holds else "نه", verb=verb)
    stem, forms = found
    return f"{stem} {forms[2 * wish + (not holds)]}"


def doubted(label: str) -> str:
    """«هنوز معلوم نیست که پرونده دارد یا نه»."""
    if _bent(label) is None:
        return f"پاسخ «{label}» هنوز معلوم نیست"
    return f"هنوز معلوم نیست که {said_of(label, holds=True)} یا نه"


def _bent(label: str) -> tuple[str, tuple[str, ...]] | None:
    """What stands before the verb, and the verb in its four shapes."""
    for verb, forms in _BENT:
        stem = label.removesuffix(f" {verb}")
        if stem != label:
            return None if _is_unsure(stem, verb) else (stem, forms)
    return None


def _is_unsure(stem: str, verb: str) -> bool:
    """Whether the verb denied is not the whole denied."""
    # Who has an income and a job lacks one of them, or both; who has a file alone, something else.
    if " و " in stem or stem.startswith("فقط "):
        return True
    # «رفته است» is no «است»; what two verbs share is not denied by one of them.
    return verb == "است" and (stem.endswith("ه") or " یا " in stem)
