"""The audit in human words: for whoever searches it, and for the person whom it is about."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from sayeban.accounts.public import (
    POST_LABELS,
    Delivery,
    OwnLook,
    Post,
    Sought,
    Trace,
    audit_trail,
    offices_of,
    own_deliveries,
    own_looks,
    user_names,
)
from sayeban.country import jalali
from sayeban.country.today import today_of
from sayeban.exemptions.public import COMPANY_LABELS, lists_of, own_changes, row_keys, touched
from sayeban.kit.refusals import refusal_sentence
from sayeban.kit.units import Unit, UnitName
from sayeban.organisations.public import unit_labels
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import looking
from sayeban.sites.audit_words import ACTIONS, DETAILS, PURPOSES, SUBJECTS
from sayeban.sites.kept_words import KeptWords

_KINDS: Final = {"operator": "راهبر سامانه", "system": "خود سامانه", "citizen": "خود مددجو"}
OWN: Final = "own"
"""The purpose of a client who looks at his own page."""
_LONGEST: Final = timedelta(days=366 * 3)
_MOST: Final = 200
_TIMES_A_DAY: Final = 20
"""How often somebody looks at one file on a day, before older days are not found."""
_Day = tuple[int | None, str, date]


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One command or look as a page shows it. `outcome` is "" for a look."""

    at: datetime
    who: str
    posts: str
    what: str
    why: str
    about: str
    outcome: str
    refused: bool


@dataclass(frozen=True, slots=True)
class SeenLine:
    """One time that somebody saw a person's file: by which office, what for, and what.

    `times`: so often on that day, of which `at` is the last.
    """

    at: datetime
    who: str
    why: str
    what: str
    times: int = 1


def about_person(sought: Sought, person_id: int) -> Sought:
    """The same of one person: what names him, commands that wrote lists with him in them, and
    looks at such lists."""
    found = touched(person_id)
    about, lists = _named(person_id, found.keys), _lists(person_id)
    return replace(sought, about=about, commands=found.commands, moments=found.moments, lists=lists)


def _lists(person_id: int) -> list[tuple[str, str, datetime, datetime | None]]:
    return [(each.subject, each.subject_id, each.since, each.until) for each in lists_of(person_id)]


def _named(person_id: int, keys: Iterable[str]) -> list[tuple[str, str]]:
    """What names one person in the audit: his file and his rows."""
    return [("people.person", str(person_id)), *(("exemptions.row", key) for key in keys)]


def in_words(traces: Iterable[Trace]) -> list[TraceLine]:
    """Traces with names of people, posts and units, in their order."""
    found = list(traces)
    posts = {text: _held(text) for trace in found for text in trace.posts}
    people = {trace.user_id for trace in found} | {held.holder for held in posts.values()}
    names = user_names({number for number in people if number})
    labels = unit_labels({held.unit for held in posts.values()})
    words = {text: held.in_words(names, labels) for text, held in posts.items()}
    said = KeptWords.of(each for trace in found for each in trace.detail.items())
    return [_line(trace, words, names, said) for trace in found]


def seen_by(at: datetime, person_id: int) -> list[SeenLine]:
    """Who saw a person's file, newest first, by office and purpose, as he himself may read it.

    Within the scope of the look that it runs in. Lists of an office in which he stood are in it.
    """
    about, lists = _named(person_id, row_keys(person_id)), _lists(person_id)
    sought = Sought(at - _LONGEST, at + _LONGEST, "look", about=about, lists=lists)
    traces = audit_trail(at, sought, most=_MOST)
    offices = offices_of([(trace.user_id or 0, trace.at) for trace in traces])
    return [
        SeenLine(
            trace.at,
            offices.get((trace.user_id or 0, trace.at), "سامانه"),
            PURPOSES.get(trace.purpose, trace.purpose),
            SUBJECTS.get(trace.subject, trace.subject),
        )
        for trace in traces
    ]


