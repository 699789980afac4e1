"""How a command is declared, and what is said of one that is written wrongly."""

import argparse
import re
import sys
from typing import NoReturn, TypeAlias

WRONG_USAGE = 64


# What argparse finds wrong, and the sentence for it.
_WRONG = (
    (r"the following arguments are required: (.+)", "این‌ها نوشته نشده است: {}"),
    (r"unrecognized arguments: (.+)", "این‌ها شناخته نشد: {}"),
    (r"argument (.+): invalid choice: (.+) \(choose from (.+)\)", "برای {}، {} نمی‌شود؛ یکی از {}"),
    (r"argument (.+): invalid (?:int|float) value: (.+)", "برای {} عدد لازم است، نه {}"),
    (r"argument (.+): expected .+", "پس از {} مقدارش را بنویسید"),
    (r"argument (.+): not allowed with argument (.+)", "{} و {} با هم نمی‌شود"),
)


class Parser(argparse.ArgumentParser):
    """An argument parser that leaves with 64, the code of wrong usage, and a Persian sentence."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(WRONG_USAGE, f"{self.prog}: فرمان درست نوشته نشده است. {in_words(message)}\n")


def in_words(message: str) -> str:
    """What argparse says, in Persian; what it says seldom, as it says it."""
    for pattern, sentence in _WRONG:
        if found := re.fullmatch(pattern, message):
            return sentence.format(*found.groups())
    return message


Commands: TypeAlias = "argparse._SubParsersAction[Parser]"


def group(commands: Commands, name: str, text: str) -> Commands:
    """A word that others follow."""
    words = commands.add_parser(name, help=text, description=text)
    return words.add_subparsers(required=True, metavar="COMMAND", title=name)


def command(commands: Commands, name: str, run: str, text: str) -> Parser:
    """A command that module:function of sites.commands does."""
    one = commands.add_parser(name, help=text, description=text)
    one.set_defaults(run=run, without_database=False)
    one.add_argument("--json", action="store_true", help="answer as JSON on stdout")
    return one
