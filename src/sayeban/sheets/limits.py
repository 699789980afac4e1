"""What an uploaded workbook may cost."""

from dataclasses import dataclass

_MEGA = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one upload; bytes and seconds. An installation may lower them (promise S8).

    `ratio` is asked only of parts that unpack to more than `ratio_from`: a small part harms
    nobody. `columns` is the furthest column that may hold a value, `cells` the area from A1 to
    the furthest value of one sheet, because the parser allocates the whole rectangle.
    `memory` bounds the address space of the reading child. Measured with 1,048,575 full rows:
    1.5 GB are enough for 9 columns (1.04 GB resident), 4 GB for 24 (2.67 GB resident).
    """

    file_bytes: int = 200 * _MEGA
    unpacked_bytes: int = 2560 * _MEGA
    ratio: int = 150
    ratio_from: int = 16 * _MEGA
    parts: int = 10_000
    columns: int = 500
    cells: int = 40_000_000
    memory: int = 4096 * _MEGA
    handed_over: int = 2048 * _MEGA
    cpu_seconds: int = 120
    wall_seconds: int = 240


DEFAULT_LIMITS = Limits()
