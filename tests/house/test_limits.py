"""The limits of the house hold for every file, and each check sees what it is there for."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import checks, checks_of_rows

ROOT = Path(__file__).resolve().parents[2]
# Where rows may be written, through Django or by SQL: verbs, seeds, migrations and tests.
WRITERS = {
    "actions",
    "migrations",
    "tests",
    "bench",  # its baselines are the ORM writes that the product avoids (decision 5)
    "utility_client",  # the file of a company, none of our tables
}
WRITER_FILES = {
    "organisations/seeds.py",
    "documents/storing.py",  # below all slices: their actions call it inside their transaction
    "runtime/jobs.py",  # the ledger of jobs, of which no command knows
    "runtime/versions.py",  # below two packages: their actions call it (decision 12)
    "runtime/outbox.py",  # announces inside the transaction of a command
    "runtime/database.py",  # the trigger that keeps history, made by migrations
    "audit/sql.py",  # the functions of the audit, made by a migration
}
# Where a call is translated into one question: neither rows nor SQL.
TRANSLATORS = {"pages", "api", "commands", "staff", "cli"}
TRANSLATOR_FILES = {"exemptions/reactions.py", "exemptions/jobs.py"}
# Who is told the time and never reads the clock.
TIMELESS = {"actions", "reads", "models", "kit", "country"}
OWN_CLOCK = {"commands/demo.py"}  # runs without Django's settings
P95_FUNCTION = 25
P95_FILE = 250


def tracked(*patterns: str) -> Iterator[Path]:
    """The files of the repository, also new ones that are not ignored."""
    listed = subprocess.run(
        [
            shutil.which("git") or "git",
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
            *patterns,
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    yield from (ROOT / name for name in listed.stdout.split("\0")[:-1] if (ROOT / name).is_file())


def code(*, with_tests: bool) -> list[Path]:
    """Python files that people write; a first migration is written by Django."""
    found = [path for path in tracked("*.py") if not path.name.endswith("_initial.py")]
    return [path for path in found if with_tests or not is_test(path)]


def is_test(path: Path) -> bool:
    return "tests" in path.relative_to(ROOT).parts or path.name == "conftest.py"


def may_write(path: Path) -> bool:
    in_slice = "/".join(path.parts[-2:])
    return not WRITERS.isdisjoint(path.relative_to(ROOT).parts) or in_slice in WRITER_FILES


def is_translator(path: Path) -> bool:
    in_slice = "/".join(path.parts[-2:])
    return not TRANSLATORS.isdisjoint(path.parts) or in_slice in TRANSLATOR_FILES


def problems(check: checks.Check, paths: list[Path]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{problem}"
        for path in paths
        for problem in check(path.read_text())
    ]


def p95(lengths: list[int]) -> int:
    return sorted(lengths)[len(lengths) * 95 // 100]


def lengths_of_functions() -> list[int]:
    paths = code(with_tests=False)
    return [each.length for path in paths for each in checks.functions(path.read_text())]


def test_functions_are_short() -> None:
    assert problems(checks.long_functions, code(with_tests=True)) == []
    assert p95(lengths_of_functions()) <= P95_FUNCTION


def test_files_are_short() -> None:
    paths = code(with_tests=True)
    assert problems(checks.long_file, paths) == []
    assert p95([len(path.read_text().splitlines()) for path in paths]) <= P95_FILE


def test_imports_stand_at_the_head_of_a_file() -> None:
    assert problems(checks.late_imports, code(with_tests=True)) == []


def test_rows_are_written_by_actions_alone() -> None:
    assert (
        problems(checks_of_rows.orm_writes, [p for p in code(with_tests=True) if not may_write(p)])
        == []
    )


def test_sql_that_writes_stands_beside_actions_alone() -> None:
    paths = [path for path in code(with_tests=False) if not may_write(path)]
    assert problems(checks_of_rows.sql_writes, paths) == []


def test_pages_jobs_and_reactions_ask_no_manager() -> None:
    paths = [path for path in code(with_tests=False) if is_translator(path)]
    assert problems(checks_of_rows.manager_calls, paths) == []


def test_rows_come_in_an_order_that_the_code_names() -> None:
    paths = [p for p in code(with_tests=False) if "bench" not in p.relative_to(ROOT).parts]
    assert problems(checks_of_rows.unordered_rows, paths) == []


def test_the_clock_is_read_in_one_way_and_above_the_domain() -> None:
    paths = [path for path in code(with_tests=False) if "src" in path.relative_to(ROOT).parts]
    read = [path for path in paths if "/".join(path.parts[-2:]) not in OWN_CLOCK]
    assert problems(checks.own_clocks, read) == []
    timeless = [path for path in paths if not TIMELESS.isdisjoint(path.parts)]
    assert problems(checks.clock_reads, timeless) == []


def test_no_pattern_takes_persian_digits_by_accident() -> None:
    assert problems(checks.digit_class, code(with_tests=True)) == []


def test_the_repository_names_no_registry_and_no_machine() -> None:
    texts = [path for path in tracked() if b"\0" not in path.read_bytes()[:8000]]
    assert problems(checks.machine_names, texts) == []


def test_every_dependency_is_pinned_and_says_what_it_is_for() -> None:
    assert problems(checks.uncommented_dependencies, [ROOT / "pyproject.toml"]) == []


BODY = "    x = 1\n"
DIGIT = chr(92) + "d"
UNORDERED = "def f():\n    rows = Row.objects.all()\n    return [r for r in rows]\n"
LISTED = "def f():\n    return list(Row.objects.all())\n"


@pytest.mark.parametrize(
    ("check", "bad", "good"),
    [
        (checks.long_functions, "def f():\n" + BODY * 60, "def f():\n" + BODY * 59),
        (checks.long_file, "x = 1\n" * 401, "x = 1\n" * 400),
        (checks.late_imports, "def f():\n    import os\n", "import os\n"),
        (checks.late_imports, "class C:\n    def f(self):\n        from a import b\n", "x = 1\n"),
        (
            checks_of_rows.orm_writes,
            "Row.objects.filter(a=1).update(b=2)\n",
            "seen.update({'b': 2})\n",
        ),
        (checks_of_rows.orm_writes, "Row.objects.create(b=2)\n", "Row.objects.filter(b=2)\n"),
        (checks_of_rows.orm_writes, "row.save(update_fields=['b'])\n", "picture.save(path)\n"),
        (checks_of_rows.orm_writes, "row.delete()\n", "row.deleted\n"),
        (checks_of_rows.orm_writes, "own = Row.objects.all()\nown.update(b=2)\n", "own = [1]\n"),
        (checks_of_rows.sql_writes, "X = f'UPDATE {table} SET a = 1'\n", "X = 'FOR UPDATE'\n"),
        (checks_of_rows.sql_writes, "X = 'INSERT\\n INTO row (a)'\n", '"""INSERT INTO a row."""\n'),
        (checks_of_rows.sql_writes, "X = 'DELETE FROM row'\n", "X = 'SELECT 1 FROM row'\n"),
        (checks_of_rows.manager_calls, "Row.objects.get(pk=1)\n", "one_row(1)\n"),
        (checks_of_rows.manager_calls, "connection.cursor()\n", "connection.close()\n"),
        (checks_of_rows.unordered_rows, UNORDERED, UNORDERED.replace("all()", "order_by('a')")),
        (checks_of_rows.unordered_rows, LISTED, LISTED.replace("list", "set")),
        (checks_of_rows.unordered_rows, LISTED, LISTED.replace("all()", "get()")),
        (checks.own_clocks, "at = datetime.now(UTC)\n", "at = timezone.now()\n"),
        (checks.own_clocks, "old = time.time()\n", "time.sleep(1)\n"),
        (
            checks.clock_reads,
            "from django.utils.timezone import now\n",
            "from datetime import date\n",
        ),
        (checks.clock_reads, "today = date.today()\n", "day = date(2026, 11, 23)\n"),
        (checks.digit_class, f"re.compile(r'^{DIGIT}+$')", "re.compile(r'^[0-9]+$')"),
        (checks.digit_class, f"re.compile(rb'^{DIGIT}+$')", f'r"""Says why {DIGIT} is wrong."""'),
        (checks.machine_names, f"see https://{checks.HOSTS[0]}/simple", "see the package index"),
        (checks.machine_names, f"cd {checks.MACHINE_PATHS[0]}main", "cd the repository"),
        (
            checks.uncommented_dependencies,
            '  "django==5.2.19",',
            '  "django==5.2", # web framework',
        ),
        (checks.uncommented_dependencies, '  "django>=5", # web', '  "django==5", # web framework'),
    ],
)
def test_each_check_sees_what_it_is_there_for(check: checks.Check, bad: str, good: str) -> None:
    assert list(check(bad)) != []
    assert list(check(good)) == []
