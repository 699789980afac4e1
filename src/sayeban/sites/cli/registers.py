"""Commands about outside registers: what they are, how they are, asking, a made-up one."""

from pathlib import Path

from sayeban.sites.cli.grammar import Commands, command

LIMITS = (
    *("seconds", "at_once", "per_minute", "burst", "valid_days"),
    *("breaker_after", "breaker_seconds"),
)


def registers(words: Commands) -> None:
    """sayeban registers list | state | set | purpose | ask | deaths | fake."""
    listed = command(words, "list", "registers:listed", "registers, purposes and how each is")
    state = command(words, "state", "registers:state", "one register, with the schema of answers")
    state.add_argument("register", metavar="REGISTER")
    change = command(words, "set", "registers:change", "where a register is, and its limits")
    change.add_argument("register", metavar="REGISTER", help="all: every register alike")
    change.add_argument("--url", help="https; the key of the register is added to it")
    change.add_argument("--route", choices=("direct", "bus"), help="straight, or through the bus")
    change.add_argument("--bus-path", help="name of its service on the bus")
    either = change.add_mutually_exclusive_group()
    either.add_argument("--on", action="store_true", default=None, help="it may be asked")
    either.add_argument("--off", action="store_true", help="it is not asked")
    for name in LIMITS:
        change.add_argument(f"--{name.replace('_', '-')}", dest=name, type=int, metavar="N")
    purpose = command(words, "purpose", "registers:purpose", "what may be asked for, by which law")
    purpose.add_argument("purpose", metavar="PURPOSE")
    purpose.add_argument("--title", required=True)
    purpose.add_argument("--legal-basis", required=True)
    purpose.add_argument("--register", action="append", default=[], help="none ends the purpose")
    ask = command(words, "ask", "registers:ask", "ask about one person now, of many by the worker")
    ask.add_argument("register", metavar="REGISTER")
    ask.add_argument("--purpose", required=True)
    whom = ask.add_mutually_exclusive_group(required=True)
    whom.add_argument("--person", metavar="NATIONAL_ID")
    whom.add_argument("--file", type=Path, help="one national id a line")
    deaths = command(words, "deaths", "registers:deaths", "ask who died; the worker asks, once")
    for one in (listed, state, change, purpose, ask, deaths):
        one.add_argument("--as", dest="as_user", metavar="USER", help="act with this user's rights")
    fake = command(words, "fake", "registers:fake", "serve made-up registers on this machine")
    fake.add_argument("--port", type=int, default=8098)
    fake.add_argument("--clean", action="store_true", help="nobody is unknown, nothing is slow")
