"""The fields above a list of companies, and which lines they leave."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from django import forms
from django.http import QueryDict

from sayeban.country.text import match_key
from sayeban.design.forms import TextField, offer
from sayeban.design.parts import Pager
from sayeban.design.sorting import address, pager
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.organisations.public import STATE_LABELS
from sayeban.runtime.lists import row_id

T = TypeVar("T")
_SIZE: Final = 30
WITHOUT: Final = "none"
"""The state of a company without an agreement."""


class CompaniesForm(forms.Form):
    """Which companies are shown."""

    search = TextField(label="نام یا کد شرکت", required=False)
    utility = forms.ChoiceField(label="انشعاب", required=False)
    state = forms.ChoiceField(label="توافق‌نامه", required=False)
    province = forms.ChoiceField(label="استان", required=False)

    def __init__(
        self, data: QueryDict, provinces: Mapping[str, str], *, without: bool = False
    ) -> None:
        """`without`: companies without an agreement are in the list too."""
        super().__init__(data)
        others = {WITHOUT: "بدون توافق‌نامه"} if without else {}
        for name, choices in (
            ("utility", UTILITY_LABELS.items()),
            ("state", [*others.items(), *STATE_LABELS.items()]),
            ("province", provinces.items()),
        ):
            offer(self.fields[name], [("", "همه"), *choices])


@dataclass(frozen=True, slots=True)
class Asked:
    """What the visitor asked for; "" is any."""

    search: str
    utility: str
    state: str
    province: str

    @classmethod
    def of(cls, form: CompaniesForm) -> "Asked":
        """What is no choice of a field is not asked for."""
        form.is_valid()
        return cls(**{name: form.cleaned_data.get(name, "") for name in form.fields})

    def fits(
        self, *, name: str, code: str, utility: str, state: str, provinces: Collection[str]
    ) -> bool:
        """Whether a line is shown."""
        return (
            self.utility in ("", utility)
            and self.state in ("", state)
            and (not self.province or self.province in provinces)
            and (
                not self.search or self.search == code or match_key(self.search) in match_key(name)
            )
        )

    def address(self, here: str) -> str:
        """The same lines at another address."""
        return address(here, self._given())

    def _given(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.__slots__}

    def page(self, here: str, lines: Sequence[T], after: str) -> tuple[Sequence[T], Pager]:
        """The lines after the n-th, and the way to the others."""
        first = row_id(after)
        shown = lines[first : first + _SIZE]
        following = first + _SIZE if len(lines) > first + _SIZE else 0
        return shown, pager(
            here, self._given(), first=not first, following=following, shown=len(shown)
        )
