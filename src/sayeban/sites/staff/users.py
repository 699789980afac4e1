"""Users: the list within the visitor's units, a new user, a temporary helper."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from sayeban.accounts.public import (
    APPOINTING_POSTS,
    ASSIGNING_POSTS,
    BY_USERNAME,
    HELPER_POSTS,
    POST_LABELS,
    USER_SORTS,
    Added,
    Post,
    UserRow,
    add_user,
    assign_helper,
    posts_to_give,
    users,
)
from sayeban.design.forms import CodeField, JalaliDateField, TextField
from sayeban.design.jinja import render
from sayeban.design.parts import Column, Pager
from sayeban.design.sorting import heads, pager
from sayeban.kit.ordering import order_of
from sayeban.kit.refusals import Refusal
from sayeban.organisations.public import rural_labels, unit_named
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.lists import row_id
from sayeban.sites.banners import back_to
from sayeban.sites.staff.unit_field import UnitField, near_units, said, unit_choices
from sayeban.sites.staff.village_lines import village_lines

_SIZE = 50
_COLUMNS = (("نام", "name"), ("نام کاربری", "username"), ("سمت‌ها", ""), ("وضعیت", "state"))
_LTR = {"dir": "ltr", "autocomplete": "off", "autocapitalize": "none"}


class SearchForm(forms.Form):
    """The filter above the list."""

    search = TextField(label="نام یا نام کاربری", required=False)


class PostForm(forms.Form):
    """A post and its unit, as every form that appoints somebody asks for them."""

    post = forms.ChoiceField(
        label="سمت",
        choices=[(post.value, label) for post, label in POST_LABELS.items()],
    )
    unit = UnitField()

    def show_posts(self, posts: Iterable[Post]) -> Self:
        """List these alone; another one that is sent is refused by the command, in words."""
        widget = self.fields["post"].widget
        assert isinstance(widget, forms.Select)
        widget.choices = [(post.value, post.label) for post in posts]
        return self


class NewUserForm(PostForm):
    """A new user."""

    username = forms.CharField(
        label="نام کاربری",
        help_text="۱ تا ۴۰ نویسه: حروف کوچک انگلیسی، رقم، نقطه و خط.",
        widget=forms.TextInput(_LTR),
        error_messages={"required": "نام کاربری را بنویسید."},
    )
    full_name = TextField(
        label="نام و نام خانوادگی", error_messages={"required": "نام و نام خانوادگی را بنویسید."}
    )
    mobile = CodeField(label="شمارهٔ همراه", length=11, required=False)
    field_order = ("username", "full_name", "mobile", "post", "unit")


class HelperForm(PostForm):
    """A temporary helper."""

    post = forms.ChoiceField(
        label="سمت",
        choices=[(post.value, post.label) for post in Post if post in HELPER_POSTS],
        initial=Post.SOCIAL_WORKER.value,  # whom each level may add
    )
    username = forms.CharField(
        label="نام کاربری همکار",
        widget=forms.TextInput(_LTR),
        error_messages={"required": "نام کاربری همکار را بنویسید."},
    )
    until = JalaliDateField(
        label="تا پایان روز", error_messages={"required": "پایان همکاری را بنویسید."}
    )
    district = TextField(
        label="دهستان",
        required=False,
        widget=forms.TextInput({"list": "rural", "autocomplete": "off"}),
        help_text="فقط برای همیار روستا: نام را از فهرست برگزینید یا بنویسید.",
    )
    villages = forms.CharField(
        label="روستاها",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="هر خط نام یک روستای این دهستان؛ اگر ننویسید، همهٔ دهستان. روستای دهستان دیگر را"
        " پس از نام آن و دونقطه بنویسید، مانند «بیدک: چاه‌بید».",
    )
    field_order = ("username", "post", "unit", "until", "district", "villages")


@dataclass(frozen=True, slots=True)
class UsersPage:
    """The list of users. `may_add`, `may_assign`: which buttons the visitor's posts give."""

    form: SearchForm
    rows: tuple[UserRow, ...]
    heads: tuple[Column, ...]
    sort: str
    pager: Pager
    may_add: bool
    may_assign: bool


