"""A picture as the answer of a question."""

from datetime import datetime
from uuid import UUID

from sayeban.documents.public import Redrawer, store
from sayeban.forms.actions.answers import fill_draft, locked
from sayeban.forms.rights import FILLERS
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("forms.attach", posts=FILLERS, reach="within", about=("unit", "key", "question"))
def attach(
    *,
    actor: Actor,
    at: datetime,
    unit: Unit,
    key: UUID,
    question: str,
    data: bytes,
) -> int:
    """Keep a document and answer the question with its number, which is given back.

    Refuses what `store` and `answer` refuse.
    """
    found = locked(key, unit)
    with Redrawer() as redrawer:
        document = store(data, redrawer=redrawer, place=unit, actor=actor, at=at)
    fill_draft(found, {question: document.pk}, actor, at)
    return int(document.pk)
