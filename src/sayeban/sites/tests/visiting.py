"""Signed-in test clients."""

from datetime import datetime

import pyotp
from django.test import Client

from sayeban.accounts.public import enrol_totp, enrolment_of, sign_in
from sayeban.accounts.tests.makers import OWN_PASSWORD, PASSWORD
from sayeban.runtime.actor import Actor


def code_now(user_id: int, at: datetime) -> str:
    """The pending secret's code, as the phone that read the QR picture shows it."""
    enrolment = enrolment_of(user_id)
    assert enrolment is not None
    return pyotp.TOTP(enrolment.secret.replace(" ", "")).at(at)


def signed_in(actor: Actor, at: datetime, *, own_password: bool = True) -> Client:
    """A client with a session of this user; without `own_password` he has still to choose one."""
    user_id = actor.user_id or 0
    sign_in(at=at, username=actor.username, password=PASSWORD)
    session_of = enrol_totp(at=at, user_id=user_id, code=code_now(user_id, at))
    client = Client()
    session = client.session
    session.update({"user_id": session_of.user_id, "epoch": session_of.epoch})
    session.save()
    client.cookies["sayeban_session"] = session.session_key or ""
    if own_password:
        client.post(
            "/password/",
            {"present": PASSWORD, "chosen": OWN_PASSWORD, "again": OWN_PASSWORD},
        )
    return client
