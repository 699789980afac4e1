"""The checks of the house: each takes source text and says, line by line, what is wrong with it."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

LONGEST_FUNCTION = 60
LONGEST_FILE = 400
# Joined here, so that this file does not name what it forbids.
HOSTS = tuple(
    ".".join(name)
    for name in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("deb", "debian", "org"),
    )
)
MACHINE_PATHS = tuple(f"/{name}/" for name in ("work", "root", "opt/pypi"))
CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}
DIGIT_CLASS = re.compile(r"(?<!\\)\\[d]")
HOME_PATH = re.compile(r"/(?:home|Users)/[a-z]")


@dataclass(frozen=True)
class Function:
    """A function or method and its length in lines, docstring apart."""

    name: str
    line: int
    length: int


Check = Callable[[str], Iterator[str]]


def functions(source: str) -> Iterator[Function]:
    """Every function of a module, nested ones too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            yield Function(node.name, node.lineno, length - _docstring_lines(node))


def long_functions(source: str) -> Iterator[str]:
    """Functions over the limit that no function may pass."""
    for each in functions(source):
        if each.length > LONGEST_FUNCTION:
            yield f"{each.line}: {each.name} has {each.length} lines"


def long_file(source: str) -> Iterator[str]:
    """A file over the limit that no file may pass."""
    if (length := len(source.splitlines())) > LONGEST_FILE:
        yield f"1: the file has {length} lines"


def late_imports(source: str) -> Iterator[str]:
    """Imports inside a function, which hide an arrow from the reader until it runs."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Import | ast.ImportFrom):
                    yield f"{inner.lineno}: import inside {node.name}"


def digit_class(source: str) -> Iterator[str]:
    r"""The class \d in a string of code: it matches Persian digits too; write [0-9]."""
    tree = ast.parse(source)
    told = {id(docstring(node)) for node in ast.walk(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in told:
            text = node.value.decode("latin-1") if isinstance(node.value, bytes) else node.value
            if isinstance(text, str) and DIGIT_CLASS.search(text):
                yield f"{node.lineno}: a digit class in a pattern"


def own_clocks(source: str) -> Iterator[str]:
    """Ways to the clock around `django.utils.timezone`: one way is found and frozen in tests."""
    for line, name in _dotted(source):
        if name in CLOCKS:
            yield f"{line}: {name}, not timezone.now"


def clock_reads(source: str) -> Iterator[str]:
    """Any reading of the clock: actions, reads and rules are told the time."""
    for line, name in _dotted(source):
        if name in CLOCKS or name in {"timezone.now", "timezone.localdate"}:
            yield f"{line}: {name}, but the time is passed in"


def machine_names(text: str) -> Iterator[str]:
    """Hosts of package registries and paths of somebody's machine."""
    for number, line in enumerate(text.splitlines(), 1):
        for name in (*HOSTS, *MACHINE_PATHS):
            if name in line:
                yield f"{number}: names {name}"
        if HOME_PATH.search(line):
            yield f"{number}: names somebody's home"


def uncommented_dependencies(pyproject: str) -> Iterator[str]:
    """Pinned packages whose line does not say what they are for, and packages without a pin."""
    for number, line in enumerate(pyproject.splitlines(), 1):
        found = re.match(r'\s*(?:requires = \[)?"[A-Za-z0-9_.-]+(?:\[[a-z,]+\])?(==[^"]+)"', line)
        if found and not re.search(r"#\s*\S+ \S+", line):
            yield f"{number}: {line.strip()}"
        if re.match(r'\s*"[A-Za-z0-9_.-]+(?:\[[a-z,]+\])?(>=|~=|<|>|!=)', line):
            yield f"{number}: not pinned: {line.strip()}"


def docstring(node: ast.AST) -> ast.Constant | None:
    """The docstring of a module, class or function."""
    body = getattr(node, "body", None)
    if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
        value = body[0].value
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            return value
    return None


def _docstring_lines(node: ast.AST) -> int:
    text = docstring(node)
    return 0 if text is None else (text.end_lineno or text.lineno) - text.lineno + 1


def _dotted(source: str) -> Iterator[tuple[int, str]]:
    """Line and name of each `module.name` in the source, imported in one piece or used so."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield node.lineno, f"{node.value.id}.{node.attr}"
        elif isinstance(node, ast.ImportFrom) and node.module:
            module = node.module.rpartition(".")[2]
            yield from ((node.lineno, f"{module}.{name.name}") for name in node.names)
