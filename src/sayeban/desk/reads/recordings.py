"""Clips with what they say and who spoke them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.cache import cache
from django.urls import reverse

from sayeban.accounts.public import user_names
from sayeban.design.clips import clip_name, sentences, shipped
from sayeban.desk.models import Recording
from sayeban.desk.refusals import ClipUnknown
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.context import looking

_KEPT: Final = "desk.recorded"
_SECONDS: Final = 30
"""So long another process plays the clip of before."""
_GROUPS: Final[Mapping[str, str]] = {"desk": "میز خدمت", "forms": "پرسش فرم‌ها"}


@dataclass(frozen=True, slots=True)
class ClipRow:
    """One sentence with its sound. `src` is what pages play, "" where nobody spoke it.

    `by` and `at`: who replaced the synthesiser and when; empty where he did not.
    """

    key: str
    sentence: str
    group: str
    src: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Replaced:
    """One recording that stands no more."""

    by: str
    at: datetime
    ended_by: str
    ended_at: datetime


def recorded_clips() -> Mapping[str, str]:
    """Addresses of what stands, by the name of the clip. For pages of everybody.

    The names are kept for half a minute, so that a page of ten sounds asks once.
    """
    found: dict[str, str] | None = cache.get(_KEPT)
    if found is None:
        with looking(SYSTEM):
            rows = Recording.objects.filter(ended_at=None).order_by("name")
            standing = list(rows.values_list("name", "pk"))
        found = {name: reverse("desk_sound", args=[number]) for name, number in standing}
        cache.set(_KEPT, found, _SECONDS)
    return found


def forget_recorded() -> None:
    """Ask anew from now on: what stands has changed."""
    cache.delete(_KEPT)


def clip_rows(words: str = "", group: str = "") -> list[ClipRow]:
    """The sentences that have these words, in the order of the packages."""
    standing = _standing()
    names = user_names({each.by for each in standing.values()})
    return [
        _row(name, sentence, label, standing.get(name), names)
        for label, name, sentence in _said()
        if group in ("", label) and words in sentence
    ]


def clip_row(key: str) -> ClipRow:
    """One sentence by the key in its address; refuses clip.unknown."""
    for label, name, sentence in _said():
        if _key(name) == key:
            standing = _standing()
            names = user_names({each.by for each in standing.values()})
            return _row(name, sentence, label, standing.get(name), names)
    raise ClipUnknown


def replaced(key: str) -> tuple[Replaced, ...]:
    """What stood before for one sentence, the newest first."""
    found = Recording.objects.filter(name=f"clips/{key}.ogg", ended_at__isnull=False)
    rows = list(found.defer("content").order_by("-ended_at", "-id"))
    names = user_names({each.by for each in rows} | {each.ended_by or 0 for each in rows})
    return tuple(
        Replaced(names.get(r.by, ""), r.at, names.get(r.ended_by or 0, ""), r.ended_at)
        for r in rows
        if r.ended_at
    )


def sentence_named(name: str) -> str:
    """What the clip of this name says; refuses clip.unknown."""
    for _, known, sentence in _said():
        if known == name:
            return sentence
    raise ClipUnknown


def sound(number: int) -> tuple[bytes, str]:
    """A recording that stands, with its type; refuses clip.unknown."""
    found = Recording.objects.filter(pk=number, ended_at=None).first()
    if found is None:
        raise ClipUnknown
    return bytes(found.content), found.kind


def group_names() -> Mapping[str, str]:
    """The groups of sentences in words."""
    return _GROUPS


def _said() -> Iterator[tuple[str, str, str]]:
    """Group, name and sentence of each clip; a sentence that two packages say stands once."""
    seen = set[str]()
    for label, said in sentences().items():
        for sentence in said:
            name = clip_name(sentence)
            if name not in seen:
                seen.add(name)
                yield label, name, sentence


def _key(name: str) -> str:
    return name.removeprefix("clips/").removesuffix(".ogg")


def _standing() -> dict[str, Recording]:
    return {each.name: each for each in Recording.objects.filter(ended_at=None).defer("content")}


def _row(
    name: str, sentence: str, label: str, found: Recording | None, names: Mapping[int, str]
) -> ClipRow:
    return ClipRow(
        _key(name),
        sentence,
        _GROUPS.get(label, label),
        reverse("desk_sound", args=[found.pk]) if found else shipped(name),
        names.get(found.by, "") if found else "",
        found.at if found else None,
    )
