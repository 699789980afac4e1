"""Every command of `sayeban` and its arguments. Knows neither Django nor the database."""

import argparse
from pathlib import Path

from sayeban.sites.cli import cases, exchange, operations, registers, rules
from sayeban.sites.cli.grammar import Commands, Parser, command, group

_IMPORTS = {
    "company": ("company", "utility companies"),
    "people": ("people_import", "supported persons"),
    "divisions": ("divisions", "counties, their names and validity"),
    "centre": ("centre", "service centres"),
}

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""In the order of date.weekday()."""

SCOPES = ("exemption.read", "exemption.receipt", "exemption.consumption")
_LADDER = ("sample", "approve", "violations", "release", "progress")


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    root = Parser(prog="sayeban", description="Social-support platform: operators' commands")
    commands = root.add_subparsers(required=True, metavar="COMMAND")
    _site(commands)
    operations.backups(commands)
    operations.disk(commands)
    operations.by_hand(commands)
    _staff(commands)
    for name, (work, text) in _IMPORTS.items():
        words = group(commands, name, text)
        one = command(words, "import", f"imports:{work}", "import a file")
        one.add_argument("file", type=Path)
        _as_user(one)
    _calendar(group(commands, "calendar", "closed days and weekly rest days"))
    _campaign(group(commands, "campaign", "run a campaign, from its workbooks to the signed lists"))
    _package(group(commands, "package", "check the signed package that a company receives"))
    operations.audit(commands)
    _feed(group(commands, "feed", "what companies read"))
    _client(group(commands, "client", "programs of companies"))
    exchange.institution(group(commands, "institution", "agreements with other institutions"))
    exchange.partner(group(commands, "partner", "systems that ask the registry, or tell it"))
    exchange.registry(group(commands, "registry", "a civil registry that tells of deaths"))
    operations.facts(group(commands, "facts", "what is known about persons and households"))
    registers.registers(group(commands, "registers", "outside registers that are asked"))
    operations.utility_client(commands)
    cases.catalogue(group(commands, "catalogue", "services of the organisation, and their steps"))
    cases.cases(group(commands, "cases", "requests for services"))
    cases.desk(group(commands, "desk", "service desks"))
    rules.rules(group(commands, "rules", "rules of eligibility, and what they say"))
    return root


def _package(words: Commands) -> None:
    verify = command(words, "verify", "package:verify", "check a package")
    verify.add_argument("folder", type=Path)
    verify.add_argument("--key", type=Path, help="public key file (PEM) or its fingerprint")
    key = command(words, "key", "package:key", "the public key that companies check with")
    key.add_argument("--out", type=Path, help="write the key there (PEM)")
    for one in (verify, key):
        one.set_defaults(without_database=True)


def _feed(words: Commands) -> None:
    command(words, "publish", "feed:publish", "let released lists enter the companies' feeds")
    snapshot = command(words, "snapshot", "feed:snapshot", "write the list of what stands")
    snapshot.add_argument("feed", metavar="FEED", nargs="?", default="", help="all that are due")
    command(words, "status", "feed:status", "where each feed stands")
    replay = command(words, "replay", "feed:replay", "send a feed's newest signal again")
    replay.add_argument("feed", metavar="FEED")


def _client(words: Commands) -> None:
    add = command(words, "add", "client:add", "a company's program; its secret is shown once")
    add.add_argument("client", metavar="CLIENT")
    add.add_argument("--utility", required=True, choices=("gas", "electricity", "water"))
    add.add_argument("--company", required=True, metavar="CODE", help="the code inside its bills")
    add.add_argument("--title", default="")
    add.add_argument("--address", action="append", default=[], metavar="NETWORK")
    add.add_argument("--scope", action="append", choices=SCOPES, help="all where none is named")
    add.add_argument("--certificate", default="", metavar="X5T", help="x5t#S256 of its certificate")
    add.add_argument("--per-minute", type=int, default=600, metavar="CALLS")
    rotate = command(words, "rotate", "client:rotate", "another secret, shown once")
    rotate.add_argument("client", metavar="CLIENT")
    rotate.add_argument("--overlap-days", type=int, default=7, help="0 ends the old one at once")
    key = command(words, "key", "client:key", "the key by which a program signs what it sends")
    key.add_argument("client", metavar="CLIENT")
    either = key.add_mutually_exclusive_group(required=True)
    either.add_argument("--public-key", type=Path, metavar="FILE", help="Ed25519, PEM or base64")
    either.add_argument("--remove", action="store_true", help="ask for no signature")
    close = command(words, "close", "client:close", "end a program's access")
    close.add_argument("client", metavar="CLIENT")
    for one in (add, rotate, key, close):
        _as_user(one)


def _as_user(one: Parser, *, required: bool = False) -> None:
    one.add_argument(
        "--as",
        dest="as_user",
        metavar="USER",
        required=required,
        help="act with this user's rights",
    )


def _site(commands: Commands) -> None:
    start = command(commands, "start", "site:start", "start database, web and worker")
    start.add_argument("--demo", action="store_true", help="run the demo campaign in its own home")
    start.add_argument("--port", type=int, default=8000)
    command(commands, "migrate", "site:migrate", "bring the tables to this version")
    command(commands, "stop", "site:stop", "stop web, worker and the embedded database")
    reset = command(commands, "reset", "site:reset", "remove the embedded data")
    reset.add_argument("--yes", action="store_true", required=True)
    events = command(commands, "events", "events:events", "announcements whose reactions fail")
    events.add_argument("--replay", action="store_true", help="try all of them again now")
    for name in ("stop", "reset"):
        commands.choices[name].set_defaults(without_database=True)
    start.set_defaults(without_database=True)
    demo = command(commands, "demo-data", "demo:generate", "write generated workbooks")
    demo.add_argument("--households", type=int, default=20_000)
    demo.add_argument("--out", type=Path, required=True)
    demo.add_argument("--seed", type=int, default=1405)
    demo.add_argument(
        "--fill",
        type=Path,
        metavar="WORKSHEETS",
        help="fill what `campaign split` wrote, from the data in OUT, into OUT/filled-ROUND",
    )
    demo.add_argument("--round", choices=("1", "2", "3", "locked"), default="1")
    demo.set_defaults(without_database=True)


def _staff(commands: Commands) -> None:
    words = group(commands, "staff", "users, their posts and their deputies")
    add = command(words, "add", "staff:add", "add a user, or give him a further post")
    add.add_argument("user")
    add.add_argument("--post", required=True)
    add.add_argument("--unit", required=True, help="hq | 07 | 0701 | centre:CODE")
    add.add_argument("--name", default="", help="full name; the user name if left out")
    add.add_argument("--mobile", default="")
    add.add_argument("--password-stdin", action="store_true")
    load = command(words, "import", "staff:load", "import staff from a file")
    load.add_argument("file", type=Path)
    disable = command(words, "disable", "staff:disable", "end a user's access at once")
    disable.add_argument("user")
    deputy = command(words, "deputy", "staff:deputy", "let somebody stand in for an absent user")
    deputy.add_argument("user")
    deputy.add_argument("--post", required=True)
    deputy.add_argument("--unit", required=True, help="hq | 07 | 0701 | centre:CODE")
    deputy.add_argument("--deputy", required=True, metavar="USER")
    deputy.add_argument("--from", dest="first", required=True, metavar="DAY", help="1405/09/01")
    deputy.add_argument("--until", dest="last", required=True, metavar="DAY")
    for one in (add, load, disable, deputy):
        _as_user(one)


def _calendar(words: Commands) -> None:
    close = command(words, "close", "calendar:close", "offices are closed on a day")
    close.add_argument("day", metavar="1405/09/05")
    close.add_argument("--reason", required=True)
    weekend = command(words, "weekend", "calendar:weekend", "the weekly rest days")
    weekend.add_argument("days", nargs="+", choices=WEEK)
    for one in (close, weekend):
        one.add_argument("--unit", default="hq", help="hq | 07")
        _as_user(one)


def _campaign(words: Commands) -> None:
    _open(words)
    extend = _on_campaign(words, "extend", "extend a campaign")
    extend.add_argument("--days", type=int, required=True)
    _on_campaign(words, "close", "close a campaign")
    load = _on_campaign(words, "load", "load headquarters' workbooks")
    load.add_argument("files", type=Path, nargs="+", metavar="FILE.xlsx")
    load.add_argument("--report", type=Path)
    split = _on_campaign(words, "split", "write one worksheet a worklist")
    split.add_argument("--out", type=Path, required=True)
    split.add_argument("--unit", default="hq")
    for name, text in (("receive", "acknowledge the receipt"), ("declare", "declare accuracy")):
        _on_campaign(words, name, text, user=True).add_argument("--unit", required=True)
    train = _on_campaign(words, "train", "record that workers were trained", user=True)
    train.add_argument("--centre", required=True)
    train.add_argument("--worker", nargs="+", required=True, metavar="USER")
    _collecting(words)
    _approving(words)
    progress = _on_campaign(words, "progress", "daily progress")
    progress.add_argument("--unit", default="hq")


def _open(words: Commands) -> None:
    one = _on_campaign(words, "open", "open a campaign")
    one.add_argument("--title", required=True)
    one.add_argument("--starts", required=True, metavar="1405/09/01")
    one.add_argument("--days", type=int, default=10)
    one.add_argument("--working-days", action="store_true")
    one.add_argument("--legal-basis")
    one.add_argument("--publisher", default="behzisti")
    one.add_argument("--benefit", choices=("exemption", "discount"), default="exemption")
    one.add_argument("--utilities", default="water,electricity,gas")
    one.add_argument("--documents", choices=("required", "recommended"), default="recommended")
    one.add_argument(
        "--target", choices=("recipients", "non_recipients", "all"), default="recipients"
    )
    one.add_argument("--target-rule", default="", metavar="CODE")
    one.add_argument("--sample-percent", type=float, default=5)
    one.add_argument("--error-limit", type=float, default=5)


def _collecting(words: Commands) -> None:
    collect = _on_campaign(words, "collect", "take collected worksheets", user=True)
    collect.add_argument("path", type=Path, metavar="FILE.xlsx|DIR")
    collect.add_argument("--documents", type=Path, metavar="Z.zip")
    collect.add_argument("--report", type=Path)
    sample = _on_campaign(words, "sample", "draw a sample or record its results", user=True)
    sample.add_argument("--unit", required=True)
    either = sample.add_mutually_exclusive_group()
    either.add_argument("--out", type=Path)
    either.add_argument("--results", type=Path)


def _approving(words: Commands) -> None:
    approve = _on_campaign(words, "approve", "approve the batch of a unit", user=True)
    approve.add_argument("--unit", required=True)
    approve.add_argument("--return", dest="returned", type=Path, metavar="ROWS.xlsx")
    approve.add_argument("--override", action="store_true")
    approve.add_argument("--reason", default="")
    violations = _on_campaign(words, "violations", "list or decide violation candidates", user=True)
    either = violations.add_mutually_exclusive_group()
    either.add_argument("--clear", metavar="KEY")
    either.add_argument("--confirm", metavar="KEY")
    violations.add_argument("--why", choices=("same_household", "unfounded", "returned", "shared"))
    violations.add_argument("--row", nargs="+", default=[], metavar="NATIONAL_ID")
    violations.add_argument("--reason", default="")
    release = _on_campaign(words, "release", "sign and release the province's list", user=True)
    release.add_argument("--province", required=True)
    release.add_argument("--out", type=Path, required=True)
    release.add_argument("--without", nargs="+", default=[], metavar="COUNTY")
    release.add_argument("--reason", default="")
    release.add_argument("--list", type=int, metavar="N", help="write the package of list N again")


def _on_campaign(words: Commands, name: str, text: str, *, user: bool = False) -> Parser:
    module = "ladder" if name in _LADDER else "campaign"
    one = command(words, name, f"{module}:{name}", text)
    one.add_argument("code", metavar="CODE")
    _as_user(one, required=user)
    return one
