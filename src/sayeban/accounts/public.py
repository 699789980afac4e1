"""The only door of accounts for the packages above it."""

from sayeban.accounts.reads.actors import actor_by_id, actor_of
from sayeban.accounts.reads.names import user_names
from sayeban.accounts.refusals import UnknownUser, UserDisabled
from sayeban.accounts.rules import HEAD_POSTS, HQ_POSTS, POST_LABELS, Post

__all__ = [
    "HEAD_POSTS",
    "HQ_POSTS",
    "POST_LABELS",
    "Post",
    "UnknownUser",
    "UserDisabled",
    "actor_by_id",
    "actor_of",
    "user_names",
]
