"""Signatures of macros and of the functions that templates call."""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment, nodes


@dataclass(frozen=True, slots=True)
class Macro:
    """What a macro takes. `needs_caller`: it must be used with `call`; `takes_caller`: it may."""

    name: str
    names: tuple[str, ...]
    required: int
    takes_caller: bool
    needs_caller: bool

    @classmethod
    def read(cls, node: nodes.Macro) -> "Macro":
        """The signature of a macro's tree."""
        takes = any(name.name == "caller" for name in node.find_all(nodes.Name))
        asks = any(
            isinstance(test.node, nodes.Name) and test.node.name == "caller"
            for test in node.find_all(nodes.Test)
        )
        names = tuple(arg.name for arg in node.args)
        return cls(node.name, names, len(names) - len(node.defaults), takes, takes and not asks)

    def problems(self, call: nodes.Call, with_block: bool) -> Iterator[str]:
        """Each way in which a call does not fit."""
        given = [keyword.key for keyword in call.kwargs]
        by_place = self.names[: len(call.args)]
        if len(call.args) > len(self.names):
            yield f"{self.name} takes {len(self.names)} arguments, not {len(call.args)}"
        yield from (
            f"{self.name} has no argument '{name}'" for name in given if name not in self.names
        )
        yield from (f"{self.name} gets '{name}' twice" for name in given if name in by_place)
        known = {*by_place, *given} if not _spread(call) else {*self.names}
        yield from (
            f"{self.name} lacks '{name}'"
            for name in self.names[: self.required]
            if name not in known
        )
        if with_block and not self.takes_caller:
            yield f"{self.name} does nothing with the block of its call"
        if self.needs_caller and not with_block:
            yield f"{self.name} must be used with a call block"


def _spread(call: nodes.Call) -> bool:
    return call.dyn_args is not None or call.dyn_kwargs is not None


def function_problems(name: str, function: object, call: nodes.Call) -> Iterator[str]:
    """Whether a Python function of ours fits its call; those of Jinja check themselves."""
    ours = getattr(function, "__module__", "").startswith("sayeban.")
    if not (ours and callable(function)) or _spread(call):
        return
    try:
        inspect.signature(function).bind(*call.args, **{each.key: each for each in call.kwargs})
    except TypeError as error:
        yield f"{name}: {error}"


def macros_of(env: Environment, template: str) -> dict[str, Macro]:
    """The macros that can be imported from a template. TemplateNotFound for an unknown one."""
    tree = parse(env, template)
    return {
        node.name: Macro.read(node)
        for node in tree.find_all(nodes.Macro)
        if not node.name.startswith("_")
    }


def parse(env: Environment, template: str) -> nodes.Template:
    """The tree of a template. TemplateNotFound, TemplateSyntaxError."""
    assert env.loader is not None
    source, _, _ = env.loader.get_source(env, template)
    return env.parse(source, template)
