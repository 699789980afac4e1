"""Documents that a case still waits for."""

from sayeban.cases.reads.case_file import CaseFile
from sayeban.cases.rules import LACKING


def missing_of(file: CaseFile) -> tuple[str, ...]:
    """Those that are required and did not come, by title."""
    return tuple(each.title for each in file.documents if each.required and each.state in LACKING)
