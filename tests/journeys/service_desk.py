"""A county with a service desk: services in force, its people, and two clients."""

from datetime import time
from typing import Final

from django.utils import timezone

from sayeban.accounts.models import User
from sayeban.accounts.public import Post, actor_of, add_user
from sayeban.cases.public import name_expert, seed_case_texts, write_calendar
from sayeban.desk.models import Survey
from sayeban.desk.public import DeskTerms, open_desk, seed_desk_texts, the_same, train
from sayeban.exemptions.tests import makers
from sayeban.facts import public as facts
from sayeban.kit.units import Unit
from sayeban.notices.models import Message
from sayeban.organisations.public import seed
from sayeban.people.tests.makers import person, register, source_row
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting, looking
from sayeban.sites.delivering import deliver_events
from sayeban.sites.samples.loading import load_samples
from tests.journeys.persona import ONE_TIME

COUNTY, HQ = Unit.of_county("0701"), Unit.hq()
STAFF: Final = {
    "writer": (Post.HQ_EXPERT, HQ),
    "second": (Post.HQ_DEPUTY, HQ),
    "clerk": (Post.DESK_CLERK, COUNTY),
    "liaison": (Post.LIAISON_EXPERT, COUNTY),
    "head": (Post.COUNTY_HEAD, COUNTY),
    "worker": (Post.SOCIAL_WORKER, Unit.of_centre("0701", "7011")),
}
ZAHRA: Final = "زهرا کریمی"


def settle() -> None:
    """Services in force, a desk with its people, and two clients."""
    at = timezone.now()
    with acting(OPERATOR, at):
        seed()
        facts.seed_facts()
        facts.seed_registers(at)
        seed_case_texts(at)
        seed_desk_texts(at)
        write_calendar(at.date())
    makers.places()
    for name, (post, unit) in STAFF.items():
        add_user(
            actor=OPERATOR,
            at=at,
            username=name,
            full_name=post.label,
            post=post,
            unit=unit,
            password=ONE_TIME,
        )
    register(
        source_row(1, full_name=ZAHRA, mobile="+989120000000"),
        source_row(2, full_name="فاطمهٔ رضایی", mobile="+989120000002"),
    )
    zahra, day = person(1), at.date()
    told = [
        facts.NewValue("household", zahra.household_id or 0, "tenure", "tenant", "received", day),
        facts.NewValue("person", zahra.pk, "sex", "female", "received", day),
        facts.NewValue("person", zahra.pk, "pension_monthly", 0, "received", day),
    ]
    with acting(OPERATOR, at):
        facts.put_values(actor=OPERATOR, at=at, values=told)
    with looking(OPERATOR):
        writer, second = (actor_of(name, at) for name in ("writer", "second"))
    load_samples(writer=writer, second=second, at=at)
    terms = DeskTerms(
        "میز خدمت آباده", "خیابان امام", 2, the_same(time(7, 30), time(14), days=7), 20
    )
    open_desk(actor=OPERATOR, at=at, unit=COUNTY, code="abadeh", terms=terms)
    with acting(OPERATOR, at):
        users = dict(User.objects.values_list("username", "id"))
    for course, who in (("desk", "clerk"), ("liaison", "liaison")):
        train(actor=OPERATOR, at=at, unit=COUNTY, course=course, users=[users[who]])
    name_expert(actor=OPERATOR, at=at, unit=COUNTY, department="social", user_id=users["liaison"])


def messages() -> list[str]:
    """SMS in the outbox, after what was announced is delivered."""
    deliver_events()
    with looking(SYSTEM):
        return list(Message.objects.order_by("id").values_list("text", flat=True))


def survey_address() -> str:
    """Where the one closed case is asked about."""
    with looking(SYSTEM):
        return f"/survey/{Survey.objects.get().key}/"
