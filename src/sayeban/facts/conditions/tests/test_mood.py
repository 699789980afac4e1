"""What a fact says of itself is bent as one speaks, and is never «بله نیست»."""

import pytest

from sayeban.facts.conditions.mood import doubted, said_of
from sayeban.facts.seeds import OF_PERSONS
from sayeban.facts.seeds_household import OF_HOUSEHOLDS


@pytest.mark.parametrize(
    ("label", "no", "wish", "not_so"),
    [
        ("پرونده دارد", "پرونده ندارد", "پرونده داشته باشد", "پرونده نداشته باشد"),
        ("مستمری‌بگیر است", "مستمری‌بگیر نیست", "مستمری‌بگیر باشد", "مستمری‌بگیر نباشد"),
        (
            "هویت او تأیید شده است",
            "هویت او تأیید نشده است",
            "هویت او تأیید شده باشد",
            "هویت او تأیید نشده باشد",
        ),
        (
            "در روستا زندگی می‌کند",
            "در روستا زندگی نمی‌کند",
            "در روستا زندگی کند",
            "در روستا زندگی نکند",
        ),
        ("خانه به نام اوست", "خانه به نام او نیست", "خانه به نام او باشد", "خانه به نام او نباشد"),
    ],
)
def test_a_sentence_is_bent_at_its_verb(label: str, no: str, wish: str, not_so: str) -> None:
    assert said_of(label, holds=True) == label
    assert said_of(label, holds=False) == no
    assert said_of(label, holds=True, wish=True) == wish
    assert said_of(label, holds=False, wish=True) == not_so
    assert doubted(label) == f"هنوز معلوم نیست که {label} یا نه"


@pytest.mark.parametrize(
    "label",
    [
        *("پیش از این گرفته است؟", "وام گرفته است", "همسرش خانه را رها کرده یا مفقود است"),
        *("سرپرست", "درآمد دارد و شاغل است", "کار می‌کند و بیمه دارد", "کار و بیمه دارد"),
        *("بیمار است و درمان می‌کند", "بیمه دارد و هویت او تأیید شده است"),
        *("فقط یارانه دارد", "فقط در روستا زندگی می‌کند", "فقط خانه به نام اوست"),
    ],
)
def test_of_what_cannot_be_bent_the_answer_is_told(label: str) -> None:
    assert said_of(label, holds=False) == f"پاسخ «{label}» نه است"
    assert said_of(label, holds=True, wish=True) == f"پاسخ «{label}» بله باشد"
    assert doubted(label) == f"پاسخ «{label}» هنوز معلوم نیست"


def test_of_the_facts_that_are_seeded_almost_every_one_is_bent() -> None:
    labels = [label for _, kind, label, _ in (*OF_PERSONS, *OF_HOUSEHOLDS) if kind == "bool"]
    told = [each for each in labels if "پاسخ" in said_of(each, holds=False)]
    assert told == ["همسرش خانه را رها کرده یا مفقود است", "نشانی با کد پستی می‌خواند"]
