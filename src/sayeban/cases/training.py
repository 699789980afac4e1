"""Whether a liaison expert may answer: the record of courses belongs to the desk (D-006).

Cases and the desk above them are strangers: the site names in settings.LIAISON_TRAINED a callable
`(Actor) -> bool`.
"""

from django.conf import settings
from django.utils.module_loading import import_string

from sayeban.cases.refusals_case import LiaisonNotTrained
from sayeban.runtime.actor import Actor

LIAISON = "liaison_expert"


def lacks_training(actor: Actor) -> bool:
    """Whether he is a liaison expert whose course is not recorded."""
    if actor.kind != "user" or LIAISON not in actor.posts:
        return False
    trained: bool = import_string(getattr(settings, "LIAISON_TRAINED"))(actor)  # noqa: B009 - ours
    return not trained


def check_liaison(actor: Actor) -> None:
    """Refuses note.not_trained for a liaison expert without his course."""
    if lacks_training(actor):
        raise LiaisonNotTrained
