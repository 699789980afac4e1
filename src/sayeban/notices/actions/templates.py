"""Write and approve the texts of short messages."""

from collections.abc import Mapping
from datetime import datetime

from sayeban.kit.posts import HQ_POSTS
from sayeban.notices import rules, rules_inform
from sayeban.notices.actions.inform_words import check_inform
from sayeban.notices.models import Template
from sayeban.notices.reads.templates import approved_text
from sayeban.notices.refusals import (
    GapUnknown,
    PersonalData,
    SameEyes,
    TemplateUnknown,
    TextEmpty,
    ValuesWrong,
)
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.versions import approve_version, seed_versions, write_version

# Plain words, since posts are defined above this package.
_APPROVERS = frozenset({"hq_deputy"})


@action("notices.write_template", posts=HQ_POSTS, operator=True, about=("code",))
def write_template(*, actor: Actor, at: datetime, code: str, text: str) -> int:
    """The number of the new version, which waits for approval.

    Refuses notice.empty, notice.personal_data, and notice.values where it has other variables
    than the text that is sent now: the program would no longer fill it. Of a text to clients it
    refuses notice.promise, notice.condition_missing and notice.gap_unknown instead.
    """
    if not rules.addressed(text, "").strip():
        raise TextEmpty
    if rules.names_a_person(text):
        raise PersonalData
    present = approved_text(code)
    if rules_inform.is_inform(code):
        check_inform(text)
        if rules.variables(text) > rules_inform.GAPS:
            raise GapUnknown
    elif present is not None and rules.variables(text) != rules.variables(present):
        raise ValuesWrong(template=code)
    return write_version(Template, actor=actor, at=at, code=code, text=text)


@action("notices.approve_template", posts=_APPROVERS, about=("code", "version"))
def approve_template(*, actor: Actor, at: datetime, code: str, version: int) -> None:
    """From now on this version is sent. Refuses notice.unknown_template and four_eyes."""
    approve_version(
        Template,
        actor=actor,
        at=at,
        code=code,
        version=version,
        unknown=TemplateUnknown,
        same_eyes=SameEyes,
    )


def seed_templates(texts: Mapping[str, str], at: datetime) -> None:
    """Texts that ship with the product and count as approved with it.

    What somebody wrote is kept. A text of the product that nobody changed follows it in a new
    version, once.
    """
    seed_versions(Template, {code: {"text": text} for code, text in texts.items()}, at)
    theirs, newest = set[tuple[str, str | None]](), dict[str, int]()
    written = Template.objects.filter(code__in=texts).order_by("version")
    for code, version, text, author in written.values_list("code", "version", "text", "written_by"):
        theirs.add((code, text) if author is None else (code, None))
        newest[code] = version
    later = [
        Template(code=code, version=newest[code] + 1, text=text, written_at=at, approved_at=at)
        for code, text in texts.items()
        if not theirs & {(code, text), (code, None)}
    ]
    if later:
        Template.objects.bulk_create(later, ignore_conflicts=True)
