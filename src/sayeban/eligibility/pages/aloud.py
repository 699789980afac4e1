"""A tree read aloud as nested lists."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from sayeban.eligibility.aloud import Line


def nested(lines: Sequence[Line]) -> SafeString:
    """The lines as a list; what stands one step further in is a list within its line."""
    found, at = _items(lines, 0, 0)
    assert at == len(lines)
    return format_html("<ul>{}</ul>", found)


def _items(lines: Sequence[Line], at: int, depth: int) -> tuple[SafeString, int]:
    items: list[SafeString] = []
    while at < len(lines) and lines[at].depth >= depth:
        line, at = lines[at], at + 1
        inside, at = _items(lines, at, depth + 1)
        within = format_html("<ul>{}</ul>", inside) if inside else mark_safe("")
        basis = format_html(" <small>({})</small>", line.basis) if line.basis else mark_safe("")
        items.append(format_html("<li>{}{}{}</li>", line.text, basis, within))
    return format_html_join("", "{}", ((each,) for each in items)), at
