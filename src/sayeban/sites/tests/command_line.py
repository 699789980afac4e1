"""The command line as a test calls it, and what each command answers as JSON."""

import argparse
import io
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import pytest
from django.test import TestCase

from sayeban.sites.cli import main
from sayeban.sites.cli.parser import parser
from sayeban.sites.readable import Readable

_COUNTS: Final = "rows accepted unchanged rejected reasons"
_CAMPAIGN: Final = ("campaign starts days closed",)
# The keys of each command's answers, one line an answer (issue section 3).
ANSWERS: Final = {
    "start": ("url home",),
    "stop": ("stopped",),
    "migrate": ("migrated",),
    "reset": ("removed",),
    "demo-data": ("out households load split collect people blocked approved progress spellings",),
    "staff add": ("user post unit", "user post unit one_time_password"),
    "staff import": (f"{_COUNTS} one_time_passwords",),
    "staff disable": ("user disabled",),
    "staff deputy": ("user deputy until",),
    "company import": (_COUNTS,),
    "divisions import": (_COUNTS,),
    "centre import": (_COUNTS,),
    "people import": (f"{_COUNTS} flagged",),
    "campaign open": _CAMPAIGN,
    "campaign extend": _CAMPAIGN,
    "campaign close": _CAMPAIGN,
    "campaign load": (f"{_COUNTS} flagged files",),
    "campaign split": ("sheets rows out",),
    "campaign receive": ("received",),
    "campaign train": ("centre trained",),
    "campaign collect": (f"{_COUNTS} flagged files",),
    "campaign declare": ("declared",),
    "campaign sample": ("fresh drawn checked wrong strata", "accepted unchanged strata"),
    "campaign approve": ("approved returned blocked",),
    "campaign violations": ("candidates", "cleared why", "confirmed"),
    "campaign release": ("list_no households companies removed ineligible",),
    "campaign progress": (
        "day of due by_state informed ready unanswered unit unit_due units companies late"
        " error_rates rejects stages helpers",
    ),
    "calendar close": ("closed unit",),
    "calendar weekend": ("weekend unit",),
    "events": ("failing", "replayed failing"),
    "disk": ("percent most free_bytes kept_bytes says",),
    "backup": ("backup kind until bytes measured tables rows", "key public"),
    "restore": ("restored into until",),
    "verify-backup": ("backup files tables rows measured says",),
    "audit seal": ("records batches head busy",),
    "audit verify": ("batches records unsealed head",),
    "evening": ("frozen",),
    "facts show": ("facts",),
    "facts define": ("defined",),
    "facts retire": ("retired",),
    "facts refresh": ("parts",),
    "feed publish": ("lists changes",),
    "feed snapshot": ("feeds made",),
    "feed status": ("feeds",),
    "feed replay": ("feed receivers",),
    "client add": ("client secret",),
    "client rotate": ("client secret overlap_days",),
    "client close": ("client closed",),
    "client key": ("client signs",),
    "institution add": ("institution secret",),
    "institution activate": ("institution in_force",),
    "institution close": ("institution closed",),
    "institution show": ("institutions",),
    "partner add": ("partner secret",),
    "partner close": ("partner closed",),
    "partner show": ("partners",),
    "registry key": ("key public",),
    "registry fake": ("stopped",),
    "registry subscribe": ("registry subscribed",),
    "catalogue check": ("services problems",),
    "catalogue import": ("changed published problems", "new changed same problems faults"),
    "catalogue export": ("out services",),
    "catalogue publish": ("service number",),
    "catalogue samples": ("forms rules services",),
    "cases simulate": ("service cases steps",),
    "cases late": ("raised promised told questions measured",),
    "cases redate": ("days steps promises",),
    "desk import": ("opened changed same", "desks faults"),
    "desk export": ("out desks",),
    "rules check": ("rule valid_from aloud", "rules"),
    "rules import": ("rule number revision changed", "drafts"),
    "rules workbook": ("out",),
    "rules approve": ("rule approved",),
    "rules export": (
        "code title subject institution service applies_to legal_basis valid_from tree",
        "rule out",
    ),
    "rules impact": ("rule number against counts sample",),
    "rules run": ("rule number run counts",),
    "rules explain": ("decisions",),
    "rules end": ("rule end",),
    "rules approve-end": ("end approved",),
    "rules number": ("parameter number",),
    "rules approve-number": ("number approved",),
    "rules need": ("rule run counts",),
    "rules by-hand": ("rule decision outcome",),
    "rules end-by-hand": ("rule decision ended",),
    "rules means": ("means sample",),
    "rules approve-means": ("means approved",),
    "rules estimate": ("estimated",),
    "registers list": ("registers purposes",),
    "registers state": ("register schema",),
    "registers set": ("set",),
    "registers purpose": ("purpose registers",),
    "registers ask": (
        "inquiry status reference",
        "batch unknown new fresh open unfit lacking",
    ),
    "registers deaths": ("new",),
    "registers fake": ("stopped",),
    "utility-client pull": ("applied",),
    "utility-client receipts": ("receipts",),
    "utility-client consumption": ("consumption",),
    "utility-client run": ("applied receipts consumption",),
    "utility-client status": ("feeds unsent",),
    "package key": ("key fingerprint", "out fingerprint"),
    "package verify": ("verified campaign province list_no signer rows files fingerprint",),
}
# They start and stop processes and servers of this machine: tried as real processes of their own.
OF_PROCESSES: Final = frozenset(
    {"start", "stop", "reset", "backup", "restore", "verify-backup"}
    | {"registry fake", "registers fake"}
    | {command for command in ANSWERS if command.startswith("utility-client")}
)
# Tests of their own run them one after the other.
OF_CASES: Final = frozenset(
    command for command in ANSWERS if command.startswith(("catalogue ", "cases ", "desk "))
)
OF_RULES: Final = frozenset(command for command in ANSWERS if command.startswith("rules "))


