"""Documents that a case still waits for."""

from sayeban.cases.reads.case_file import CaseFile


def missing_of(file: CaseFile) -> tuple[str, ...]:
    """Those that are required and did not come, by title."""
    return tuple(each.title for each in file.documents if each.required and each.state == "missing")
