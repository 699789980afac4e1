"""The only door of the campaign for the packages above it."""

from sayeban.exemptions.actions.approve import approve, return_rows
from sayeban.exemptions.actions.approve_move import approve_move
from sayeban.exemptions.actions.attach_documents import (
    DOCUMENT_REJECTS,
    Attached,
    attach_documents,
)
from sayeban.exemptions.actions.change_campaign import (
    close_campaign,
    extend_campaign,
    require_fields,
)
from sayeban.exemptions.actions.clear_candidate import clear_candidate
from sayeban.exemptions.actions.collect_move import collect_move
from sayeban.exemptions.actions.collect_row import collect_row
from sayeban.exemptions.actions.collect_workbook import collect_workbook
from sayeban.exemptions.actions.confirm_candidate import confirm_candidate
from sayeban.exemptions.actions.count_consumption import count_changed_consumption
from sayeban.exemptions.actions.count_quality import count_what_changed
from sayeban.exemptions.actions.counter import give_counter, switch_counter
from sayeban.exemptions.actions.declare import declare
from sayeban.exemptions.actions.draw_sample import draw_sample
from sayeban.exemptions.actions.follow_tenancies import follow_tenancies
from sayeban.exemptions.actions.forget_entries import forget_entries
from sayeban.exemptions.actions.freeze import freeze
from sayeban.exemptions.actions.keep_hooks import replay_feed
from sayeban.exemptions.actions.load_workbook import load_workbook
from sayeban.exemptions.actions.make_snapshot import forget_snapshots, make_snapshot
from sayeban.exemptions.actions.open_campaign import Terms, open_campaign
from sayeban.exemptions.actions.open_corrections import open_corrections
from sayeban.exemptions.actions.publish_release import publish_release
from sayeban.exemptions.actions.read_message import forget_messages
from sayeban.exemptions.actions.receive import receive
from sayeban.exemptions.actions.receive_copy import receive_copy
from sayeban.exemptions.actions.record_sample import findings_of, record_sample
from sayeban.exemptions.actions.release import ReleaseNothing, release
from sayeban.exemptions.actions.remind_companies import remind_companies
from sayeban.exemptions.actions.report_move import report_move
from sayeban.exemptions.actions.say_moved import Moved, say_moved, unsay_moved
from sayeban.exemptions.actions.send_signals import forget_signals, send_signals
from sayeban.exemptions.actions.split import split
from sayeban.exemptions.actions.sum_counts import sum_counts
from sayeban.exemptions.actions.sweep_files import sweep_files
from sayeban.exemptions.actions.tell_heads import seed_texts, tell_heads
from sayeban.exemptions.actions.text_patterns import seed_patterns
from sayeban.exemptions.actions.train import train
from sayeban.exemptions.actions.write_package import ReleaseUnknown, write_package
from sayeban.exemptions.kept_words import KEPT_WORDS, kept_names
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.package.verify import verify
from sayeban.exemptions.package.writer import check_package
from sayeban.exemptions.reads.consumption import About, by_utility
from sayeban.exemptions.reads.feeds import FeedState, feed_states, unpublished
from sayeban.exemptions.reads.find import (
    FoundCampaign,
    FoundRow,
    find_campaigns,
    find_rows,
    newest_campaign,
)
from sayeban.exemptions.reads.listed import lists_of
from sayeban.exemptions.reads.loads import Filter
from sayeban.exemptions.reads.own import (
    OwnBill,
    OwnFile,
    OwnMove,
    own_changes,
    own_file,
    own_move,
)
from sayeban.exemptions.reads.progress import progress
from sayeban.exemptions.reads.release import (
    ReleaseFacts,
    find_release,
    release_facts,
    releases,
)
from sayeban.exemptions.reads.reserved import reserved_on
from sayeban.exemptions.reads.sample_sheet import sample_sheet
from sayeban.exemptions.reads.snapshots import due_snapshots
from sayeban.exemptions.reads.touched import Touched, row_keys, touched
from sayeban.exemptions.reads.works import KINDS as WORK_KINDS
from sayeban.exemptions.recorded import (
    download_rejected,
    download_sample,
    review_candidates,
)
from sayeban.exemptions.return_book import read_returns
from sayeban.exemptions.rights import STAFF as CAMPAIGN_STAFF
from sayeban.exemptions.sample_book import read_results
from sayeban.exemptions.target_rules import TARGET_RULES
from sayeban.exemptions.texts_named import TEXT_NAMES, TextName
from sayeban.exemptions.words import COMPANY_LABELS, UTILITY_LABELS

__all__ = [
    "CAMPAIGN_STAFF",
    "COMPANY_LABELS",
    "DOCUMENT_REJECTS",
    "KEPT_WORDS",
    "TARGET_RULES",
    "TEXT_NAMES",
    "UTILITY_LABELS",
    "WORK_KINDS",
    "About",
    "Attached",
    "Campaign",
    "FeedState",
    "Filter",
    "FoundCampaign",
    "FoundRow",
    "Moved",
    "OwnBill",
    "OwnFile",
    "OwnMove",
    "ReleaseFacts",
    "ReleaseNothing",
    "ReleaseUnknown",
    "Terms",
    "TextName",
    "Touched",
    "approve",
    "approve_move",
    "attach_documents",
    "by_utility",
    "check_package",
    "clear_candidate",
    "close_campaign",
    "collect_move",
    "collect_row",
    "collect_workbook",
    "confirm_candidate",
    "count_changed_consumption",
    "count_what_changed",
    "declare",
    "download_rejected",
    "download_sample",
    "draw_sample",
    "due_snapshots",
    "extend_campaign",
    "feed_states",
    "find_campaigns",
    "find_release",
    "find_rows",
    "findings_of",
    "follow_tenancies",
    "forget_entries",
    "forget_messages",
    "forget_signals",
    "forget_snapshots",
    "freeze",
    "give_counter",
    "kept_names",
    "lists_of",
    "load_workbook",
    "make_snapshot",
    "newest_campaign",
    "open_campaign",
    "open_corrections",
    "own_changes",
    "own_file",
    "own_move",
    "progress",
    "publish_release",
    "read_results",
    "read_returns",
    "receive",
    "receive_copy",
    "record_sample",
    "release",
    "release_facts",
    "releases",
    "remind_companies",
    "replay_feed",
    "report_move",
    "require_fields",
    "reserved_on",
    "return_rows",
    "review_candidates",
    "row_keys",
    "sample_sheet",
    "say_moved",
    "seed_patterns",
    "seed_texts",
    "send_signals",
    "split",
    "sum_counts",
    "sweep_files",
    "switch_counter",
    "tell_heads",
    "touched",
    "train",
    "unpublished",
    "unsay_moved",
    "verify",
    "write_package",
]
