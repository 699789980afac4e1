"""On whose behalf a command runs."""

from argparse import Namespace

from django.utils.timezone import now

from sayeban.accounts.public import actor_of
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import looking


def actor_for(options: Namespace) -> Actor:
    """The user of `--as` with exactly his rights, else the operator of the installation."""
    if not options.as_user:
        return OPERATOR
    with looking(OPERATOR):
        return actor_of(options.as_user, now())
