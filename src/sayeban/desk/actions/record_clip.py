"""A person's voice takes the place of the synthesiser's, and gives it back."""

from datetime import datetime

from django.db.transaction import on_commit

from sayeban.desk.models import Recording
from sayeban.desk.reads.recordings import forget_recorded, sentence_named
from sayeban.desk.refusals import ClipNotRecorded, NotASound, SoundTooLarge
from sayeban.desk.rules import HEADQUARTERS
from sayeban.desk.rules_sound import MOST, kind_of
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("desk.record_clip", posts=HEADQUARTERS, about=("name",))
def record_clip(*, actor: Actor, at: datetime, name: str, content: bytes) -> int:
    """From now on pages play this for the sentence of a clip; its key.

    Refuses clip.unknown, clip.too_large and clip.not_sound.
    """
    sentence = sentence_named(name)
    if len(content) > MOST:
        raise SoundTooLarge
    kind = kind_of(content)
    if not kind:
        raise NotASound
    by = actor.user_id or 0
    _end(name, at, by)
    made = Recording.objects.create(
        name=name, sentence=sentence, kind=kind, content=content, at=at, by=by
    )
    on_commit(forget_recorded)
    return made.pk


@action("desk.restore_clip", posts=HEADQUARTERS, about=("name",))
def restore_clip(*, actor: Actor, at: datetime, name: str) -> None:
    """Pages play again what shipped. Refuses clip.unknown and clip.not_recorded."""
    sentence_named(name)
    if not _end(name, at, actor.user_id or 0):
        raise ClipNotRecorded
    on_commit(forget_recorded)


def _end(name: str, at: datetime, by: int) -> int:
    """End what stands, locked, so that of two who replace it one comes after the other."""
    standing = Recording.objects.select_for_update().filter(name=name, ended_at=None)
    keys = [each.pk for each in standing.only("pk")]
    return Recording.objects.filter(pk__in=keys).update(ended_at=at, ended_by=by)
