"""Several files in one command: each lands or is refused for itself, and all are accounted for."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from sayeban.kit.progress import Report, unwatched
from sayeban.kit.refusals import Refusal

_COUNTS = ("rows", "accepted", "unchanged", "rejected")

Answer = dict[str, Any]


class FilesRefused(Refusal):
    """Some of several files were refused as a whole; the others landed."""

    code: ClassVar[str] = "files.refused"
    sentence: ClassVar[str] = (
        "{refused} فایل از {files} فایل پذیرفته نشد: {names}. بقیه ثبت شد. آن‌ها را درست کنید و"
        " دوباره بفرستید؛ فرستادن همه با هم نیز چیزی را دوباره ثبت نمی‌کند."
    )


def each(
    paths: Sequence[Path],
    work: Callable[[Path], Mapping[str, Any]],
    report: Report = unwatched,
) -> list[Answer]:
    """What became of each file: {file, …its account} or {file, refused, message}."""
    done: list[Answer] = []
    for number, path in enumerate(paths):
        report(number, len(paths))
        try:
            answer = dict(work(path))
        except Refusal as refusal:
            print(f"{path}: {refusal.message}", file=sys.stderr)
            answer = refusal.as_json()
        done.append({**answer, "file": str(path)})
    return done


def summed(files: Sequence[Answer]) -> Answer:
    """The sums of what landed and the account of each file; `refused` where one was refused.

    Where every file was refused the first one's code and sentence speak for all.
    """
    landed = [file for file in files if "refused" not in file]
    refused = [file for file in files if "refused" in file]
    counts = {name: sum(file[name] for file in landed) for name in _COUNTS}
    tables = {name: _added(file[name] for file in landed) for name in ("reasons", "flagged")}
    if not refused:
        why: Answer = {}
    elif landed:
        names = "، ".join(Path(file["file"]).name for file in refused)
        why = FilesRefused(refused=len(refused), files=len(files), names=names).as_json()
    else:
        why = {name: refused[0][name] for name in ("refused", "message")}
    return {**why, **counts, **tables, "files": list(files)}


def _added(tables: Iterable[Mapping[str, int]]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for table in tables:
        counts.update(table)
    return dict(counts)
