"""Invented data of a whole campaign: headquarters' workbooks, filled worksheets, and the ledger.

Everything is decided by the seed; the ledger is counted from what was planted and never by the
code that it checks.
"""

from sayeban.sites.demo_data.filling import fill
from sayeban.sites.demo_data.generating import generate

__all__ = ["fill", "generate"]
