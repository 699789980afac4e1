"""Who works at a desk or answers it, and who of them was trained."""

from dataclasses import dataclass
from datetime import datetime

from sayeban.accounts.public import Post, holders, holders_of, user_names, usernames_of
from sayeban.country.text import sort_key
from sayeban.desk.models import Training
from sayeban.desk.rules import TRAINERS
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_labels
from sayeban.runtime.actor import Actor

_POSTS = (
    ("desk", Post.DESK_CLERK),
    ("desk", Post.DESK_HEAD),
    ("liaison", Post.LIAISON_EXPERT),
)


@dataclass(frozen=True, slots=True)
class Worker:
    """One holder of one post. `key` names him in a form; `trained_at`: None before training."""

    key: str
    name: str
    post: str
    trained_at: datetime | None
    trained_by: str

    @property
    def label(self) -> str:
        """«زهرا کریمی، کارشناس میز خدمت»."""
        return f"{self.name}، {self.post}"


def staff_of(unit: Unit, at: datetime) -> list[Worker]:
    """Clerks, heads and liaison experts of exactly this unit, by name."""
    rows = Training.objects.filter(province=unit.province, county=unit.county)
    trained = {(each.course, each.user_id): each for each in rows}
    held = [(course, post, user) for course, post in _POSTS for user in holders(post, unit, at)]
    names = user_names({user for *_, user in held} | {each.by for each in trained.values()})

    def worker(course: str, post: Post, user: int) -> Worker:
        done = trained.get((course, user))
        by = names.get(done.by, "") if done else ""
        when = done.at if done else None
        return Worker(f"{course}-{user}", names.get(user, ""), post.label, when, by)

    return sorted((worker(*each) for each in held), key=lambda each: sort_key(each.name))


@dataclass(frozen=True, slots=True)
class Trainee:
    """One holder of one post in one unit whose training somebody answers for.

    `key` names him in a form: course, user and unit.
    """

    key: str
    user_id: int
    username: str
    name: str
    post: str
    course: str
    unit: Unit
    unit_label: str
    trained_at: datetime | None

    @property
    def label(self) -> str:
        """«زهرا کریمی، کارشناس رابط، شهرستان آباده»."""
        return f"{self.name}، {self.post}، {self.unit_label}"


def staff_within(actor: Actor, at: datetime) -> list[Trainee]:
    """Clerks, heads and liaison experts of the places whose training this actor records."""
    held = [
        (course, post, each.user_id, each.unit)
        for course, post in _POSTS
        for each in holders_of([post], at)
        if actor.kind != "user" or actor.reaches(TRAINERS, each.unit)
    ]
    users = {user for *_, user, _ in held}
    names, usernames = user_names(users), usernames_of(users)
    labels = unit_labels({unit for *_, unit in held})
    rows = Training.objects.filter(user_id__in=users)
    trained = {(each.course, each.user_id, each.province, each.county): each.at for each in rows}
    found = {
        (course, user, unit, post): Trainee(
            f"{course}-{user}-{unit}",
            user,
            usernames.get(user, ""),
            names.get(user, ""),
            post.label,
            course,
            unit,
            labels[unit],
            trained.get((course, user, unit.province, unit.county)),
        )
        for course, post, user, unit in held
    }
    return sorted(
        found.values(),
        key=lambda each: (each.trained_at is not None, each.unit_label, sort_key(each.name)),
    )
