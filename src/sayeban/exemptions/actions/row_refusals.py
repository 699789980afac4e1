"""Refusals of one row that was typed on a page: the same codes and sentences as in a workbook."""

from collections.abc import Mapping

from sayeban.exemptions.codes import COLLECT_REJECTS
from sayeban.kit.refusals import Refusal


class RowRefused(Refusal):
    """One row was not taken; its subclasses are the codes of codes.COLLECT_REJECTS.

    `fields` maps the faulty form fields to their sentences; `stored` the keys of
    worksheet.columns to the present texts, where somebody else had changed the row.
    """

    def __init__(
        self, fields: Mapping[str, str] | None = None, stored: Mapping[str, str] | None = None
    ) -> None:
        self.fields = fields or {}
        self.stored = stored or {}
        super().__init__()

    @property
    def version(self) -> int:
        """That of the row when it held `stored`: a page that was read before may be older."""
        return int(self.stored["key"].split(".")[1])


ROW_REFUSALS: Mapping[str, type[RowRefused]] = {
    code.code: type(
        "RowRefused",
        (RowRefused,),
        {"code": code.code, "sentence": code.sentence, "reference": code.reference},
    )
    for code in COLLECT_REJECTS.values()
}
"""By code: worklist.closed, row.unknown_key, row.conflict, row.locked, bill_id.length, …"""
