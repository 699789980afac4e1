"""What a form's POST becomes when its command refuses."""

import pytest
from django import forms

from sayeban.kit.refusals import Refusal
from sayeban.runtime.answers import attempt
from sayeban.runtime.refusals import AccessDenied, Busy


def _refusing(refusal: type[Refusal]) -> forms.Form:
    form = forms.Form({})

    def act() -> None:
        raise refusal

    assert form.is_valid()
    attempt(form, act)
    return form


def test_what_the_user_can_mend_stands_at_the_form() -> None:
    assert _refusing(Busy).non_field_errors() == [Busy().message]


def test_a_missing_right_is_no_error_of_the_form() -> None:
    with pytest.raises(AccessDenied):
        _refusing(AccessDenied)
