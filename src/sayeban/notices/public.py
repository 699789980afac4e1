"""The only door of `notices` for packages above."""

from sayeban.notices.actions.deliver import deliver_batch
from sayeban.notices.actions.queue import Notice, queue
from sayeban.notices.actions.receive import receive_sms
from sayeban.notices.actions.templates import approve_template, seed_templates, write_template
from sayeban.notices.actions.withdraw import notices_gone, withdraw_notices
from sayeban.notices.adapters import chosen as chosen_port
from sayeban.notices.reads.inbound import received_sms
from sayeban.notices.reads.outbox import OutboxRow, notices_of, outbox
from sayeban.notices.reads.templates import TextVersion, inform_texts, versions
from sayeban.notices.rules import REACHED, UNREACHED, fill, segments, variables
from sayeban.notices.rules_inform import GAPS as INFORM_GAPS
from sayeban.notices.rules_inform import INFORM

__all__ = [
    "INFORM",
    "INFORM_GAPS",
    "REACHED",
    "UNREACHED",
    "Notice",
    "OutboxRow",
    "TextVersion",
    "approve_template",
    "chosen_port",
    "deliver_batch",
    "fill",
    "inform_texts",
    "notices_gone",
    "notices_of",
    "outbox",
    "queue",
    "receive_sms",
    "received_sms",
    "seed_templates",
    "segments",
    "variables",
    "versions",
    "withdraw_notices",
    "write_template",
]
