"""Signed-in visitors of the pages of forms."""

from django.test import Client

from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import enrolled, make_user
from sayeban.kit.units import Unit
from sayeban.people.tests.makers import NOW


def client(post: Post, unit: Unit, name: str = "") -> Client:
    """A client with the session of a user who holds this post."""
    signed_in = enrolled(make_user(name or post.value.replace("_", "."), post, unit), NOW)
    made = Client()
    session = made.session
    session.update({"user_id": signed_in.user_id, "epoch": signed_in.epoch})
    session.save()
    made.cookies["sayeban_session"] = session.session_key or ""
    return made
