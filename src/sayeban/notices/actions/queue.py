"""Queue notices beside the change that they tell of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection

from sayeban.kit.units import Unit
from sayeban.notices import rules, rules_inform
from sayeban.notices.actions.inform_words import check_inform
from sayeban.notices.models import Message
from sayeban.notices.reads.templates import approved_text
from sayeban.notices.refusals import PersonalData, TemplateNotApproved, ValuesWrong


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice to a user, to a mobile number (+989…) or to both.

    `key` is unique for ever: the same key again is the same notice. `unit` is the place it tells
    of; `values` fill the template's variables in order. An `urgent` one goes before all that wait;
    one with a `hold` waits so long, and can be withdrawn. `address` is the page that the text sends
    him to, "" where the installation has none that can be told; it never names a person or case.
    """

    key: str
    template: str
    values: tuple[str, ...]
    unit: Unit
    user_id: int | None = None
    mobile: str = ""
    urgent: bool = False
    hold: timedelta = timedelta(0)
    address: str = ""


_AHEAD: Final = timedelta(days=30)
"""Before anything that may still wait for the provider."""
_INSERT = """
INSERT INTO notices_message (key, user_id, mobile, template, text, segments, status, next_try_at,
  created_at, province, county, centre)
SELECT key, user_id, mobile, template, text, segments, status, next_try_at, %(at)s,
  province, county, centre
FROM unnest(%(key)s::text[], %(user_id)s::bigint[], %(mobile)s::text[], %(template)s::text[],
  %(text)s::text[], %(segments)s::int[], %(status)s::text[], %(next_try_at)s::timestamptz[],
  %(province)s::text[], %(county)s::text[], %(centre)s::text[])
  AS n(key, user_id, mobile, template, text, segments, status, next_try_at, province, county,
    centre)
ON CONFLICT (key) DO NOTHING
"""


def queue(notices: Sequence[Notice], at: datetime) -> int:
    """Queue notices inside the caller's command, in one statement; how many were new.

    Refuses notice.not_approved, notice.values, notice.personal_data, and of a text to clients
    notice.promise and notice.condition_missing, whatever fills its gaps: then none is queued.
    """
    texts = {code: approved_text(code) for code in {notice.template for notice in notices}}
    words = [_words(notice, texts[notice.template]) for notice in notices]
    columns: dict[str, Any] = {
        "key": [n.key for n in notices],
        "user_id": [n.user_id for n in notices],
        "mobile": [n.mobile for n in notices],
        "template": [n.template for n in notices],
        "text": words,
        "segments": [rules.segments(text) for text in words],
        "status": [_status(n) for n in notices],
        "next_try_at": [at - _AHEAD if n.urgent else at + n.hold for n in notices],
        "province": [n.unit.province for n in notices],
        "county": [n.unit.county for n in notices],
        "centre": [n.unit.centre for n in notices],
    }
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, {**columns, "at": at})
        return int(cursor.rowcount)


def _words(notice: Notice, template: str | None) -> str:
    if template is None:
        raise TemplateNotApproved(template=notice.template)
    words = rules.fill(rules.addressed(template, notice.address), notice.values)
    if words is None:
        raise ValuesWrong(template=notice.template)
    if rules.names_a_person(words):
        raise PersonalData
    if rules_inform.is_inform(notice.template):
        check_inform(words)
    return words


def _status(notice: Notice) -> str:
    return Message.Status.QUEUED if notice.mobile else Message.Status.SHOWN
