"""Reading of a staff file: which rows are good, and what is wrong with each other one."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sayeban.accounts.models import User
from sayeban.accounts.refusals import (
    FullNameMissing,
    MobileInvalid,
    PostUnknown,
    PostWrongLevel,
    UsernameInvalid,
)
from sayeban.accounts.rules import POST_LABELS, Post, fits, is_username, may_appoint
from sayeban.country import text
from sayeban.country.formats import mobile as mobiles
from sayeban.kit.units import Unit
from sayeban.organisations.public import UnknownUnit, units_by_name, units_by_text
from sayeban.runtime.actor import Actor
from sayeban.runtime.refusals import AccessDenied
from sayeban.sheets.public import Column, read_table

_COLUMNS = (
    Column("username", "نام کاربری", ("username", "user"), (("کاربری",),), required=True),
    Column("full_name", "نام و نام خانوادگی", ("full name", "name", "نام"), required=True),
    Column("post", "سمت", ("post", "role"), (("سمت",),), required=True),
    Column("unit", "واحد", ("unit", "کد واحد"), (("واحد",),), required=True),
    Column("mobile", "شماره همراه", ("mobile",), (("همراه",), ("موبایل",))),
)
_POSTS = {post.value: post for post in Post} | {
    text.match_key(label): post for post, label in POST_LABELS.items()
}
_DUPLICATE = "user.duplicate"


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One good row."""

    username: str
    full_name: str
    mobile: str
    post: Post
    unit: Unit

    @property
    def key(self) -> str:
        unit = self.unit
        code = unit.centre or unit.county or unit.province
        return f"{self.username}|{self.post}|{unit.level}|{code}"

    def corrects(self, user: User) -> bool:
        """Whether name or mobile of a known user differ; an empty mobile says nothing."""
        return self.full_name != user.full_name or self.mobile not in ("", user.mobile)


@dataclass(frozen=True, slots=True)
class StaffJudged:
    """What a file would do: its good rows in their order, and the others with their reasons,
    at least one each."""

    rows: int
    lines: tuple[StaffLine, ...]
    rejected: tuple[tuple[int, tuple[str, ...]], ...]


def judge_staff(actor: Actor, path: Path) -> StaffJudged:
    """Read and judge a staff file without changing anything; refuses files as `read_table` does."""
    frame, units = read_table(path, _COLUMNS), units_by_name() | units_by_text()
    rejected: list[tuple[int, tuple[str, ...]]] = []
    lines: dict[str, StaffLine] = {}
    for row in frame.iter_rows(named=True):
        judged = _judge(row, units, actor)
        if isinstance(judged, StaffLine) and judged.key in lines:
            judged = (_DUPLICATE,)
        if isinstance(judged, StaffLine):
            lines[judged.key] = judged
        else:
            rejected.append((row["row_no"], judged))
    return StaffJudged(frame.height, tuple(lines.values()), tuple(rejected))


def _judge(
    row: Mapping[str, str], units: Mapping[str, Unit], actor: Actor
) -> StaffLine | tuple[str, ...]:
    """The good row, or the codes of all that is wrong with it."""
    username = row["username"].lower()
    post = _POSTS.get(row["post"].lower()) or _POSTS.get(text.match_key(row["post"]))
    unit = _unit(row["unit"], units)
    mobile = mobiles.canonical(text.identifier(row["mobile"])) if row["mobile"] else ""
    faults = [
        refusal.code
        for refusal, is_so in (
            (UsernameInvalid, not is_username(username)),
            (FullNameMissing, not row["full_name"]),
            (MobileInvalid, mobile is None),
            (PostUnknown, post is None),
            (UnknownUnit, unit is None),
        )
        if is_so
    ]
    if post and unit and not (fits(post, unit) and may_appoint(actor, post, unit)):
        faults.append(AccessDenied.code if fits(post, unit) else PostWrongLevel.code)
    if faults or mobile is None or post is None or unit is None:
        return tuple(faults)
    return StaffLine(username, row["full_name"], mobile, post, unit)


def _unit(typed: str, units: Mapping[str, Unit]) -> Unit | None:
    """A unit by its code or as pages write it, «مرکز ۷۰۱۱ (امید)»; Excel takes the leading zero of
    07 and 0701 away."""
    code = text.ascii_digits(typed)
    padded = code.zfill(len(code) + len(code) % 2) if code.isdecimal() else code
    name = text.match_key(code.partition("(")[0].strip())
    return units.get(code) or units.get(padded) or units.get(name)
