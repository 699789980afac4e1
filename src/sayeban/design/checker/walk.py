"""Goes through a template's tree with the types of its names and notes what cannot be right."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, TemplateNotFound, nodes

from sayeban.design.checker import types
from sayeban.design.checker.macros import Macro, function_problems, macros_of, parse
from sayeban.design.checker.types import Kind

Scope = dict[str, Kind]
"""Names and what they are; also dotted paths («page.user») that an `if` made sure of."""

_KEEPS_ELEMENTS = {"list", "sort", "reverse", "unique", "selectattr", "rejectattr", "select"}
_TAKES_ELEMENT = {"first", "last", "random"}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that would fail when the page is asked for."""

    template: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.template}:{self.line}: {self.text}"


@dataclass(frozen=True, slots=True)
class Namespace:
    """What `import "x" as name` gives."""

    macros: dict[str, Macro]


@dataclass(slots=True)
class Walker:
    """Walks one template; `problems` grows."""

    env: Environment
    template: str
    problems: list[Problem] = field(default_factory=list)

    def note(self, node: nodes.Node, text: str) -> None:
        """Keeps a problem with the line where it is."""
        self.problems.append(Problem(self.template, node.lineno, text))

    def walk(self, node: nodes.Node, scope: Scope) -> None:
        """A statement, or anything that holds statements."""
        if isinstance(node, nodes.Expr):
            self.infer(node, scope)
        elif found := _STATEMENTS.get(type(node)):
            found(self, node, scope)
        else:
            self.walk_all(node.iter_child_nodes(), scope)

    def walk_all(self, children: Iterator[nodes.Node] | list[nodes.Node], scope: Scope) -> None:
        """One after the other; what one sets the next one sees."""
        for child in children:
            self.walk(child, scope)

    def infer(self, node: nodes.Node, scope: Scope) -> Kind:
        """The type of an expression, Any where nothing is known."""
        if found := _EXPRESSIONS.get(type(node)):
            return found(self, node, scope)
        for child in node.iter_child_nodes():
            self.infer(child, scope)
        return Any

    def assign(self, target: nodes.Node, kind: Kind, scope: Scope) -> None:
        """Binds a name, or each of several."""
        if isinstance(target, nodes.Name):
            scope[target.name] = kind
        elif isinstance(target, nodes.Tuple):
            kinds = types.unpack(kind, len(target.items))
            if kinds is None:
                self.note(target, f"{types.name_of(kind)} has not {len(target.items)} parts")
                kinds = (Any,) * len(target.items)
            for each, each_kind in zip(target.items, kinds, strict=True):
                self.assign(each, each_kind, scope)

    def narrowed(self, test: nodes.Node, scope: Scope, holds: bool) -> Scope:
        """The scope where a test is known to hold, or known not to."""
        match test:
            case nodes.Not():
                return self.narrowed(test.node, scope, not holds)
            case nodes.And() if holds:
                return self.narrowed(test.right, self.narrowed(test.left, scope, True), True)
            case nodes.Or() if not holds:
                return self.narrowed(test.right, self.narrowed(test.left, scope, False), False)
            case nodes.Test(name="none") if not holds:
                return self._certain(test.node, scope)
            case nodes.Name() | nodes.Getattr() if holds:
                return self._certain(test, scope)
        return scope

    def _certain(self, node: nodes.Node, scope: Scope) -> Scope:
        path = path_of(node)
        if path is None:
            return scope
        quiet = Walker(self.env, self.template)
        return {**scope, path: types.without_none(quiet.infer(node, scope))}

    def macros_of(self, node: nodes.Node, template: nodes.Node) -> dict[str, Macro] | None:
        """The macros of an imported template, None (and a problem) when it is not there."""
        if not isinstance(template, nodes.Const):
            self.note(node, "the name of a template must be written out")
            return None
        try:
            return macros_of(self.env, template.value)
        except TemplateNotFound:
            self.note(node, f"no template '{template.value}'")
            return None


