"""Who works at a desk or answers it, and who of them was trained."""

from dataclasses import dataclass
from datetime import datetime

from sayeban.accounts.public import Post, holders, user_names
from sayeban.country.text import sort_key
from sayeban.desk.models import Training
from sayeban.kit.units import Unit

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
