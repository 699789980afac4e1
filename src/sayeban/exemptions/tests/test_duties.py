"""The paid duties of a centre: marked, taken back, the neighbourhood map (A-082)."""

from pathlib import Path

import pytest
from django.db import ProgrammingError, transaction

from sayeban.documents.refusals import DocumentTooLarge, DocumentUnreadable, DocumentUnsafe
from sayeban.exemptions.actions.change_campaign import close_campaign
from sayeban.exemptions.actions.duties import (
    DutyBehind,
    DutyDone,
    DutyNotDone,
    DutyNotePersonal,
    DutyNoteTooLong,
    DutyReasonMissing,
    DutyUnknown,
    MapMissing,
    MapNotPicture,
    draw_map,
    mark_duty,
)
from sayeban.exemptions.models import Campaign, DutyMark, NeighbourhoodMap
from sayeban.exemptions.reads.duties import drawings_of, duties_of, duties_within, marks_of
from sayeban.exemptions.refusals import CampaignNotOpen, CampaignUnknown
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import (
    CENTRE,
    COUNTY,
    COUNTY_EXPERT,
    COUNTY_HEAD,
    DEPUTY,
    DIRECTOR,
    FAR,
    FAR_HEAD,
    HEAD,
    NOW,
    PROVINCE,
    SECOND,
    SECOND_HEAD,
    WORKER,
    later,
    world,
)
from sayeban.exemptions.tests.pictures import picture
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting, looking
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db

PAPER = b"%PDF-1.4\n%%EOF"


@pytest.fixture(autouse=True)
def _files(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]  # pytest-django's own


@pytest.fixture
def campaign() -> Campaign:
    return world()


def mark(
    duty: str = "collect",
    note: str = "",
    *,
    done: bool = True,
    by: Actor = HEAD,
    unit: Unit = CENTRE,
    minute: int = 0,
) -> None:
    mark_duty(
        actor=by, at=later(minute), code="c1405", unit=unit, duty=duty, is_done=done, note=note
    )


def draw(data: bytes = b"", by: Actor = WORKER, *, code: str = "c1405", minute: int = 0) -> None:
    draw_map(actor=by, at=later(minute), code=code, unit=CENTRE, data=data or picture(7))


def test_a_duty_is_marked_with_date_and_note_and_taken_back_with_a_reason(
    campaign: Campaign,
) -> None:
    mark(note="همهٔ روستاها")
    mark(done=False, note="دو خانوار مانده بود", minute=5)
    with looking(HEAD):
        assert duties_of(campaign, CENTRE).done == {}
        said = [(each.is_done, each.at, each.note) for each in marks_of(campaign, CENTRE)]
    assert said == [
        (False, later(5), "دو خانوار مانده بود"),
        (True, NOW, "همهٔ روستاها"),
    ]
    mark(minute=9)
    with looking(COUNTY_HEAD):
        assert duties_of(campaign, CENTRE).done["collect"].at == later(9)


def test_what_is_refused_of_a_mark(campaign: Campaign) -> None:
    with pytest.raises(DutyUnknown):
        mark("sweep")
    with pytest.raises(DutyNotDone):
        mark(done=False, note="اشتباه بود")
    with pytest.raises(DutyNoteTooLong):
        mark(note="آ" * 201)
    with pytest.raises(DutyNotePersonal):
        mark(note="خانهٔ ۹۹۹۰۰۰۰۰۱۸ مانده است")
    with pytest.raises(MapMissing):
        mark("map")
    mark()
    with pytest.raises(DutyDone):
        mark()
    with pytest.raises(DutyReasonMissing):
        mark(done=False)
    draw()
    mark("map")
    with pytest.raises(CampaignUnknown):
        draw(code="c1400")
    close_campaign(actor=DEPUTY, at=NOW, code="c1405")
    with pytest.raises(CampaignNotOpen):
        mark("inform")
    with pytest.raises(CampaignNotOpen):
        draw()


