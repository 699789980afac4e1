"""Commands about services, cases and service desks."""

from pathlib import Path

from sayeban.sites.cli.grammar import Commands, command

_AS = "act with this user's rights"


def catalogue(words: Commands) -> None:
    """sayeban catalogue check | import | export | publish | samples."""
    check = command(words, "check", "cases:check", "judge services without keeping them")
    take = command(words, "import", "cases:take", "save services as drafts, all or none")
    for one in (check, take):
        one.add_argument("file", type=Path, metavar="SERVICES.json|SERVICES.xlsx")
    take.add_argument("--check", action="store_true", help="say what would change and keep nothing")
    take.add_argument("--publish", action="store_true", help="put them in force; operators only")
    export = command(words, "export", "cases:export", "write all services, as the file is named")
    export.add_argument("--out", type=Path, required=True, metavar="SERVICES.json|SERVICES.xlsx")
    publish = command(words, "publish", "cases:publish", "put the draft of a service in force")
    publish.add_argument("service", metavar="SERVICE")
    samples = command(words, "samples", "cases:load", "put the sample services in force")
    for one in (check, take, export, publish):
        one.add_argument("--as", dest="as_user", metavar="USER", help=_AS)
    samples.add_argument("--as", dest="as_user", metavar="USER", required=True, help="who writes")
    samples.add_argument("--second", metavar="USER", required=True, help="who puts them in force")


def cases(words: Commands) -> None:
    """sayeban cases simulate | late | redate."""
    simulate = command(words, "simulate", "cases:simulate", "make up a history of cases")
    simulate.add_argument("service", metavar="SERVICE")
    simulate.add_argument("--cases", type=int, default=1000, metavar="N")
    simulate.add_argument("--days", type=int, default=120, metavar="N", help="working days back")
    simulate.add_argument("--made-up", action="store_true", help="yes, on persons of this database")
    command(words, "late", "cases:late", "tell who is late, and measure how long services take")
    command(words, "redate", "cases:redate", "bring due and promised days up to the calendar")


def desk(words: Commands) -> None:
    """sayeban desk import | export."""
    take = command(words, "import", "desk:take", "open and correct service desks, all or none")
    take.add_argument("file", type=Path, metavar="DESKS.xlsx")
    take.add_argument("--check", action="store_true", help="say what is wrong and keep nothing")
    export = command(words, "export", "desk:export", "write the desks as a workbook")
    export.add_argument("--out", type=Path, required=True, metavar="DESKS.xlsx")
    for one in (take, export):
        one.add_argument("--as", dest="as_user", metavar="USER", help=_AS)
