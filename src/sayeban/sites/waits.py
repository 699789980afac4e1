"""Where somebody waits, in words. Cases and waiting lists are strangers: the site joins them."""

from dataclasses import dataclass
from datetime import date

from sayeban.cases.public import services, whose_and_what
from sayeban.support.public import Place, places_of, sentences, standing, terms_of


@dataclass(frozen=True, slots=True)
class WaitInWords:
    """One place: for what, where in line, and what is said of it."""

    title: str
    place: str
    told: tuple[str, ...]


def waits_of(person_id: int, today: date) -> tuple[WaitInWords, ...]:
    """Every place of a person within the scope of the running look."""
    found = places_of(person_id, today)
    titles = {each.code: each.title for each in services()} if found else {}
    return tuple(_in_words(each, titles.get(each.service, each.service)) for each in found)


def beside_case(case_id: int, today: date) -> tuple[str, ...]:
    """What the holder of a tracking number reads of the list of its service; () for none.

    No person is in it. What settings.TRACK_BESIDE names.
    """
    found = whose_and_what(case_id)
    for each in places_of(found[0], today) if found else ():
        if found and each.service == found[1]:
            said = _in_words(each, "")
            return (said.place, *said.told)
    return ()


def _in_words(place: Place, title: str) -> WaitInWords:
    terms, per_month = terms_of(place.service)
    return WaitInWords(title, standing(place), sentences(place, terms, per_month))
