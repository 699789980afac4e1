"""Users of the pages with real accounts, signed in."""

from django.db import connection, transaction
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import enrolled, make_user
from sayeban.exemptions.models import Row
from sayeban.exemptions.tests.makers import NOW
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import WEB_ROLE


def staff(username: str, post: Post, unit: Unit) -> Actor:
    """A user with one post since yesterday."""
    return make_user(username, post, unit)


def client_of(actor: Actor) -> Client:
    """A client with a session of this user, who chose his own password."""
    signed_in = enrolled(actor, NOW)
    client = Client()
    session = client.session
    session.update({"user_id": signed_in.user_id, "epoch": signed_in.epoch})
    session.save()
    client.cookies["sayeban_session"] = session.session_key or ""
    return client


def visitor(username: str, post: Post, unit: Unit) -> Client:
    """A client of a new user."""
    return client_of(staff(username, post, unit))


def looks_at(row: Row) -> list[tuple[str, str]]:
    """Purpose and subject of each look that the access log of this row's person shows."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute(
            "SELECT purpose, subject FROM audit_look WHERE subject_id = %s ORDER BY id",
            [str(row.key)],
        )
        found: list[tuple[str, str]] = cursor.fetchall()
        cursor.execute(f"SET LOCAL ROLE {WEB_ROLE}")
        return found
