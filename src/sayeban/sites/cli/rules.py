"""Commands about rules: read, count, run and explain them."""

from pathlib import Path

from sayeban.sites.cli.grammar import Commands, command

_AS = "act with this user's rights"


def rules(words: Commands) -> None:
    """sayeban rules check | import | workbook | approve | export | impact | run | explain."""
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
    export.add_argument("--out", type=Path, metavar="RULE.json")
    impact = command(words, "impact", "rules:impact", "who would enter and who would leave")
    for one in (export, impact):
        one.add_argument("--number", type=int, default=0, metavar="N", help="else the newest")
    run = command(words, "run", "rules:run", "ask the rule about everybody and keep the answers")
    for one in (export, impact, run, approve):
        one.add_argument("rule", metavar="RULE")
    explain = command(words, "explain", "rules:explain", "what the rules say of a person, and why")
    explain.add_argument("person", metavar="PERSON", help="national id or file number")
    explain.add_argument("--rule", default="", metavar="RULE", help="one rule alone")
    explain.add_argument("--on", default="", metavar="DAY", help="1405/09/01; else today")
    for one in (check, take, workbook, approve, export, impact, run, explain):
        needed = one is approve  # the installation approves nothing
        one.add_argument("--as", dest="as_user", metavar="USER", required=needed, help=_AS)
