"""Who may write rules, and who may decide otherwise."""

from typing import Final

from sayeban.accounts.public import HQ_POSTS, Post

AUTHORS: Final = HQ_POSTS
"""They write rules and parameters; another one of them puts these in force (S4)."""
DECIDERS: Final = HQ_POSTS | {
    Post.DIRECTOR_GENERAL,
    Post.COUNTY_HEAD,
    Post.CENTRE_HEAD,
    Post.TECHNICAL_HEAD,
}
"""They may decide by hand, in their unit and below it."""
