"""Browsers of staff, signed in."""

from django.test import Client

from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import enrolled, make_user
from sayeban.cases.tests.makers import COUNTY, NOW
from sayeban.kit.units import Unit

HQ = Unit.hq()


def visitor(post: Post, unit: Unit = COUNTY, name: str = "") -> Client:
    """Somebody of this post, with a session."""
    signed_in = enrolled(make_user(name or post.value.replace("_", "."), post, unit), NOW)
    made = Client()
    session = made.session
    session.update({"user_id": signed_in.user_id, "epoch": signed_in.epoch})
    session.save()
    made.cookies["sayeban_session"] = session.session_key or ""
    return made


def text_of(client: Client, path: str) -> str:
    """The page at an address."""
    answer = client.get(path, follow=True)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()
