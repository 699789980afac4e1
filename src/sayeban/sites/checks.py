"""Every URL says who may open it, or the site does not start (promises.md S1)."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as CheckWarning
from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, URLResolver, get_resolver

from sayeban.accounts.public import Post
from sayeban.runtime.doors import Door

_POSTS = frozenset(Post)


def undeclared(patterns: Sequence[URLPattern | URLResolver], above: str = "/") -> Iterator[str]:
    """The URLs whose view has no `@door`, or one for a post that does not exist."""
    for pattern in patterns:
        address = above + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from undeclared(pattern.url_patterns, address)
            continue
        declared = getattr(pattern.callback, "door", None)
        if not isinstance(declared, Door):
            yield f"{address} has no @door"
        elif isinstance(declared.who, frozenset) and not declared.who <= _POSTS:
            yield f"{address} opens to unknown posts {sorted(declared.who - _POSTS)}"


@register(Tags.urls)
def check_doors(**_kwargs: Any) -> list[CheckMessage]:
    """Django's system check form of `refuse_undeclared`."""
    return [
        Error(problem, id="sayeban.E001") for problem in undeclared(get_resolver().url_patterns)
    ]


@register(Tags.security, deploy=True)
def check_proxies(**_kwargs: Any) -> list[CheckMessage]:
    """Behind a proxy that is not named all visitors share one address and its limit of tries."""
    if settings.HTTPS and not settings.PROXIES:
        problem = "SAYEBAN_HTTPS is on and SAYEBAN_PROXIES names no proxy"
        return [CheckWarning(problem, id="sayeban.W001")]
    return []


def refuse_undeclared() -> None:
    """Called by the server's entry point; raises ImproperlyConfigured naming each such URL."""
    if problems := list(undeclared(get_resolver().url_patterns)):
        raise ImproperlyConfigured("; ".join(problems))
