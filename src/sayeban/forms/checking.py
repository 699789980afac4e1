"""What stands against publishing a form. Pure."""

from sayeban.forms.document import FormDocument
from sayeban.forms.reaching import unreachable
from sayeban.forms.refusals import Problem


def publishing_problems(form: FormDocument) -> tuple[Problem, ...]:
    """What may be in a draft and in no published form."""
    empty = [
        Problem(each.key, "بخش هیچ پرسشی ندارد.") for each in form.sections if not each.questions
    ]
    if not form.sections:
        empty = [Problem("", "فرم هیچ پرسشی ندارد.")]
    return (*empty, *unreachable(form))