def test_what_the_system_does_not_count_is_marked_with_a_reason_alone(campaign: Campaign) -> None:
    makers.row(campaign, CENTRE)
    makers.row(campaign, CENTRE, state="collected", contacted="sent")
    for duty in ("collect", "inform"):
        with pytest.raises(DutyBehind, match="۱ ردیف از ۲"):
            mark(duty)
    mark(note="یک خانوار در سفر است")
    with looking(COUNTY_HEAD):
        (found,) = duties_within(campaign, COUNTY)
        (said,) = marks_of(campaign, CENTRE)
    assert found.done["collect"] == said
    assert (said.is_early, said.counted, said.whole) == (True, 1, 2)
    with pytest.raises(MapMissing):
        mark("map", note="کشیده نشد")


def test_what_the_system_counts_needs_no_reason(campaign: Campaign) -> None:
    makers.row(campaign, CENTRE, state="collected", contacted="sent")
    mark()
    mark("inform")
    with looking(HEAD):
        assert [each.is_early for each in marks_of(campaign, CENTRE)] == [False, False]


def test_the_head_of_the_very_centre_marks_and_its_people_draw(campaign: Campaign) -> None:
    for by in (WORKER, SECOND_HEAD, COUNTY_HEAD, DIRECTOR, DEPUTY, OPERATOR):
        with pytest.raises(AccessDenied):
            mark(by=by)
    for by in (SECOND_HEAD, COUNTY_EXPERT, COUNTY_HEAD, DIRECTOR, OPERATOR):
        with pytest.raises(AccessDenied):
            draw(by=by)
    with acting(OPERATOR, NOW):
        assert not DutyMark.objects.exists()
        assert not NeighbourhoodMap.objects.exists()
    draw(by=HEAD)


def test_a_newer_map_takes_the_place_of_the_older_one_which_stays(campaign: Campaign) -> None:
    draw()
    draw(picture(200), by=HEAD, minute=3)
    with looking(WORKER):
        assert [each.at for each in drawings_of(campaign, CENTRE)] == [later(3), NOW]
        assert duties_of(campaign, CENTRE).known["map"] == (1, 1)
    with looking(SECOND_HEAD):
        assert drawings_of(campaign, CENTRE) == []


def test_a_map_is_a_sound_picture(campaign: Campaign) -> None:
    for data, refusal in (
        (PAPER, MapNotPicture),
        (b"<svg onload=alert(1)>", DocumentUnreadable),
        (b"%PDF-1.4 /JavaScript\n%%EOF", DocumentUnsafe),
        (b"\xff" * (15 * 1024 * 1024 + 1), DocumentTooLarge),
    ):
        with pytest.raises(refusal):
            draw(data)
    with acting(OPERATOR, NOW):
        assert not NeighbourhoodMap.objects.exists()


def test_each_head_sees_the_centres_of_his_own_place_with_their_counts(
    campaign: Campaign,
) -> None:
    for state, contacted in (
        ("collected", "will_send"),
        ("pending", "sent"),
        ("returned", ""),
        ("uncollectable", ""),
        ("leaving", "sent"),
    ):
        makers.row(campaign, CENTRE, state=state, contacted=contacted)
    makers.row(campaign, FAR)
    makers.row(campaign, COUNTY)
    mark(note="دو خانوار در سفرند")
    mark("inform", "همه را دیدیم", by=FAR_HEAD, unit=FAR)
    with looking(COUNTY_HEAD):
        (found,) = duties_within(campaign, COUNTY)
        assert duties_within(campaign, Unit.of_county("0702")) == []
    assert found.known == {"inform": (2, 4), "collect": (2, 4), "map": (0, 1)}
    assert set(found.done) == {"collect"}
    with looking(DIRECTOR):
        centres = duties_within(campaign, PROVINCE)
        assert [(each.centre, set(each.done)) for each in centres] == [
            (CENTRE, {"collect"}),
            (FAR, {"inform"}),
        ]
    with looking(SECOND_HEAD):
        assert duties_within(campaign, PROVINCE) == []
        assert duties_of(campaign, SECOND).known["collect"] == (0, 0)


def test_a_mark_and_a_map_are_never_changed(campaign: Campaign) -> None:
    mark()
    draw()
    for table in (DutyMark, NeighbourhoodMap):
        denied = pytest.raises(ProgrammingError, match="permission denied")
        with acting(OPERATOR, NOW), denied, transaction.atomic():
            table.objects.update(by=1)