def seen_of_oneself(
    at: datetime, person_id: int, household_id: int | None, most: int
) -> list[SeenLine]:
    """The same for the client on his own page, and the companies that took what they were told of
    his household; the newest `most`. Who looked again for one purpose on one day is in one line.

    Of offices of the whole country, so it looks with the eyes of the system; the database answers
    about this one person alone, whatever is asked.
    """
    with looking(Actor("system", "citizen", person_id=person_id)):
        about, lists = _named(person_id, row_keys(person_id)), _lists(person_id)
        sought = Sought(at - _LONGEST, at, "look", about=about, lists=lists)
        found, times = _once_a_day(own_looks(sought, most * _TIMES_A_DAY))
        offices = offices_of([(each.user_id or 0, each.at) for each in found])
        taken = own_deliveries(own_changes(household_id or 0), most)
    lines = [
        SeenLine(
            each.at,
            _own_office(each, offices),
            PURPOSES.get(each.purpose, each.purpose),
            SUBJECTS.get(each.subject, each.subject),
            times[_day_of(each)],
        )
        for each in found
    ]
    lines += [_delivered(each) for each in taken]
    return sorted(lines, key=lambda line: line.at, reverse=True)[:most]


def _once_a_day(looks: Iterable[OwnLook]) -> tuple[list[OwnLook], Counter[_Day]]:
    """The last look of each person for each purpose on each day, newest first, and how many."""
    found = list(looks)
    last = {_day_of(each): each for each in reversed(found)}
    newest = sorted(last.values(), key=lambda each: each.at, reverse=True)
    return newest, Counter(map(_day_of, found))


def _day_of(look: OwnLook) -> _Day:
    return look.user_id, look.purpose, today_of(look.at)


def _delivered(taken: Delivery) -> SeenLine:
    utility = taken.feed_id.split(".")[1]
    words = PURPOSES["exemption.delivery"], SUBJECTS["feed"]
    return SeenLine(taken.at, COMPANY_LABELS[utility], *words)


def _own_office(seen: OwnLook, offices: Mapping[tuple[int, datetime], str]) -> str:
    if seen.purpose == OWN:
        return "خود شما"
    return offices.get((seen.user_id or 0, seen.at), "") or "سامانه"


@dataclass(frozen=True, slots=True)
class _Held:
    """A post as the audit keeps it."""

    post: str
    unit: Unit
    holder: int | None

    def in_words(self, names: Mapping[int, str], labels: Mapping[Unit, str]) -> str:
        label = POST_LABELS[Post(self.post)] if self.post in set(Post) else self.post
        absent = f" (به جانشینی {names.get(self.holder, '')})" if self.holder else ""
        return f"{label}، {labels[self.unit]}{absent}"


def _held(text: str) -> _Held:
    """ "county_head@0701 for 17"; a centre's county is not needed for its name."""
    held, _, holder = text.partition(" for ")
    post, _, place = held.partition("@")
    name = UnitName.parse(place)
    unit = Unit.hq()
    if name and name.level != "hq":
        unit = Unit(name.level, **{name.level: name.code})
    return _Held(post, unit, int(holder) if holder.isdecimal() else None)


def _line(
    trace: Trace, words: Mapping[str, str], names: Mapping[int, str], said: KeptWords
) -> TraceLine:
    who = _KINDS.get(trace.actor_kind) or names.get(trace.user_id or 0, "سامانه")
    held = () if trace.actor_kind == "citizen" else trace.posts
    posts = "؛ ".join(words[post] for post in held)
    if trace.source == "look":
        subject = SUBJECTS.get(trace.subject, trace.subject)
        purpose = PURPOSES.get(trace.purpose, trace.purpose)
        about = jalali.persian_digits(f"{trace.rows} نفر")
        return TraceLine(trace.at, who, posts, f"دیدن {subject}", purpose, about, "", refused=False)
    about = "؛ ".join(
        f"{DETAILS[name]}: {said.say(name, value)}"
        for name, value in trace.detail.items()
        if name in DETAILS
    )
    refused = trace.outcome != "done"
    outcome = f"پذیرفته نشد: {refusal_sentence(trace.outcome)}" if refused else "انجام شد"
    what = ACTIONS.get(trace.action, trace.action)
    return TraceLine(trace.at, who, posts, what, "", about, outcome, refused)
