"""Board of a campaign in one unit: how far it is, who is late, what waits for me (A-120)."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.design.charts import Chart
from sayeban.design.jinja import render
from sayeban.design.maps import ShareMap
from sayeban.design.parts import Column, Link, Tone
from sayeban.design.sorting import heads
from sayeban.exemptions import rights
from sayeban.exemptions.pages.answers import (
    SeeOther,
    campaign_or_404,
    own_units,
    trail,
    unit_or_404,
)
from sayeban.exemptions.pages.board.figures import (
    BY_CODE,
    CHILD_COLUMNS,
    CHILD_ORDERS,
    ChildLine,
    CompanyReadiness,
    RejectLine,
    StateLine,
    UtilityReady,
    WayTable,
    children,
    days_chart,
    days_of,
    in_progress,
    province_map,
    readiness,
    ready_lines,
    reject_lines,
    state_lines,
    way_tables,
)
from sayeban.exemptions.pages.units import works_of
from sayeban.exemptions.pages.waiting import Duty, duties
from sayeban.exemptions.pages.workbooks import answer_workbook
from sayeban.exemptions.reads.campaign_facts import CampaignFacts
from sayeban.exemptions.reads.frozen import frozen_days
from sayeban.exemptions.reads.progress import progress
from sayeban.exemptions.reads.progress_table import write_progress
from sayeban.kit.ordering import Order, order_of
from sayeban.kit.units import Unit
from sayeban.organisations.public import companies, unit_label, unit_labels
from sayeban.runtime.actor import Actor
from sayeban.runtime.doors import Visit, door


@dataclass(frozen=True, slots=True)
class Late:
    """A unit below that is late, with the rows that wait for its head."""

    label: str
    href: str
    due: date
    rows: int


@dataclass(frozen=True, slots=True)
class BoardPage:
    """The figures of one unit and of each unit below it. `rows` is all of them.

    `done` is the share that the province approved or released, of what needs collecting.
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
    done: float
    states: tuple[StateLine, ...]
    ready: tuple[UtilityReady, ...]
    duties: tuple[Duty, ...]
    children: tuple[ChildLine, ...]
    heads: tuple[Column, ...]
    late: tuple[Late, ...]
    companies: tuple[CompanyReadiness, ...]
    ways: tuple[WayTable, ...]
    rejects: tuple[RejectLine, ...]
    chart: Chart | None
    map: ShareMap | None
    doors: tuple[tuple[Link, str], ...]

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
    address = reverse("campaign_board", args=[code, str(units[0])])
    return SeeOther(f"{address}?{query}" if query else address)


@door(rights.STAFF)
def board(request: Visit, code: str, unit: str) -> HttpResponse:
    """تابلوی کارزار."""
    at = timezone.now()
    campaign = campaign_or_404(code, at)
    place = unit_or_404(request.actor, unit)
    order = order_of(request.GET.get("sort", ""), CHILD_ORDERS, BY_CODE)
    page = _page(request.actor, campaign, place, order)
    return render(request, "exemptions/board.jinja", page)


@door(rights.STAFF)
def board_xlsx(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """The table of the board as a workbook: figures alone, no person."""
    at = timezone.now()
    campaign_or_404(code, at)
    place = unit_or_404(request.actor, unit)
    found = progress(code, place, at)
    name = f"progress-{code}-{place.centre or place.county or place.province or 'hq'}.xlsx"
    answer, _ = answer_workbook(name, lambda path: write_progress(found, path))
    return answer


def _page(actor: Actor, campaign: CampaignFacts, unit: Unit, order: Order) -> BoardPage:
    at, code = timezone.now(), campaign.code
    found = progress(code, unit, at)
    course = days_of(frozen_days(code, unit), found.by_state, at)
    moving = in_progress(found.by_state)
    labels = unit_labels({late.unit for late in found.late})
    names = {(c.utility, c.code): c.name for c in companies(unit.province)}
    return BoardPage(
        links=trail(actor, campaign, unit)[:-1],
        campaign=campaign,
        unit=unit,
        label=unit_label(unit),
        day=found.day,
        days_of=found.of,
        due=found.unit_due,
        is_late=any(late.unit == unit for late in found.late),
        rows=sum(found.by_state.values()),
        moving=moving,
        done=_share(found.by_state["province_approved"] + found.by_state["released"], moving),
        states=state_lines(found.by_state),
        ready=ready_lines(found.ready, found.readiness),
        duties=tuple(duties(actor, at, code)),
        children=children(code, found, order),
        heads=heads(CHILD_COLUMNS, order, _board(code, unit), {}),
        late=tuple(
            Late(labels[late.unit], _board(code, late.unit), late.due, late.rows)
            for late in found.late
        ),
        companies=readiness(found.readiness, names),
        ways=way_tables(found.ways),
        rejects=reject_lines(found),
        chart=days_chart(course),
        map=province_map(code, found),
        doors=_doors(actor, code, unit),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _board(code: str, unit: Unit) -> str:
    return reverse("campaign_board", args=[code, str(unit)])


def _doors(actor: Actor, code: str, unit: Unit) -> tuple[tuple[Link, str], ...]:
    """The pages that lead on from this board: link and what is there."""
    found = [
        (
            Link("تحویل فهرست", reverse("campaign_hand_down", args=[code, str(unit)])),
            "کاربرگ‌ها و رسید واحدها",
        ),
        (Link("مشخصات کارزار", reverse("campaign_settings", args=[code])), "مهلت‌ها و فیلدهای لازم"),
    ]
    if actor.posts & rights.HEADQUARTERS:
        loads = Link("بارگذاری فایل‌های ستاد", reverse("campaign_loads", args=[code]))
        found.insert(0, (loads, "فایل‌ها، نتیجه‌ها و ردیف‌های پذیرفته‌نشده"))
    if actor.posts & rights.RELEASE_READERS:
        releases = Link("فهرست‌های منتشرشده", reverse("campaign_releases", args=[code]))
        found.append((releases, "فهرست هر استان، امضا، بسته و رسید"))
    return (*works_of(actor, code, unit), *found)
