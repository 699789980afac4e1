"""Board of a campaign in one unit: how far it is, who is late, what waits for me (A-120)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.design.jinja import render
from sayeban.design.parts import Column, Link, Tone
from sayeban.design.sorting import heads
from sayeban.exemptions import rights
from sayeban.exemptions.actions.remind import remind as remind_unit
from sayeban.exemptions.pages.answers import (
    SeeOther,
    campaign_or_404,
    done,
    own_units,
    trail,
    unit_or_404,
    units_above,
)
from sayeban.exemptions.pages.board.course_figures import Said, burn_up, forecast_said
from sayeban.exemptions.pages.board.figures import (
    BY_CODE,
    CHILD_COLUMNS,
    CHILD_ORDERS,
    ChildLine,
    StateLine,
    children,
    days_chart,
    days_of,
    in_progress,
    province_map,
    state_lines,
    units_chart,
)
from sayeban.exemptions.pages.board.pictures import Picture, pictures
from sayeban.exemptions.pages.units import works_of
from sayeban.exemptions.pages.waiting import Duty, duty_of
from sayeban.exemptions.reads.board import Board
from sayeban.exemptions.reads.board import board as read_board
from sayeban.exemptions.reads.campaign_facts import CampaignFacts
from sayeban.exemptions.reads.progress import progress
from sayeban.exemptions.reads.progress_table import write_progress
from sayeban.exemptions.refusals import CampaignUnknown
from sayeban.kit.ordering import Order, order_of
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_labels
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied
from sayeban.sheets.public import answer_workbook


@dataclass(frozen=True, slots=True)
class Late:
    """A late unit with the rows that wait for its head, and who reminded him last.

    `remind` is the address of the reminder, empty where the visitor may not or it was given today.
    """

    label: str
    href: str
    due: date
    rows: int
    reminded_at: datetime | None
    reminded_by: str
    remind: str


@dataclass(frozen=True, slots=True)
class BoardPage:
    """The figures of one unit and of each unit below it. `rows` is all of them.

    `done` is the share that the province approved or released, of what needs collecting. `problem`
    says why a reminder was refused.
    """

    links: tuple[Link, ...]
    campaign: CampaignFacts
    unit: Unit
    label: str
    day: int
    days_of: int
    due: date
    is_late: bool
    rows: int
    moving: int
    informed: int
    done: float
    helpers: int
    forecast: Said
    states: tuple[StateLine, ...]
    pictures: tuple[Picture, ...]
    duties: tuple[Duty, ...]
    children: tuple[ChildLine, ...]
    heads: tuple[Column, ...]
    late: tuple[Late, ...]
    doors: tuple[tuple[Link, str], ...]
    problem: str = ""

    @property
    def due_tone(self) -> Tone:
        """How the due date looks."""
        return "bad" if self.is_late else "info"


@door(rights.STAFF)
def home(request: Visit, code: str) -> HttpResponseBase:
    """The campaign from the widest unit of the visitor."""
    campaign_or_404(code, timezone.now())
    units = own_units(request.actor)
    if not units:
        raise Http404
    query = request.GET.urlencode()
    address = board_address(code, units[0])
    return SeeOther(f"{address}?{query}" if query else address)


@door(rights.STAFF)
def board(request: Visit, code: str, unit: str) -> HttpResponse:
    """تابلوی کارزار."""
    place = unit_or_404(request.actor, unit)
    order = order_of(request.GET.get("sort", ""), CHILD_ORDERS, BY_CODE)
    return _shown(request, code, place, order)


@door(rights.STAFF)
def board_xlsx(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """The table of the board as a workbook: figures alone, no person."""
    at = timezone.now()
    campaign_or_404(code, at)
    place = unit_or_404(request.actor, unit)
    found = progress(code, place, at)
    name = f"progress-{code}-{file_part(place)}.xlsx"
    answer, _ = answer_workbook(name, lambda path: write_progress(found, path))
    return answer


@door(rights.SUPERVISORS, methods=("POST",))
def remind(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """یادآوری به واحد عقب‌مانده."""
    with looking(request.actor):
        late = unit_or_404(request.actor, unit)
        board_of = unit_or_404(request.actor, request.POST.get("board", unit))
    try:
        remind_unit(actor=request.actor, at=timezone.now(), code=code, unit=late)
    except AccessDenied:
        raise
    except CampaignUnknown as unknown:
        raise Http404 from unknown
    except Refusal as refusal:
        with looking(request.actor):
            return _shown(request, code, board_of, BY_CODE, problem=refusal.message)
    return done(board_address(code, board_of), "reminded")


def board_or_404(actor: Actor, code: str, place: Unit) -> Board:
    """The board of an address."""
    try:
        return read_board(actor, code, place, timezone.now())
    except CampaignUnknown as unknown:
        raise Http404 from unknown


def board_address(code: str, unit: Unit) -> str:
    """The address of a board."""
    return reverse("campaign_board", args=[code, str(unit)])


def file_part(unit: Unit) -> str:
    """The unit in the name of a file."""
    return unit.centre or unit.county or unit.province or "hq"


def board_pictures(code: str, found: Board, lines: tuple[ChildLine, ...]) -> tuple[Picture, ...]:
    """The pictures of a board, the course first."""
    unit = found.standing.unit
    course = days_of(found.frozen, found.standing.by_state, timezone.now())
    return pictures(
        code,
        unit,
        (
            ("burn-up", "line", burn_up(found)),
            ("units", "strips", units_chart(lines)),
            ("days", "stacked", days_chart(course)),
            ("map", "map", province_map(code, found.standing)),
        ),
    )


def _shown(
    request: Visit, code: str, place: Unit, order: Order, *, problem: str = ""
) -> HttpResponse:
    page = _page(request.actor, board_or_404(request.actor, code, place), order, problem)
    return render(request, "exemptions/board.jinja", page, status=422 if problem else 200)


def _page(actor: Actor, found: Board, order: Order, problem: str) -> BoardPage:
    campaign, stands, unit = found.facts, found.standing, found.standing.unit
    code = campaign.code
    moving = in_progress(stands.by_state)
    late, waiting = stands.late, found.waiting
    named = {unit, *units_above(actor, unit)}
    named |= {each.unit for each in late} | {each.unit for each in waiting}
    labels = unit_labels(named)
    lines = children(code, stands, order)
    return BoardPage(
        links=trail(actor, campaign, unit, labels)[:-1],
        campaign=campaign,
        unit=unit,
        label=labels[unit],
        day=stands.day,
        days_of=stands.of,
        due=stands.unit_due,
        is_late=any(each.unit == unit for each in late),
        rows=sum(stands.by_state.values()),
        moving=moving,
        informed=stands.informed,
        done=_share(stands.by_state["province_approved"] + stands.by_state["released"], moving),
        helpers=found.helpers,
        forecast=forecast_said(found),
        states=state_lines(stands.by_state),
        pictures=board_pictures(code, found, lines),
        duties=tuple(duty_of(each, labels[each.unit]) for each in waiting),
        children=lines,
        heads=heads(CHILD_COLUMNS, order, board_address(code, unit), {}),
        late=_late(actor, found, labels),
        doors=_doors(actor, code, unit),
        problem=problem,
    )


def _late(actor: Actor, found: Board, labels: Mapping[Unit, str]) -> tuple[Late, ...]:
    code, today = found.facts.code, found.course[-1].day
    lines = []
    for late in found.standing.late:
        last = found.reminded.get(late.unit)
        may = found.facts.closed_at is None and actor.reaches(rights.SUPERVISORS, late.unit.parent)
        given = last is not None and last.day == today
        address = reverse("campaign_remind", args=[code, str(late.unit)])
        lines.append(
            Late(
                labels[late.unit],
                board_address(code, late.unit),
                late.due,
                late.rows,
                last.at if last else None,
                last.by if last else "",
                address if may and not given else "",
            )
        )
    return tuple(lines)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


_LOOKS = (
    ("campaign_quality", "کیفیت داده", "آمادگی شرکت‌ها، نرخ خطا، انتظار در هر مرحله"),
    ("campaign_projector", "تابلوی دیواری", "با نوشتهٔ درشت؛ خودبه‌خود تازه می‌شود"),
    ("campaign_board_sheet", "برگهٔ چاپی", "همین تابلو برای کاغذ و امضا"),
)


def _doors(actor: Actor, code: str, unit: Unit) -> tuple[tuple[Link, str], ...]:
    """The pages that lead on from this board: link and what is there."""
    found = [
        (Link(text, reverse(name, args=[code, str(unit)])), hint) for name, text, hint in _LOOKS
    ]
    if actor.posts & rights.RATED:
        rates = reverse("campaign_violation_rates", args=[code, str(unit)])
        found.append((Link("آمار تخلف", rates), "سهم ردیف‌های نادرست، با بازهٔ اطمینان"))
    hand_down = reverse("campaign_hand_down", args=[code, str(unit)])
    found.append((Link("تحویل فهرست", hand_down), "کاربرگ‌ها و رسید واحدها"))
    terms = Link("مشخصات کارزار", reverse("campaign_settings", args=[code]))
    found.append((terms, "مهلت‌ها و فیلدهای لازم"))
    if actor.posts & rights.HEADQUARTERS:
        loads = Link("بارگذاری فایل‌های ستاد", reverse("campaign_loads", args=[code]))
        found.insert(0, (loads, "فایل‌ها، نتیجه‌ها و ردیف‌های پذیرفته‌نشده"))
    if actor.posts & rights.RELEASE_READERS:
        releases = Link("فهرست‌های منتشرشده", reverse("campaign_releases", args=[code]))
        found.append((releases, "فهرست هر استان، امضا، بسته و رسید"))
    return (*works_of(actor, code, unit), *found)
