"""How addresses of institutions are asked."""

from collections.abc import Mapping
from typing import Final
from uuid import uuid4

from sayeban.exemptions.tests.makers import NOW
from sayeban.interop.actions.keep_grants import GrantTerms, add_grant
from sayeban.runtime.actor import OPERATOR
from tests.matrix import asking, entries
from tests.matrix.asking import Asked
from tests.matrix.scene import Scene


def _agreed(**data: str) -> asking.Make:
    """An agreement is open. Each test undoes it, so it is made for each."""

    def make(_: Scene) -> list[Asked]:
        name = f"grant-{uuid4().hex[:8]}"
        terms = GrantTerms(name, "بنیاد نمونه", ["07"], services=["card"])
        add_grant(actor=OPERATOR, at=NOW, terms=terms)
        return [Asked("", {"client_id": name}, data)]

    return make


ASKED: Final[Mapping[str, asking.Make]] = {
    "institution GET": _agreed(),
    "institution_secret GET": _agreed(),
    "institution_secret POST": _agreed(overlap="0"),
    "institution_activate GET": _agreed(),
    "institution_activate POST": _agreed(sure="on"),
    "institution_close GET": _agreed(),
    "institution_close POST": _agreed(sure="on"),
}
CALLS: Final[Mapping[str, entries.Make]] = {}
UNKNOWN: Final[frozenset[str]] = frozenset()
