"""What addresses of institutions must answer, from the issue alone: they are headquarters'."""

from collections.abc import Mapping
from typing import Final

from tests.matrix.oracle_rules import headquarters
from tests.matrix.places import Rule

PAGES: Final[Mapping[str, Rule]] = {
    "institutions GET": headquarters,
    "institution GET": headquarters,
    "institution_secret GET": headquarters,
    "institution_secret POST": headquarters,
    "institution_activate GET": headquarters,
    "institution_activate POST": headquarters,
    "institution_close GET": headquarters,
    "institution_close POST": headquarters,
}
ACTIONS: Final[Mapping[str, Rule]] = {}
