"""The only door of `desk` for packages above."""

from sayeban.desk.actions.keep_desk import seed_desks

__all__ = ["seed_desks"]