@dataclass(frozen=True, slots=True)
class Answer:
    """How one command ended and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one object on stdout."""
        found: dict[str, Any] = json.loads(self.out)
        return found


@dataclass(frozen=True, slots=True)
class CommandLine:
    """Runs commands in this process, on the database of the test."""

    capture: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch

    def run(self, *arguments: object, typed: str = "") -> Answer:
        """Run one command; `typed` is what comes on stdin."""
        self.capture.readouterr()
        self.patch.setattr(sys, "stdin", io.StringIO(typed))
        code: object = 0
        try:
            # Files appear when a command has committed; the test itself never does.
            with TestCase.captureOnCommitCallbacks(execute=True):
                main([str(each) for each in arguments])
        except SystemExit as left:
            code = left.code
        written = self.capture.readouterr()
        assert isinstance(code, int)
        return Answer(code, written.out, written.err)

    def told(self, *arguments: object) -> tuple[int, dict[str, Any]]:
        """Run one command with --json: its exit code and its answer."""
        answer = self.run(*arguments, "--json")
        return answer.code, answer.json

    def refused(self, *arguments: object, typed: str = "") -> dict[str, Any]:
        """The refusal of a command: exit 2, the code and a Persian sentence on stdout alone."""
        answer = self.run(*arguments, "--json", typed=typed)
        assert answer.code == 2, answer
        assert is_persian(answer.json["message"])
        return answer.json


class Thread:
    """Runs commands one after the other and holds each answer against its documented keys."""

    def __init__(self, line: CommandLine, folder: Path) -> None:
        self.line, self.folder = line, folder
        self.seen: set[tuple[str, str]] = set()

    def says(self, command: str, *arguments: object, typed: str = "") -> dict[str, Any]:
        with _shown() as shown:
            answer = self.line.run(*command.split(), *arguments, "--json", typed=typed)
        assert answer.code == 0, (command, answer)
        keys = " ".join(answer.json)
        assert keys in ANSWERS[command], command
        self.seen.add((command, keys))
        if command in OF_CASES | OF_RULES and "tree" not in answer.json:
            assert all(map(is_sentence, shown)), (command, shown)
            assert shown, command
        return answer.json

    def file(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path


@contextmanager
def _shown() -> Iterator[list[str]]:
    """What people would read of the answers that are given meanwhile."""
    shown = list[str]()

    def noted(answer: Readable, told: dict[str, Any], lines: Iterable[str], **more: bool) -> None:
        known = tuple(lines)
        shown.extend(known)
        made(answer, told, known, **more)

    made = Readable.__init__
    with patch.object(Readable, "__init__", noted):
        yield shown


def is_sentence(line: str) -> bool:
    """Whether a line is for people: Persian, and no value as a machine writes it."""
    return is_persian(line) and not {"{", "["} & set(line)


def is_persian(text: str) -> bool:
    return any("آ" <= letter <= "ی" for letter in text)


def commands(
    of: argparse.ArgumentParser | None = None, before: str = ""
) -> dict[str, argparse.ArgumentParser]:
    """Every command of the parser, such as "campaign open", with its own parser."""
    found = of or parser()
    below = [a for a in found._actions if isinstance(a, argparse._SubParsersAction)]
    if not below:
        return {before.strip(): found}
    return {
        command: one
        for each in below
        for name, child in each.choices.items()
        for command, one in commands(child, f"{before} {name}").items()
    }
