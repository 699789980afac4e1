"""Tables of the exemption campaign."""

from sayeban.exemptions.models.campaign import Campaign, Extension, RequiredField
from sayeban.exemptions.models.candidate import Candidate, CandidateRow
from sayeban.exemptions.models.contact import Contact
from sayeban.exemptions.models.correction import Correction
from sayeban.exemptions.models.counter import CounterRow
from sayeban.exemptions.models.double_cover import DoubleCover
from sayeban.exemptions.models.duty import DutyMark, NeighbourhoodMap
from sayeban.exemptions.models.entry import SentEntry
from sayeban.exemptions.models.feed import (
    CompanyNotice,
    CompanyReceipt,
    ConsumptionReport,
    Exemption,
    Feed,
    FeedChange,
)
from sayeban.exemptions.models.helper_entry import HelperEntry
from sayeban.exemptions.models.ladder import (
    Approval,
    Closing,
    Declaration,
    Receipt,
    Return,
    Training,
)
from sayeban.exemptions.models.load import Load, LoadChunk, RejectedRow
from sayeban.exemptions.models.move import Move, Tenancy
from sayeban.exemptions.models.moved import MoveSaid
from sayeban.exemptions.models.progress import (
    Freeze,
    QualityCount,
    QualityStale,
    Reminder,
    StateCount,
)
from sayeban.exemptions.models.release import Release, ReleaseLine
from sayeban.exemptions.models.row import Connection, Evidence, Row
from sayeban.exemptions.models.sample import Sample, SampleFinding, SampleFrame, SampleRow
from sayeban.exemptions.models.share import WorkShare
from sayeban.exemptions.models.sheet import IssuedSheet, Upload
from sayeban.exemptions.models.signal import Hook, Signal, SignalAttempt
from sayeban.exemptions.models.snapshot import FeedSnapshot, ReportUpload
from sayeban.exemptions.models.text import TextPattern, UnknownText
from sayeban.exemptions.models.told import (
    CompanyReminder,
    ConsumptionCount,
    ConsumptionStale,
    ToldCount,
)

__all__ = [
    "Approval",
    "Campaign",
    "Candidate",
    "CandidateRow",
    "Closing",
    "CompanyNotice",
    "CompanyReceipt",
    "CompanyReminder",
    "Connection",
    "ConsumptionCount",
    "ConsumptionReport",
    "ConsumptionStale",
    "Contact",
    "Correction",
    "CounterRow",
    "Declaration",
    "DoubleCover",
    "DutyMark",
    "Evidence",
    "Exemption",
    "Extension",
    "Feed",
    "FeedChange",
    "FeedSnapshot",
    "Freeze",
    "HelperEntry",
    "Hook",
    "IssuedSheet",
    "Load",
    "LoadChunk",
    "Move",
    "MoveSaid",
    "NeighbourhoodMap",
    "QualityCount",
    "QualityStale",
    "Receipt",
    "RejectedRow",
    "Release",
    "ReleaseLine",
    "Reminder",
    "ReportUpload",
    "RequiredField",
    "Return",
    "Row",
    "Sample",
    "SampleFinding",
    "SampleFrame",
    "SampleRow",
    "SentEntry",
    "Signal",
    "SignalAttempt",
    "StateCount",
    "Tenancy",
    "TextPattern",
    "ToldCount",
    "Training",
    "UnknownText",
    "Upload",
    "WorkShare",
]
