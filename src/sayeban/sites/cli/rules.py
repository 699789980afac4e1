"""Commands about rules: read, count, run and explain them."""

from pathlib import Path

from sayeban.sites.cli.grammar import Commands, Parser, command

_AS = "act with this user's rights"


def rules(words: Commands) -> None:
    """sayeban rules check | import | workbook | approve | export | impact | run | explain | end |
    approve-end | number | approve-number | need | by-hand | end-by-hand | means | approve-means |
    estimate."""
    check = command(words, "check", "rules:check", "read a rule aloud without keeping it")
    take = command(words, "import", "rules:take", "make drafts of a rule or of a workbook of rules")
    take.add_argument("--revision", type=int, help="the one of the draft that is written over")
    for one in (check, take):
        one.add_argument("file", type=Path, metavar="RULE.json|RULES.xlsx")
    workbook = command(words, "workbook", "rules:workbook", "write every rule into a workbook")
    workbook.add_argument("--out", type=Path, required=True, metavar="RULES.xlsx")
    approve = command(words, "approve", "rules:approve", "put the draft into force, as it was read")
    approve.add_argument("--revision", type=int, required=True)
    export = command(words, "export", "rules:export", "write a version as a document")
    export.add_argument("--out", type=Path, metavar="RULE.json|RULE.xlsx")
    impact = command(words, "impact", "rules:impact", "who would enter and who would leave")
    for one in (export, impact):
        one.add_argument("--number", type=int, default=0, metavar="N", help="else the newest")
    run = command(words, "run", "rules:run", "ask the rule about everybody and keep the answers")
    end = command(words, "end", "rules:end", "let the rule say nothing from a day on")
    end.add_argument("--on", required=True, metavar="DAY", help="1405/09/01, the first such day")
    end.add_argument("--reason", required=True)
    need = command(words, "need", "rules:need", "how many are entitled and have not applied")
    for one in (export, impact, run, approve, end, need):
        one.add_argument("rule", metavar="RULE")
    number = command(words, "number", "rules:number", "enter a number of the law")
    number.add_argument("file", type=Path, metavar="NUMBER.json")
    approve_end = command(words, "approve-end", "rules:approve_end", "let the end of a rule count")
    approve_number = command(words, "approve-number", "rules:approve_number", "let a number count")
    for one in (approve_end, approve_number):
        one.add_argument("id", type=int, metavar="N", help="as it was told when it was entered")
    explain = command(
        words, "explain", "rules_explain:explain", "what the rules say of a person, and why"
    )
    explain.add_argument("person", metavar="PERSON", help="national id or file number")
    explain.add_argument("--rule", default="", metavar="RULE", help="one rule alone")
    explain.add_argument("--on", default="", metavar="DAY", help="1405/09/01; else today")
    approving = (approve, approve_end, approve_number)
    reading = (check, take, workbook, export, impact, run, explain)
    for one in (*approving, *reading, end, need, number):
        needed = one in approving  # the installation approves nothing
        _as_user(one, required=needed)
    _by_hand(words)
    _means(words)


def _by_hand(words: Commands) -> None:
    decide = command(words, "by-hand", "rules_by_hand:decide", "decide otherwise than a rule")
    end = command(words, "end-by-hand", "rules_by_hand:end", "let the rule itself count again")
    for one in (decide, end):
        one.add_argument("rule", metavar="RULE")
        one.add_argument("person", metavar="PERSON", help="national id or file number")
        _as_user(one, required=True)
    either = decide.add_mutually_exclusive_group(required=True)
    either.add_argument("--yes", action="store_true", help="he is entitled")
    either.add_argument("--no", action="store_true", help="he is not")
    decide.add_argument("--reason", required=True)
    decide.add_argument(
        "--document", type=Path, required=True, metavar="FILE", help="the paper, picture or PDF"
    )


def _means(words: Commands) -> None:
    write = command(words, "means", "rules_means:write", "enter a model of the means test")
    write.add_argument("file", type=Path, metavar="MEANS.json")
    approve = command(words, "approve-means", "rules_means:approve", "let the model count")
    approve.add_argument("id", type=int, metavar="N", help="as it was told when it was entered")
    estimate = command(words, "estimate", "rules_means:estimate", "estimate all deciles")
    for one in (write, approve, estimate):
        _as_user(one, required=one is approve)


def _as_user(one: Parser, *, required: bool) -> None:
    one.add_argument("--as", dest="as_user", metavar="USER", required=required, help=_AS)