def path_of(node: nodes.Node) -> str | None:
    """«a.b.c» of names and attributes, None for any other expression."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            base = path_of(node.node)
            return base and f"{base}.{node.attr}"
    return None


def _for(walker: Walker, node: nodes.For, scope: Scope) -> None:
    inner = {**scope, "loop": Any}
    walker.assign(node.target, types.element(walker.infer(node.iter, scope)), inner)
    if node.test is not None:
        walker.infer(node.test, inner)
        inner = walker.narrowed(node.test, inner, True)
    walker.walk_all(node.body, inner)
    walker.walk_all(node.else_, dict(scope))


def _if(walker: Walker, node: nodes.If, scope: Scope) -> None:
    walker.infer(node.test, scope)
    branch = walker.narrowed(node.test, scope, True)
    walker.walk_all(node.body, branch)
    other = walker.narrowed(node.test, scope, False)
    for elif_ in node.elif_:
        walker.walk(elif_, other)
        other = walker.narrowed(elif_.test, other, False)
    walker.walk_all(node.else_, other)
    # What a branch sets stays visible after it.
    for name in {*branch, *other} - set(scope):
        if "." not in name:
            scope[name] = Any


def _assign(walker: Walker, node: nodes.Assign, scope: Scope) -> None:
    walker.assign(node.target, walker.infer(node.node, scope), scope)


def _assign_block(walker: Walker, node: nodes.AssignBlock, scope: Scope) -> None:
    walker.walk_all(node.body, dict(scope))
    walker.assign(node.target, str, scope)


def _with(walker: Walker, node: nodes.With, scope: Scope) -> None:
    inner = dict(scope)
    for target, value in zip(node.targets, node.values, strict=True):
        walker.assign(target, walker.infer(value, scope), inner)
    walker.walk_all(node.body, inner)


def _macro(walker: Walker, node: nodes.Macro, scope: Scope) -> None:
    scope[node.name] = Macro.read(node)
    for default in node.defaults:
        walker.infer(default, scope)
    extra = ("caller", "varargs", "kwargs")
    walker.walk_all(
        node.body,
        {**scope, **dict.fromkeys([a.name for a in node.args], Any), **dict.fromkeys(extra, Any)},
    )


def _call_block(walker: Walker, node: nodes.CallBlock, scope: Scope) -> None:
    _call(walker, node.call, scope, with_block=True)
    walker.walk_all(node.body, {**scope, **dict.fromkeys([a.name for a in node.args], Any)})


def _from_import(walker: Walker, node: nodes.FromImport, scope: Scope) -> None:
    macros = walker.macros_of(node, node.template)
    for each in node.names:
        name, alias = each if isinstance(each, tuple) else (each, each)
        scope[alias] = Any
        if macros is not None and name not in macros:
            walker.note(node, f"the imported template has no macro '{name}'")
        elif macros is not None:
            scope[alias] = macros[name]


def _import(walker: Walker, node: nodes.Import, scope: Scope) -> None:
    macros = walker.macros_of(node, node.template)
    scope[node.target] = Any if macros is None else Namespace(macros)


def _include(walker: Walker, node: nodes.Include, scope: Scope) -> None:
    if walker.macros_of(node, node.template) is None:
        return
    assert isinstance(node.template, nodes.Const)
    inside = Walker(walker.env, node.template.value, walker.problems)
    inside.walk(parse(walker.env, node.template.value), dict(scope))


def _block(walker: Walker, node: nodes.Block, scope: Scope) -> None:
    walker.walk_all(node.body, {**scope, "super": Any})


def _name(walker: Walker, node: nodes.Name, scope: Scope) -> Kind:
    if node.name in scope:
        return scope[node.name]
    if node.ctx == "load" and node.name not in walker.env.globals:
        walker.note(node, f"unknown name '{node.name}'")
    return Any


def _attribute(walker: Walker, node: nodes.Getattr, scope: Scope) -> Kind:
    """The type of `a.b`, methods as they are."""
    path = path_of(node)
    if path is not None and path in scope:
        return scope[path]
    base = walker.infer(node.node, scope)
    if isinstance(base, Namespace):
        if node.attr not in base.macros:
            walker.note(node, f"the imported template has no macro '{node.attr}'")
        return base.macros.get(node.attr, Any)
    if types.may_be_none(base) and base is not type(None):
        walker.note(node, f"'{path or 'the value'}': the value before .{node.attr} may be None")
    found = types.attribute(base, node.attr)
    if found is types.Missing:
        walker.note(node, f"{types.name_of(types.without_none(base))} has no '{node.attr}'")
        return Any
    return found


def _getattr(walker: Walker, node: nodes.Getattr, scope: Scope) -> Kind:
    found = _attribute(walker, node, scope)
    if isinstance(found, types.Method):
        walker.note(node, f"'{found.name}' is a method: call it")
        return found.returns
    return found


def _getitem(walker: Walker, node: nodes.Getitem, scope: Scope) -> Kind:
    walker.infer(node.arg, scope)
    return types.item(walker.infer(node.node, scope))


def _call(walker: Walker, node: nodes.Call, scope: Scope, with_block: bool = False) -> Kind:
    for child in [*node.args, *node.kwargs, node.dyn_args, node.dyn_kwargs]:
        if child is not None:
            walker.infer(child, scope)
    if isinstance(node.node, nodes.Getattr):
        callee = _attribute(walker, node.node, scope)
    else:
        callee = walker.infer(node.node, scope)
    if isinstance(callee, Macro):
        for text in callee.problems(node, with_block):
            walker.note(node, text)
    elif isinstance(node.node, nodes.Name) and node.node.name in walker.env.globals:
        name = node.node.name
        for text in function_problems(name, walker.env.globals[name], node):
            walker.note(node, text)
    return callee.returns if isinstance(callee, types.Method) else Any


def _filter(walker: Walker, node: nodes.Filter, scope: Scope) -> Kind:
    if node.name not in walker.env.filters:
        walker.note(node, f"no filter '{node.name}'")
    for child in [*node.args, *node.kwargs]:
        walker.infer(child, scope)
    kind = walker.infer(node.node, scope) if node.node is not None else str
    if node.name in _TAKES_ELEMENT:
        return types.element(kind)
    return list[types.element(kind)] if node.name in _KEEPS_ELEMENTS else Any  # type: ignore[misc]  # built at run time


def _test(walker: Walker, node: nodes.Test, scope: Scope) -> Kind:
    if node.name not in walker.env.tests:
        walker.note(node, f"no test '{node.name}'")
    for child in [node.node, *node.args]:
        walker.infer(child, scope)
    return bool


def _condition(walker: Walker, node: nodes.CondExpr, scope: Scope) -> Kind:
    walker.infer(node.test, scope)
    chosen = walker.infer(node.expr1, walker.narrowed(node.test, scope, True))
    if node.expr2 is None:
        return chosen
    other = walker.infer(node.expr2, walker.narrowed(node.test, scope, False))
    return chosen if chosen == other else Any


def _and(walker: Walker, node: nodes.And, scope: Scope) -> Kind:
    walker.infer(node.left, scope)
    walker.infer(node.right, walker.narrowed(node.left, scope, True))
    return Any


def _or(walker: Walker, node: nodes.Or, scope: Scope) -> Kind:
    walker.infer(node.left, scope)
    walker.infer(node.right, walker.narrowed(node.left, scope, False))
    return Any


_STATEMENTS: dict[type[nodes.Node], Callable[..., None]] = {
    nodes.For: _for,
    nodes.If: _if,
    nodes.Assign: _assign,
    nodes.AssignBlock: _assign_block,
    nodes.With: _with,
    nodes.Macro: _macro,
    nodes.CallBlock: _call_block,
    nodes.FromImport: _from_import,
    nodes.Import: _import,
    nodes.Include: _include,
    nodes.Block: _block,
}
_EXPRESSIONS: dict[type[nodes.Node], Callable[..., Any]] = {
    nodes.Name: _name,
    nodes.Getattr: _getattr,
    nodes.Getitem: _getitem,
    nodes.Call: _call,
    nodes.Filter: _filter,
    nodes.Test: _test,
    nodes.CondExpr: _condition,
    nodes.And: _and,
    nodes.Or: _or,
}
