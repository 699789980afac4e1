"""Each closed case is asked about once, in the way that its person can answer (D-009)."""

from datetime import datetime
from uuid import UUID

from sayeban.cases.public import case_file
from sayeban.country import text
from sayeban.country.today import today_of
from sayeban.desk.models import Survey, Ticket
from sayeban.desk.reads.surveys import open_cases
from sayeban.desk.refusals import FaceUnknown, SurveyAnswered, SurveyTooEarly, SurveyUnknown
from sayeban.desk.rules import ASKED_FOR, ONE_KEY, WORKERS
from sayeban.desk.texts import SURVEY, seed_desk_texts
from sayeban.kit.units import Unit
from sayeban.notices.public import Notice, queue
from sayeban.people.public import person_file
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

BY_STAFF = frozenset({"phone", "assisted"})


@action("desk.ask_survey", about=("case_id",))
def ask_survey(*, actor: Actor, at: datetime, case_id: int) -> bool:
    """A case was closed: its person is asked by SMS where his number is known; whether it is news.

    A case that is closed again is asked about again if nobody answered: the first question was
    about an end that was taken back.
    """
    del actor
    file = case_file(case_id)
    mobile = person_file(file.person_id).mobile
    survey, is_new = Survey.objects.get_or_create(
        case_id=case_id,
        defaults={
            "service": file.service,
            "desk_id": file.desk or _desk_of_visit(case_id),
            "closed_on": today_of(at),
            "mobile": mobile,
            "asked_at": at if mobile else None,
            **file.unit.columns,
        },
    )
    anew = _is_void(survey, file.closed_at)
    if anew:
        told = {"closed_on": today_of(at), "mobile": mobile, "asked_at": at if mobile else None}
        Survey.objects.filter(pk=survey.pk).update(**told)
    if (is_new or anew) and mobile:
        seed_desk_texts(at)
        key = f"{SURVEY}/{survey.pk}" + (f"/{at.isoformat()}" if anew else "")
        queue([Notice(key, SURVEY, (file.tracking_no,), file.unit, mobile=mobile)], at)
    return is_new or anew


def _is_void(survey: Survey, closed_at: datetime | None) -> bool:
    """Whether the question was about an end before this one and waits for its answer still."""
    asked = survey.asked_at
    return survey.face is None and bool(closed_at and asked and closed_at > asked)


@action("desk.answer_survey")
def answer_survey(*, actor: Actor, at: datetime, key: UUID, face: int) -> None:
    """He pressed a face himself, on the tablet of the desk or on his own phone.

    Refuses survey.unknown, survey.face_unknown, survey.answered, survey.too_early.
    """
    del actor
    _answer(Survey.objects.filter(key=key).first(), at, face, Survey.Mode.TABLET)


@action("desk.record_survey", posts=WORKERS, reach="within", about=("unit", "mode"))
def record_survey(
    *, actor: Actor, at: datetime, unit: Unit, survey_id: int, face: int, mode: str
) -> None:
    """A clerk asked him, by phone or beside him, and presses for him; the clerk's name is kept.

    Refuses survey.unknown (also of another unit, and for another mode), survey.face_unknown,
    survey.answered, survey.too_early.
    """
    place = {"province": unit.province} | ({"county": unit.county} if unit.county else {})
    found = Survey.objects.filter(pk=survey_id, **place).first()
    if mode not in BY_STAFF:
        raise SurveyUnknown
    _answer(found, at, face, mode, helper=actor.user_id or 0)


@action("desk.answer_by_sms")
def answer_by_sms(*, actor: Actor, at: datetime, mobile: str, words: str) -> bool:
    """One key came by SMS; whether it answers a question that waits for this number.

    A question about a request that is open again waits for nothing.
    """
    del actor
    face = ONE_KEY.get(text.identifier(words))
    if not face or not mobile:
        return False
    waiting = Survey.objects.filter(mobile=mobile, face=None, asked_at__gte=at - ASKED_FOR)
    open_again = open_cases(waiting.values_list("case_id", flat=True))
    survey = waiting.exclude(case_id__in=open_again).order_by("-asked_at").first()
    if survey is None:
        return False
    _answer(survey, at, face, Survey.Mode.SMS)
    return True


def _desk_of_visit(case_id: int) -> int | None:
    """Where a request was visited for first that no desk took."""
    visit = Ticket.objects.filter(case_id=case_id).order_by("id").first()
    return visit.desk_id if visit else None


def _answer(
    survey: Survey | None, at: datetime, face: int, mode: str, helper: int | None = None
) -> None:
    if survey is None:
        raise SurveyUnknown
    if face not in Survey.Face.values:
        raise FaceUnknown
    if open_cases([survey.case_id]):
        raise SurveyTooEarly
    answered = Survey.objects.filter(pk=survey.pk, face=None).update(
        face=face,
        mode=mode,
        helper=helper,
        answered_at=at,
        asked_at=survey.asked_at or at,
    )
    if not answered:
        raise SurveyAnswered
