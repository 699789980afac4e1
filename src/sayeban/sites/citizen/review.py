"""A client who was told no says what is not right with it, and somebody else looks again."""

from dataclasses import dataclass

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from sayeban.cases.public import REVIEW_DAYS, ask_own_review, may_ask, own_reviews
from sayeban.design.forms import TextField
from sayeban.design.jinja import render
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.sites.citizen.finding import own_case_of


class OwnReviewForm(forms.Form):
    """What he holds against the result."""

    text = TextField(
        label="چه چیزی درست نیست؟",
        help_text="کوتاه بنویسید. نمونه: سه ماه است که دیگر کار نمی‌کنم.",
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "بنویسید چه چیزی درست نیست."},
    )


@dataclass(frozen=True, slots=True)
class OwnReviewPage:
    """The question. `days`: within so many working days it is answered."""

    number: int
    title: str
    days: int
    form: OwnReviewForm


@door("citizen", methods=("GET", "POST"))
def own_review(request: Visit, case_id: int) -> HttpResponseBase:
    """بررسی دوباره می‌خواهم."""
    with looking(request.actor):
        found = own_case_of(request, case_id)
        is_asked = may_ask(found.result, own_reviews(case_id))
    form = OwnReviewForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: _ask(request, case_id, form)):
        return done(reverse("own_case", args=[case_id]), "own_review_asked")
    if request.method == "GET" and not is_asked:
        # He went back after sending: where it stands is written there.
        return redirect("own_case", case_id)
    page = OwnReviewPage(case_id, found.title, REVIEW_DAYS, form)
    return render(request, "sites/own_review.jinja", page, status=422 if form.errors else 200)


def _ask(request: Visit, case_id: int, form: OwnReviewForm) -> bool:
    text = form.cleaned_data["text"]
    ask_own_review(actor=request.actor, at=timezone.now(), case_id=case_id, text=text)
    return True
