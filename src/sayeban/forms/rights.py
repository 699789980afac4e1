"""Which posts may do what with forms."""

from typing import Final

from sayeban.kit.posts import HQ_POSTS

HEADQUARTERS: Final = HQ_POSTS
"""They write forms, and publish what another of them wrote."""
FILLERS: Final = HEADQUARTERS | {
    "director_general",
    "province_expert",
    "county_head",
    "county_expert",
    "centre_head",
    "technical_head",
    "social_worker",
    "desk_head",
    "desk_clerk",
    "liaison_expert",
}
"""Whoever serves a person fills forms for him, in his own unit or above it."""
