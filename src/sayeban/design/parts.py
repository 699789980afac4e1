"""Read models that macros and layout take: frozen, no domain word."""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["info", "ok", "warn", "bad", "mute", "s0", "s1", "s2", "s3", "s4", "s5", "s6"]
"""What a colour says; always beside words, never instead of them (WCAG 1.4.1).

s0 … s6 are the hues of charts, for a thing that is drawn in one and named in a tag or a meter too.
"""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a menu, of breadcrumbs or of the footer; `current` marks the page one is on."""

    text: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is signed in: `post` and place in words, as the header shows them.

    `sign_out_url` takes a POST.
    """

    name: str
    post: str
    sign_out_url: str


@dataclass(frozen=True, slots=True)
class Banner:
    """A message for the whole page, such as what the last action did."""

    tone: Tone
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything around a page; the callable of settings.DESIGN_LAYOUT makes it.

    `phase` is a short notice under the header («نسخهٔ آزمایشی»), empty for none. `find_url` takes
    the POST of the search box in the header, empty where there is none; `help_url` leads to the
    help of the page.
    """

    home_url: str
    nav: tuple[Link, ...] = ()
    user: SignedIn | None = None
    phase: str = ""
    banners: tuple[Banner, ...] = ()
    footer: tuple[Link, ...] = ()
    find_url: str = ""
    help_url: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A head cell of a table. `href` sorts by it; `order` says how the table is sorted now."""

    text: str
    href: str = ""
    order: Literal["", "ascending", "descending"] = ""


@dataclass(frozen=True, slots=True)
class Pager:
    """Keyset paging: addresses of the neighbours (empty for none), rows shown and all rows.

    `total` is None where counting would cost more than it tells.
    """

    previous: str
    next: str
    shown: int
    total: int | None = None
