"""What the bank of questions offers to who writes a new one."""

from dataclasses import dataclass

from sayeban.forms.document import KINDS
from sayeban.forms.pages.edit.form import BankForm
from sayeban.forms.reads.bank import BankLine, bank_with
from sayeban.runtime.doors import Visit


@dataclass(frozen=True, slots=True)
class Offered:
    """One question of the bank; `href` begins the new question with its words."""

    label: str
    fact: str
    kind: str
    choices: str
    href: str


@dataclass(frozen=True, slots=True)
class Bank:
    """What was sought in the bank and found; `taken` names what the boxes were filled from."""

    form: BankForm
    is_sought: bool
    found: tuple[Offered, ...]
    taken: str


def bank_of(request: Visit) -> Bank:
    """What the bank has to offer for a new question."""
    form = BankForm(request.GET if "q" in request.GET else None)
    every, taken = bank_with(""), request.GET.get("take", "")
    found = bank_with(form.cleaned_data["q"]) if form.is_bound and form.is_valid() else []
    return Bank(
        form,
        form.is_bound,
        tuple(map(_offered, found)),
        next((each.label for each in every if each.fact == taken), ""),
    )


def _offered(line: BankLine) -> Offered:
    return Offered(
        line.label,
        line.fact_label,
        KINDS[line.kind],
        "، ".join(line.choices),
        f"?take={line.fact}",
    )
