"""Photographs of bills as telephones take them, the same for the same number.

The stripes are drawn from the tables of Code 128 and of ITF, not by the library that reads them.
"""

import io
import random
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from sayeban.country.formats import barcode26, bill_id, payment_id

# Widths of bar, space, bar, space, bar, space of each value; start C is 105, stop ends with a bar.
_TABLE = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232"
    " 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122"
    " 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311"
    " 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113"
    " 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422"
    " 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111"
    " 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121"
    " 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412"
    " 211214 211232 2331112"
)
_WIDTHS = _TABLE.split()
_START_C, _STOP, _MODULUS = 105, 106, 103
_PAPER = 245
# Narrow and wide, five to a digit: of a pair in ITF the first one's are bars, the second's spaces.
_PAIRS = ["nnwwn", "wnnnw", "nwnnw", "wwnnn", "nnwnw", "wnwnn", "nwwnn", "nnnww", "wnnwn", "nwnwn"]


@dataclass(frozen=True, slots=True)
class Shot:
    """One photograph and what stands on the bill."""

    code: str
    tilt: float
    data: bytes


def stripes(code: str) -> str:
    """The modules of an even number of digits, "1" for black."""
    values = [_START_C, *(int(code[at : at + 2]) for at in range(0, len(code), 2))]
    check = (values[0] + sum(at * value for at, value in enumerate(values))) % _MODULUS
    widths = "".join(_WIDTHS[value] for value in (*values, check, _STOP))
    return "".join(str(1 - at % 2) * int(width) for at, width in enumerate(widths))


def stripes_of_itf(code: str, wide: int = 3) -> str:
    """The same in ITF, whose wide bars are `wide` modules; it has no check digit of its own."""
    widths = {"n": 1, "w": wide}
    drawn = "1010"
    for at in range(0, len(code), 2):
        for bar, space in zip(*(_PAIRS[int(digit)] for digit in code[at : at + 2]), strict=True):
            drawn += "1" * widths[bar] + "0" * widths[space]
    return f"{drawn}{'1' * wide}01"


def paper(
    code: str, module: int = 3, size: tuple[int, int] = (900, 640), black: str = ""
) -> Image.Image:
    """A bill with its barcode, some lines and the digits under the stripes.

    `black`: the modules of another barcode than that of Code 128.
    """
    page = Image.new("L", size, _PAPER)
    draw = ImageDraw.Draw(page)
    for line in range(6):
        draw.text((60, 40 + 26 * line), "Bill 0123456789 kWh m3 rial " * 3, fill=60)
    black = black or stripes(code)
    left, top = (size[0] - len(black) * module) // 2, size[1] // 2 - 50
    for at, on in enumerate(black):
        if on == "1":
            start = left + at * module
            draw.rectangle((start, top, start + module - 1, top + 110), fill=15)
    draw.text((left, top + 118), code, fill=30)
    return page


def shot_of(code: str) -> bytes:
    """A photograph of one bill, a little tilted."""
    held = io.BytesIO()
    paper(code).rotate(14, expand=True, fillcolor=110).save(held, "JPEG")
    return held.getvalue()


def shot(number: int) -> Shot:
    """Photograph `number` of the held set: up to 35 degrees tilted, dim, blurred, noisy."""
    chance = random.Random(number)  # noqa: S311 - no secret
    code = _code(chance)
    return _taken(code, paper(code), chance, number)


def shot_of_itf(number: int) -> Shot:
    """The same of a bill with ITF: of odd numbers its wide bars are twice the narrow ones, of even
    ones three times."""
    chance = random.Random(number)  # noqa: S311 - no secret
    code = _code(chance)
    black = stripes_of_itf(code, 2 if number % 2 else 3)
    return _taken(code, paper(code, black=black), chance, number)


def _taken(code: str, page: Image.Image, chance: random.Random, number: int) -> Shot:
    tilt = chance.uniform(-35, 35)
    page = _leaning(page, chance)
    page = page.rotate(tilt, expand=True, fillcolor=110, resample=Image.Resampling.BICUBIC)
    near = chance.uniform(0.8, 1.6)
    page = page.resize((int(page.width * near), int(page.height * near)))
    page = page.filter(ImageFilter.GaussianBlur(chance.uniform(0.3, 0.9)))
    page = _lit(page, chance, number)
    held = io.BytesIO()
    page.save(held, "JPEG", quality=chance.randint(40, 70))
    return Shot(code, tilt, held.getvalue())


def _code(chance: random.Random) -> str:
    utility = chance.choice(list(bill_id.SERVICE_DIGIT))
    bill = bill_id.make(chance.randint(1, 99_999_999), f"{chance.randint(0, 999):03d}", utility)
    rial = chance.randint(1, 90_000) * 1000
    return barcode26.join(bill, payment_id.make(bill, rial, chance.randint(0, 9), 3))


def _leaning(page: Image.Image, chance: random.Random) -> Image.Image:
    """The paper seen from the side: its corners drawn in by up to four hundredths."""
    wide, high = page.size

    def near(x: int, y: int) -> tuple[float, float]:
        drawn = 0.04
        return x + chance.uniform(-drawn, 0) * wide, y + chance.uniform(-drawn, drawn) * high

    corners = (near(0, 0), near(0, high), near(wide, high), near(wide, 0))
    return page.transform(
        page.size, Image.Transform.PERSPECTIVE, _coefficients(corners, page.size), fillcolor=110
    )


def _coefficients(
    corners: tuple[tuple[float, float], ...], size: tuple[int, int]
) -> tuple[float, ...]:
    """What Pillow's PERSPECTIVE wants so that the picture's corners come from these points."""
    wide, high = size
    rows, right = [], []
    for (x, y), (u, v) in zip(((0, 0), (0, high), (wide, high), (wide, 0)), corners, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
        right += [u, v]
    return tuple(float(each) for each in np.linalg.solve(rows, right))


def _lit(page: Image.Image, chance: random.Random, seed: int) -> Image.Image:
    """Dim light from one side, and the noise of a small sensor."""
    wide, high = page.size
    dim, slope = chance.uniform(0.35, 0.8), chance.uniform(0.1, 0.45)
    light = dim + slope * np.linspace(0, 1, wide)[None, :] * np.ones((high, 1))
    noise = np.random.default_rng(seed).normal(0, chance.uniform(3, 9), (high, wide))
    pixels = np.asarray(page, dtype=np.float32) * np.clip(light, 0, 1.1) + noise
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