@dataclass(frozen=True, slots=True)
class NewUserPage:
    """The form of a new user; `units` are suggested."""

    form: NewUserForm
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HelperPage:
    """The form of a temporary helper; `units` and `rural` districts are suggested."""

    form: HelperForm
    units: tuple[str, ...]
    rural: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PasswordShownPage:
    """A one-time password, shown this once."""

    username: str
    password: str


@door(APPOINTING_POSTS | ASSIGNING_POSTS)
def user_list(request: Visit) -> HttpResponse:
    """Users within the visitor's units."""
    form = SearchForm(request.GET)
    search = form.cleaned_data["search"] if form.is_valid() else ""
    order = order_of(request.GET.get("sort", ""), USER_SORTS, BY_USERNAME)
    after = row_id(request.GET.get("after", ""))
    rows, more = users(
        request.actor, timezone.now(), search=search, order=order, after=after, size=_SIZE
    )
    here, posts = reverse("users"), request.actor.posts
    asked, sort = {"search": search}, "" if order == BY_USERNAME else order.word
    page = UsersPage(
        form,
        tuple(rows),
        heads(_COLUMNS, order, here, asked),
        sort,
        pager(
            here,
            {**asked, "sort": sort},
            first=not after,
            following=rows[-1].id if more else 0,
            shown=len(rows),
        ),
        may_add=bool(posts & APPOINTING_POSTS),
        may_assign=bool(posts & ASSIGNING_POSTS),
    )
    return render(request, "sites/users.jinja", page)


@never_cache
@door(APPOINTING_POSTS, methods=("GET", "POST"))
def new_user(request: Visit) -> HttpResponseBase:
    """Add a user; the answer shows his one-time password, which no other page can."""
    form = NewUserForm(request.POST if request.method == "POST" else None)
    form.show_posts(posts_to_give(request.actor, APPOINTING_POSTS, Post))
    near: tuple[str, ...] = ()
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            added = _add(request, form)
        except Refusal as refusal:
            near = near_units(request.actor, refusal, form.cleaned_data["unit"])
            form.add_error(None, said(refusal, near))
            status = refusal.http_status
        else:
            shown = PasswordShownPage(added.username, added.one_time_password)
            return render(request, "sites/password_shown.jinja", shown)
    page = NewUserPage(form, near + _suggested(request))
    return render(request, "sites/new_user.jinja", page, status=status)


@door(ASSIGNING_POSTS, methods=("GET", "POST"))
def new_helper(request: Visit) -> HttpResponseBase:
    """Assign an existing user as a temporary helper (A-124)."""
    form = HelperForm(request.POST if request.method == "POST" else None)
    form.show_posts(posts_to_give(request.actor, ASSIGNING_POSTS, HELPER_POSTS))
    near: tuple[str, ...] = ()
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            assign_helper(
                actor=request.actor,
                at=timezone.now(),
                username=typed["username"],
                post=Post(typed["post"]),
                unit=(unit := unit_named(typed["unit"])),
                until=typed["until"],
                villages=village_lines(typed["district"], typed["villages"], unit.county),
            )
        except Refusal as refusal:
            near = near_units(request.actor, refusal, typed["unit"])
            form.add_error(None, said(refusal, near))
            status = refusal.http_status
        else:
            return back_to(reverse("users"), "helper_assigned")
    units = [held.unit for held in request.actor.appointments]
    places = {unit.county or unit.province for unit in units} - {""}
    page = HelperPage(form, near + _suggested(request), rural_labels(*places))
    return render(request, "sites/new_helper.jinja", page, status=status)


def _suggested(request: Visit) -> tuple[str, ...]:
    with looking(request.actor):
        return unit_choices(request.actor, timezone.now())


def _add(request: Visit, form: NewUserForm) -> Added:
    typed = form.cleaned_data
    return add_user(
        actor=request.actor,
        at=timezone.now(),
        username=typed["username"],
        full_name=typed["full_name"],
        mobile=typed["mobile"],
        post=Post(typed["post"]),
        unit=unit_named(typed["unit"]),
    )
