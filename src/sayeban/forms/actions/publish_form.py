"""Put the draft of a form in force."""

from datetime import datetime

from sayeban.forms.actions.drafting import draft_at, kept_facts
from sayeban.forms.checking import publishing_problems
from sayeban.forms.document import FormDocument
from sayeban.forms.models import BankQuestion, Form, Version
from sayeban.forms.parsing import read_form
from sayeban.forms.reads.versions import FormVersion, as_version
from sayeban.forms.refusals import FormInvalid, FormSameEyes
from sayeban.forms.rights import HEADQUARTERS
from sayeban.forms.writing import write_question
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

_OF_THE_FORM = ("visible_if", "required")
"""What a question is in one form and not in another."""


@action("forms.publish", posts=HEADQUARTERS, operator=True, about=("code", "edition"))
def publish_form(*, actor: Actor, at: datetime, code: str, edition: int) -> FormVersion:
    """From now on this is asked; the version before it is retired, its submissions stay on it.

    Refuses form.no_draft, form.changed_meanwhile, form.same_eyes to everybody who wrote a part of
    it, form.invalid.
    """
    draft = draft_at(code, edition)
    eyes = actor.eyes()
    if eyes.saw_any(draft.authors, draft.written_at):
        raise FormSameEyes
    # Facts may have been retired since it was written.
    form = read_form(draft.document, kept_facts())
    if found := publishing_problems(form):
        raise FormInvalid(found)
    Version.objects.filter(form=draft.form, state="published").update(state="retired")
    draft.state, draft.published_by, draft.published_at = "published", actor.user_id, at
    draft.save(update_fields=["state", "published_by", "published_at"])
    Form.objects.filter(pk=draft.form.pk).update(title=form.title)
    _fill_bank(form)
    return as_version(draft)


def _fill_bank(form: FormDocument) -> None:
    """Whoever asks for the same fact elsewhere can take over these words."""
    asked = {each.fact: write_question(each) for each in form.questions if each.fact}
    BankQuestion.objects.bulk_create(
        [
            BankQuestion(
                fact=fact,
                document={k: v for k, v in said.items() if k not in _OF_THE_FORM} | {"key": fact},
            )
            for fact, said in asked.items()
        ],
        update_conflicts=True,
        unique_fields=["fact"],
        update_fields=["document"],
    )
