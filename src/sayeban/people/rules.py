"""Who may change a person's file, and which status may follow which. Pure."""

from typing import Final

from sayeban.kit.posts import HQ_POSTS

HEADQUARTERS: Final = HQ_POSTS
KEEPERS: Final = HEADQUARTERS | {
    "director_general",
    "province_expert",
    "county_head",
    "county_expert",
    "centre_head",
    "social_worker",
}
"""Posts that keep the files of the persons within their places."""

REGISTRARS: Final = KEEPERS | {"desk_clerk", "desk_head"}
"""Posts that register somebody who is not covered: those that keep files, and the service desk."""

STATUS_KEEPERS: Final = KEEPERS - {"hq_expert", "social_worker"}
"""Posts that record a death or an exit with its evidence: experts and heads."""

_FOLLOWING: Final = {
    "": frozenset({"exited", "deceased"}),
    "active": frozenset({"exited", "deceased"}),
    "exited": frozenset({"deceased"}),
    "deceased": frozenset[str](),
}


def may_head(status: str) -> bool:
    """Whether a person of `status` can head a household."""
    return status in ("", "active")


def may_become(status: str, new: str) -> bool:
    """Whether a person of `status` can be recorded as exited or deceased.

    Nobody dies twice, leaves twice, or leaves after his death. Corrections come by file.
    """
    return new in _FOLLOWING[status]
