"""sayeban staff add|import|disable|deputy."""

import sys
from argparse import Namespace
from typing import Any

from django.utils.timezone import now

from sayeban.accounts import public as accounts
from sayeban.kit.refusals import Refusal
from sayeban.organisations.public import resolve_text
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import looking
from sayeban.sites.commands.acting_user import actor_for
from sayeban.sites.commands.days import read_day
from sayeban.sites.commands.paths import check_files


class UnknownPost(Refusal):
    """The typed post is none of the organisation's posts."""

    code = "post.unknown"
    sentence = "سمت «{post}» شناخته نیست. یکی از این‌ها را بنویسید: {posts}"


def add(options: Namespace) -> dict[str, Any]:
    """Add a user and print his one-time password; a known user gets a further post."""
    if options.post not in set(accounts.Post):
        raise UnknownPost(post=options.post, posts="، ".join(accounts.Post))
    with looking(OPERATOR):
        unit = resolve_text(options.unit)
    actor, post = actor_for(options), accounts.Post(options.post)
    password = sys.stdin.readline().rstrip("\n") if options.password_stdin else ""
    try:
        added = accounts.add_user(
            actor=actor,
            at=now(),
            username=options.user,
            full_name=options.name or options.user,
            post=post,
            unit=unit,
            mobile=options.mobile,
            password=password,
        )
    except accounts.UserExists:
        accounts.appoint(actor=actor, at=now(), username=options.user, post=post, unit=unit)
        return {"user": options.user, "post": str(post), "unit": str(unit)}
    answer = {"user": options.user, "post": str(post), "unit": str(unit)}
    return answer | ({} if password else {"one_time_password": added.one_time_password})


def load(options: Namespace) -> dict[str, Any]:
    """Import staff; the one-time passwords are shown this once."""
    check_files([options.file])
    done = accounts.import_staff(actor=actor_for(options), at=now(), path=options.file)
    return {**done.counts.as_json(), "one_time_passwords": dict(done.one_time_passwords)}


def disable(options: Namespace) -> dict[str, Any]:
    """End a user's access at once."""
    accounts.disable_user(actor=actor_for(options), at=now(), username=options.user)
    return {"user": options.user, "disabled": True}


def deputy(options: Namespace) -> dict[str, Any]:
    """Name who stands in for an absent user with one of his posts."""
    first, last = read_day(options.first), read_day(options.last)
    with looking(OPERATOR):
        held = accounts.held_post(options.user, options.post, resolve_text(options.unit), now())
    accounts.name_deputy(
        actor=actor_for(options),
        at=now(),
        appointment_id=held,
        username=options.deputy,
        first=first,
        last=last,
    )
    return {"user": options.user, "deputy": options.deputy, "until": last.isoformat()}
