"""Forms as JSON Schema, and submissions. Each writing call is done once a key."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from ninja import Router

from sayeban.country.today import today_of
from sayeban.forms.public import FormVersion, SubmissionFile, asked_on, json_schema, published
from sayeban.interop.actions.send_forms import (
    Begun,
    answer_form,
    begin_form,
    own_submission,
    published_form,
    submit_form,
)
from sayeban.interop.api.social.door import ROWS, Caller, Scope, calls
from sayeban.interop.api.social.schemas import (
    PROBLEMS,
    Answers,
    Code,
    Finished,
    FormDescribed,
    FormLine,
    Key,
    NewSubmission,
    SubmissionState,
)
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.context import looking

router = Router()
_FILL = "forms.fill"


@router.get(
    "/forms",
    response={200: list[FormLine], **PROBLEMS},
    auth=Scope(_FILL, "social_forms"),
    operation_id="listForms",
    tags=["forms"],
)
@calls
def social_forms(caller: Caller) -> HttpResponse:
    """Forms that the agreement opens and that are asked now."""
    with looking(SYSTEM):
        found = [published(code) for code in sorted(caller.grant.forms)]
    lines = [_line(each) for each in found if each]
    return JsonResponse(lines, safe=False, json_dumps_params={"ensure_ascii": False})


@router.get(
    "/forms/{code}",
    response={200: FormDescribed, **PROBLEMS},
    auth=Scope(_FILL, "social_form"),
    operation_id="getForm",
    tags=["forms"],
)
@calls
def social_form(caller: Caller, code: Code) -> HttpResponse:
    """The published version with the JSON Schema of its answers."""
    caller.grant.refuse_beyond(caller.grant.forms, [code])
    found = published_form(code)
    said = _line(found) | {"schema": json_schema(asked_on(found.form, today_of(caller.at)))}
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False})


@router.post(
    "/submissions",
    response={201: SubmissionState, **PROBLEMS},
    auth=Scope(_FILL, "social_begin"),
    operation_id="createSubmission",
    tags=["submissions"],
)
@calls
def social_begin(caller: Caller, sent: NewSubmission, idempotency_key: Key) -> HttpResponse:
    """Begin a form for a person. Of an older version: 409, and nothing is begun."""
    begun = Begun(sent.form, sent.version, sent.national_id)
    return caller.once(
        idempotency_key,
        lambda: _told(
            begin_form(actor=caller.actor, at=caller.at, grant=caller.grant, begun=begun), 201
        ),
    )


@router.get(
    "/submissions/{key}",
    response={200: SubmissionState, **PROBLEMS},
    auth=Scope(_FILL, "social_submission"),
    operation_id="getSubmission",
    tags=["submissions"],
)
@calls
def social_submission(caller: Caller, key: UUID) -> HttpResponse:
    """How far a submission of this program is; a draft follows the form to its newest version."""
    return _told(own_submission(caller.grant, key))


@router.post(
    "/submissions/{key}/answers",
    response={200: SubmissionState, **PROBLEMS},
    auth=Scope(_FILL, "social_answers"),
    operation_id="answerSubmission",
    tags=["submissions"],
)
@calls
def social_answers(caller: Caller, key: UUID, sent: Answers, idempotency_key: Key) -> HttpResponse:
    """Add answers or replace them. Of an older version: 409, and what was kept stays."""
    return caller.once(
        idempotency_key,
        lambda: _told(
            answer_form(
                actor=caller.actor,
                at=caller.at,
                grant=caller.grant,
                key=key,
                n=sent.version,
                answers=sent.answers,
            )
        ),
    )


@router.post(
    "/submissions/{key}/submit",
    response={200: SubmissionState, **PROBLEMS},
    auth=Scope(_FILL, "social_submit"),
    operation_id="submitSubmission",
    tags=["submissions"],
)
@calls
def social_submit(caller: Caller, key: UUID, sent: Finished, idempotency_key: Key) -> HttpResponse:
    """Close the form: what it says of facts is declared. Open questions: 422 names the first."""
    return caller.once(
        idempotency_key,
        lambda: _told(
            submit_form(
                actor=caller.actor, at=caller.at, grant=caller.grant, key=key, n=sent.version
            )
        ),
    )


def _line(version: FormVersion) -> dict[str, object]:
    return {"code": version.code, "title": version.title, "version": version.n}


def _told(found: SubmissionFile, status: int = 200) -> HttpResponse:
    labels = {each.key: each.label for each in found.version.form.questions}
    wrong = found.problems if found.state == "draft" else {}
    said = {
        "key": str(found.key),
        "form": found.version.code,
        "version": found.version.n,
        "state": found.state,
        "open": [{"key": key, "label": labels[key]} for key in wrong],
    }
    answer = JsonResponse(said, status=status, json_dumps_params={"ensure_ascii": False})
    answer[ROWS] = "1"
    return answer
