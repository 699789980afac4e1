"""On which day the work of a campaign will be done, from what was done on each day so far.

No Django here. The daily rates are fitted on a log scale: a level, a trend that fades out (people
learn, and hurry), and what a day of rest takes away, each held near its usual value while few days
speak. Possible courses are then drawn from it, with the noise of the days and a level that
wanders; the days on which they end are the forecast.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp, log, sqrt
from random import Random

HORIZON = 60
"""Days from the last known one after which a course that has not ended counts as endless."""
_LEAST_DAYS = 3
"""Whole days with work before anything can be said."""
_COURSES = 200
_TAIL = 0.1
"""A share of this size of the courses ends before the interval, and one after it."""

_USUAL = (0.0, 0.05, -0.7)
"""Level above the mean of the days, trend a day, a day of rest: on the log scale."""
_SPREAD = (1.0, 0.08, 0.5)
_FADING = 0.8
_NOISE, _NOISE_WEIGHT = 0.2, 4
"""How much days usually differ, and how many days' word that is worth."""
_WANDER = 0.05
_FLOOR = 0.05
"""A day counts as at least this share of the mean day, so that an empty one has a logarithm."""

Vector = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Forecast:
    """Days of the campaign, 1 the first: the middle and the 80 % interval of the last day of work.

    `is_open`: more than a tenth of the possible courses does not end within HORIZON.
    """

    low: int
    middle: int
    high: int
    is_open: bool = False


def forecast(
    done: Sequence[int], rests: Sequence[bool], left: int, so_far: int = 0, seed: int = 0
) -> Forecast | None:
    """The forecast after the whole days `done`; None while too little is known to say anything.

    `rests` says of each of these days and of those that follow whether it is one of rest; a day
    behind its end is none. `left` rows remain, beside `so_far` that were done on the day that runs
    now. The same input gives the same answer.
    """
    first = next((day for day, count in enumerate(done) if count > 0), len(done))
    known = done[first:]
    if len(known) < _LEAST_DAYS or left <= 0:
        return None
    fit = _fitted(known, rests[first:])
    random = Random(seed)  # noqa: S311 - no secret
    ends = sorted(_end(fit, rests[len(done) :], left, so_far, random) for _ in range(_COURSES))
    low, middle, high = (ends[round(share * (_COURSES - 1))] for share in (_TAIL, 0.5, 1 - _TAIL))
    days = len(done)
    return Forecast(days + low, days + middle, days + high, is_open=high > HORIZON)


@dataclass(frozen=True, slots=True)
class _Fit:
    """What the known days say: the mean day, what is added to its logarithm, and how sure that is.

    `root` is the lower triangle whose square is the covariance of `middle`.
    """

    mean: float
    middle: Vector
    root: tuple[Vector, Vector, Vector]
    noise: float


def _fitted(known: Sequence[int], rests: Sequence[bool]) -> _Fit:
    mean = sum(known) / len(known)
    days = [
        ((1.0, float(day - len(known) + 1), float(rest)), log(max(count / mean, _FLOOR)))
        for day, (count, rest) in enumerate(zip(known, _long(rests), strict=False))
    ]
    middle, _ = _posterior(days, _NOISE)
    missed = sum((value - _dot(middle, facts)) ** 2 for facts, value in days)
    noise = sqrt((_NOISE_WEIGHT * _NOISE**2 + missed) / (_NOISE_WEIGHT + len(days)))
    middle, root = _posterior(days, noise)
    return _Fit(mean, middle, root, noise)


def _posterior(
    days: Sequence[tuple[Vector, float]], noise: float
) -> tuple[Vector, tuple[Vector, Vector, Vector]]:
    """Mean and root of the covariance of the three values, usual values and days together."""
    sure = [[0.0] * 3 for _ in range(3)]
    pull = [0.0] * 3
    for place, (usual, spread) in enumerate(zip(_USUAL, _SPREAD, strict=True)):
        sure[place][place] = spread**-2
        pull[place] = usual * spread**-2
    for facts, value in days:
        for row in range(3):
            pull[row] += facts[row] * value / noise**2
            for column in range(3):
                sure[row][column] += facts[row] * facts[column] / noise**2
    covariance = _inverse(sure)
    a, b, c = (_dot(row, (pull[0], pull[1], pull[2])) for row in covariance)
    return (a, b, c), _root(covariance)


def _end(fit: _Fit, rests: Sequence[bool], left: int, so_far: int, random: Random) -> int:
    """How many days after the known ones one possible course ends, HORIZON + 1 for never."""
    drawn = [random.gauss() for _ in range(3)]
    level, trend, rest = (
        middle + _dot(row, (drawn[0], drawn[1], drawn[2]))
        for middle, row in zip(fit.middle, fit.root, strict=True)
    )
    fading = accumulate(_FADING**day for day in range(1, HORIZON + 1))
    remaining, wander = float(left + so_far), 0.0
    for (day, faded), is_rest in zip(enumerate(fading, 1), _long(rests), strict=False):
        wander += random.gauss(0, _WANDER)
        said = level + trend * faded + rest * is_rest + wander + random.gauss(0, fit.noise)
        work = fit.mean * exp(said)
        remaining -= max(work, so_far) if day == 1 else work
        if remaining <= 0:
            return day
    return HORIZON + 1


def _long(rests: Sequence[bool]) -> list[bool]:
    return [*rests, *[False] * HORIZON]


def _dot(one: Vector, other: Vector) -> float:
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def _inverse(of: Sequence[Sequence[float]]) -> tuple[Vector, Vector, Vector]:
    """Of a symmetric matrix, by its cofactors."""
    (a, b, c), (_, d, e), (_, _, f) = of
    first, second, third = d * f - e * e, c * e - b * f, b * e - c * d
    whole = a * first + b * second + c * third
    fourth, fifth, sixth = a * f - c * c, b * c - a * e, a * d - b * b
    return (
        (first / whole, second / whole, third / whole),
        (second / whole, fourth / whole, fifth / whole),
        (third / whole, fifth / whole, sixth / whole),
    )


def _root(of: tuple[Vector, Vector, Vector]) -> tuple[Vector, Vector, Vector]:
    """The Cholesky factor."""
    a = sqrt(of[0][0])
    b, c = of[1][0] / a, of[2][0] / a
    d = sqrt(of[1][1] - b * b)
    e = (of[2][1] - b * c) / d
    f = sqrt(of[2][2] - c * c - e * e)
    return (a, 0.0, 0.0), (b, d, 0.0), (c, e, f)
