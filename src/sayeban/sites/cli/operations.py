"""Commands beside the work itself: backups, the seals of the audit, a company's program."""

from pathlib import Path

from sayeban.sites.cli.grammar import Commands, command, group
from sayeban.utility_client.program import COMMANDS, arguments


def backups(commands: Commands) -> None:
    """sayeban backup | restore | verify-backup."""
    backup = command(commands, "backup", "backup:backup", "back up database and files, encrypted")
    either = backup.add_mutually_exclusive_group(required=True)
    either.add_argument("--out", type=Path, metavar="DIR", help="the folder of backups")
    either.add_argument("--new-key", type=Path, metavar="FILE", help="draw the key, once")
    backup.add_argument("--full", action="store_true", help="everything, not only what changed")
    backup.add_argument(
        "--keep", type=int, metavar="N", help="remove what is older than the last N full ones"
    )
    restore = command(commands, "restore", "backup:restore", "fill an empty home from backups")
    restore.add_argument("--from", dest="folder", type=Path, required=True, metavar="DIR")
    restore.add_argument("--into", type=Path, required=True, metavar="EMPTY_DIR")
    restore.add_argument("--until", metavar="TIME", help='"1405/09/04 20:15" in Tehran, or ISO')
    verify = command(commands, "verify-backup", "backup:verify", "rehearse a restore and compare")
    verify.add_argument("folder", type=Path, metavar="DIR")
    for one in (restore, verify):
        one.add_argument("--key", type=Path, required=True, metavar="FILE", help="the secret key")
    for one in (backup, restore, verify):
        one.set_defaults(without_database=True)


def disk(commands: Commands) -> None:
    """sayeban disk."""
    one = command(commands, "disk", "disk:disk", "how full the disk is, and what is kept for that")
    one.add_argument("--give-back", action="store_true", help="free the room that is kept")
    one.set_defaults(without_database=True)


def by_hand(commands: Commands) -> None:
    """sayeban evening."""
    command(commands, "evening", "events:evening", "freeze the day's figures and tell the heads")


def audit(commands: Commands) -> None:
    """sayeban audit seal | verify."""
    words = group(commands, "audit", "seal and check the records of what was done")
    command(words, "seal", "audit:seal", "seal the records of what was done and who looked")
    verify = command(words, "verify", "audit:verify", "check all seals and records")
    verify.add_argument("--head", default="", help="a head that was noted outside: NUMBER:HASH")


def facts(words: Commands) -> None:
    """sayeban facts show | define | retire | refresh."""
    command(words, "show", "facts:show", "what can be known, and from which register")
    define = command(words, "define", "facts:define", "add facts, or describe known ones anew")
    define.add_argument("file", type=Path, help="JSON: a list as `facts show` writes it")
    retire = command(words, "retire", "facts:retire", "take no more values of a fact")
    retire.add_argument("key", metavar="KEY", help="what is known stays; define takes it back")
    for one in (define, retire):
        one.add_argument("--as", dest="as_user", metavar="USER", help="who acts")
    command(words, "refresh", "facts:refresh", "make the rows that rules read anew")


def utility_client(commands: Commands) -> None:
    """sayeban utility-client pull | receipts | consumption | run | status."""
    words = group(commands, "utility-client", "the program of a company, to try the service with")
    for name, text in COMMANDS.items():
        one = command(words, name, "utility_client:run", text)
        arguments(name, one)
        one.set_defaults(without_database=True, part=name)
