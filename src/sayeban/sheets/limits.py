"""What an uploaded workbook may cost."""

from dataclasses import dataclass

_MEGA = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one upload; bytes and seconds. An installation may lower them (promise S8).

    `ratio` is asked only of parts that unpack to more than `ratio_from`: a small part harms
    nobody. `columns` is the furthest column that may hold a value, `cells` the area from A1 to
    the furthest value of one sheet, because the parser allocates the whole rectangle.
    `memory` bounds the address space of the reading child: 1,048,575 rows of 24 full columns
    were measured to need 3.3 GB.
    """

    file_bytes: int = 200 * _MEGA
    unpacked_bytes: int = 4096 * _MEGA
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
