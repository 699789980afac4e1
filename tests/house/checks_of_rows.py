"""Checks of how code asks for rows and writes them; see `checks` for their shape."""

import ast
import re
from collections.abc import Iterator

from tests.house.checks import docstring

# Calls that write whatever they are called on; `create` is read as such after `.objects` only.
WRITES = {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}
WRITING_SQL = re.compile(
    r"\b(?:INSERT\s+INTO|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE\s"
    r"|UPDATE\s+\S+\s+(?:\S+\s+)?SET\s)",
    re.I,
)
# A chain that ends in one of these gives one answer, not rows in some order.
ONE_ANSWER = {"get", "first", "last", "count", "exists", "aggregate", "update", "delete", "create"}
ONE_ANSWER |= WRITES | {"in_bulk", "explain"}
# What takes rows in any order: the answer is the same.
ORDERLESS = {"set", "frozenset", "dict", "sum", "len", "any", "all", "min", "max", "sorted"}
ORDERLESS |= {"Counter"}


def orm_writes(source: str) -> Iterator[str]:
    """Writes through a manager or a queryset, whatever name holds it, and `save()` of one row."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        name = node.func.attr
        # A dictionary and a set are updated with a positional argument, rows by keywords alone.
        of_rows = name in {"save", "delete", "update"} and not node.args
        if name in WRITES or of_rows or (name == "create" and _from_manager(node.func.value)):
            yield f"{node.lineno}: .{name}( outside actions"


def sql_writes(source: str) -> Iterator[str]:
    """SQL text that inserts, updates or deletes, put together from pieces or not."""
    tree = ast.parse(source)
    told = {id(docstring(node)) for node in ast.walk(tree)}
    for node in ast.walk(tree):
        text = _text(node)
        if text and id(node) not in told and (found := WRITING_SQL.search(text)):
            yield f"{getattr(node, 'lineno', 0)}: {found[0].strip()} outside actions"


def manager_calls(source: str) -> Iterator[str]:
    """Questions to the database where a page, a job or a reaction translates: `reads` asks."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "cursor"}:
            yield f"{node.lineno}: .{node.attr} outside reads and actions"


def unordered_rows(source: str) -> Iterator[str]:
    """Rows that come in whatever order the database likes and are shown or done in that order."""
    for scope in ast.walk(ast.parse(source)):
        if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
            named = {
                target.id: node.value
                for node in ast.walk(scope)
                if isinstance(node, ast.Assign)
                for target in node.targets
                if isinstance(target, ast.Name)
            }
            for gone_through in _gone_through(scope):
                rows = gone_through
                if isinstance(rows, ast.Name):
                    rows = named.get(rows.id, rows)
                if _is_unordered(rows):
                    yield f"{gone_through.lineno}: rows without order_by"


def _from_manager(node: ast.AST) -> bool:
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_base_manager"}:
            return True
        node = node.func if isinstance(node, ast.Call) else node.value
    return False


def _text(node: ast.AST) -> str:
    """The text of a string; what is filled in is read as one word."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) or "x" for part in node.values)
    return ""


def _gone_through(scope: ast.AST) -> Iterator[ast.expr]:
    """What loops, comprehensions, `list` and `tuple` go through, if its order can be seen."""
    hidden = set()
    for node in ast.walk(scope):
        if isinstance(node, ast.SetComp | ast.DictComp):
            hidden |= {id(each.iter) for each in node.generators}
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ORDERLESS:
            hidden |= {id(arg) for arg in node.args}
            hidden |= {
                id(each.iter)
                for arg in node.args
                if isinstance(arg, ast.GeneratorExp | ast.ListComp)
                for each in arg.generators
            }
    for node in ast.walk(scope):
        if isinstance(node, ast.For | ast.comprehension) and id(node.iter) not in hidden:
            yield node.iter
        called = isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"list", "tuple"}
        if called and isinstance(node, ast.Call) and node.args and id(node) not in hidden:
            yield node.args[0]


def _is_unordered(node: ast.AST) -> bool:
    """A chain of calls from a manager that names no order and does not end in one answer."""
    calls = set()
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    if node.func.attr in ONE_ANSWER or not _from_manager(node):
        return False
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        if isinstance(node, ast.Attribute):
            calls.add(node.attr)
        node = node.func if isinstance(node, ast.Call) else node.value
    return "order_by" not in calls
