"""The only door of `desk` for packages above."""

from sayeban.desk.actions.keep_desk import seed_desks
from sayeban.desk.actions.keep_outcomes import keep_outcomes
from sayeban.desk.texts import seed_desk_texts

__all__ = ["keep_outcomes", "seed_desk_texts", "seed_desks"]
