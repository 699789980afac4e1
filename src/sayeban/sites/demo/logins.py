"""One login a post and two more, with a password and a TOTP that are ready to use.

Nothing here is a short cut: each user signs in with the one-time password of his import, enrols
the secret that he is shown, and chooses his own password.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pyotp
from django.utils.timezone import now

from sayeban.accounts import public as accounts
from sayeban.sites.demo.leaving import open_work
from sayeban.sites.demo.scene import Scene

PASSWORD: Final = "nemuneh-bagh-e-anar-1405"  # noqa: S105 - printed; of invented users alone
FILE: Final = "logins.txt"


def make_logins(scene: Scene, passwords: Mapping[str, str]) -> Path:
    """Make a user of each post ready and write what he needs to sign in; the file's path."""
    users, work = _who_tries(scene), open_work(scene)
    with scene.report.step("کاربران نمونه") as told:
        lines = [
            _line(post, user, _ready(scene, user, passwords[user]), work.get(user, ""))
            for post, user in users
        ]
        told["کاربر"] = len(lines)
    path = scene.folder / FILE
    with os.fdopen(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
        file.write("\n".join(lines) + "\n")
    return path


def _who_tries(scene: Scene) -> list[tuple[accounts.Post, str]]:
    """One of each post, and two more for whom work is left."""
    province = scene.provinces[0]
    county = province.counties[0]
    centre = county.centres[0]
    post = accounts.Post
    return [
        (post.HQ_EXPERT, "hq.expert"),
        (post.HQ_DEPUTY, "hq.deputy"),
        (post.DIRECTOR_GENERAL, f"dg.{province.code}"),
        (post.PROVINCE_EXPERT, f"expert1.{province.code}"),
        (post.COUNTY_HEAD, f"head.{county.code}"),
        (post.COUNTY_EXPERT, f"expert.{county.code}"),
        (post.CENTRE_HEAD, f"head.{centre}"),
        (post.TECHNICAL_HEAD, f"tech.{centre}"),
        (post.SOCIAL_WORKER, f"worker1.{centre}"),
        (post.VILLAGE_HELPER, f"village.{county.code}"),
        (post.COUNTER_CLERK, f"clerk.{county.code}"),
        (post.DESK_HEAD, f"desk.head.{county.code}"),
        (post.DESK_CLERK, f"desk.clerk.{county.code}"),
        (post.LIAISON_EXPERT, f"liaison.{county.code}"),
        (post.OBSERVER, f"observer.{province.code}"),
        (post.COUNTY_EXPERT, f"expert.{province.counties[1].code}"),
        (post.COUNTY_HEAD, f"head.{province.counties[2].code}"),
    ]


def _ready(scene: Scene, username: str, one_time: str) -> str:
    """First sign-in, enrolment and an own password; gives the TOTP secret."""
    passed = accounts.sign_in(at=now(), username=username, password=one_time)
    pending = accounts.enrolment_of(passed.user_id)
    assert pending is not None  # nobody has enrolled it yet
    secret = pending.secret.replace(" ", "")
    at = now()
    code = pyotp.TOTP(secret).at(at)
    accounts.enrol_totp(at=at, user_id=passed.user_id, code=code)
    accounts.change_password(
        actor=scene.actor(username), at=now(), present=one_time, chosen=PASSWORD
    )
    return secret


def _line(post: accounts.Post, username: str, secret: str, work: str) -> str:
    waits = f"؛ در انتظار او: {work}" if work else ""
    return f"{username:<18} {PASSWORD}  TOTP {secret}  {post.label}{waits}"


def show(scene: Scene, url: str) -> None:
    """The logins, how to get a code without a telephone, and the address."""
    say = scene.report.say
    say("")
    say("کاربران (نام، گذرواژه، کلید رمزساز، سمت):")
    say((scene.folder / FILE).read_text("utf-8").rstrip())
    code = "import pyotp; print(pyotp.TOTP('KEY').now())"
    say(f'کد شش‌رقمی بدون تلفن:  {sys.executable} -c "{code}"')
    say(f"سایت: {url}")
