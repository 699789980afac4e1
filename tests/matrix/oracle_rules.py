"""Posts, reasons and rules that the lines of the oracle share, from the issue's «Who may» alone."""

from typing import Final

from tests.matrix.places import LEVELS, Rule


def posts(*names: str) -> frozenset[str]:
    assert set(names) <= set(LEVELS), names
    return frozenset(names)


HQ: Final = posts("hq_expert", "hq_deputy")
EXPERTS: Final = posts("province_expert", "county_expert")
HEADS: Final = posts("centre_head", "county_head", "director_general")
TRAINERS: Final = posts("technical_head", "centre_head")
COLLECTORS: Final = posts("social_worker", "centre_head") | EXPERTS
REVIEWERS: Final = posts("county_head", "director_general", "hq_deputy")
DIRECTOR: Final = posts("director_general")
DEPUTY: Final = posts("hq_deputy")
WORKERS: Final = HEADS | EXPERTS | TRAINERS | COLLECTORS
READERS: Final = HQ | WORKERS | posts("observer")
CLERKS: Final = posts("counter_clerk")
HELPERS: Final = posts("village_helper")
EVERYBODY: Final = frozenset(LEVELS)
KEEPERS: Final = HQ | HEADS | EXPERTS | posts("social_worker")
CALENDAR_KEEPERS: Final = HQ | DIRECTOR | posts("province_expert")
HANDERS: Final = HQ | DIRECTOR | posts("province_expert", "observer")
APPOINTERS: Final = HQ | posts("director_general", "county_head")

READS = "the lists with scope are of everybody who works in the procedure, and of who watches"
STAFF = "the operator keeps staff by command; headquarters and heads do it for their own units"
ASSIGN = "heads assign temporary helpers; the operator is no head"
WORKER = "done by the worker of the installation, which the operator runs"
LISTS = "a released list is seen by who hands it on: province and headquarters"
FIELD = "a collector's own worklist on his phone"
COUNTER = "an office gives rows to the clerk of its own unit, who sees these alone"
DUTIES = "a centre's head answers for what the centre is paid for, and above him it is read"
VILLAGE = "a village helper enters what he knows of households of his villages"
PHONES = "everybody sees his own phones, who manages or heads a unit those of its staff"
AUDIT = "whoever answers for many units reads what was done and seen in them"
DEPUTIES = "the holder himself, who may give the post, and a head for workers of his units"
SENT = "what somebody sent or started is his own"
FILES = "a person's file is kept by whoever collects or answers for it, in their places"
CALENDAR = "weekend and closures are data of each province, which its office keeps"

reads: Final = Rule("within", READERS, why=READS)
own_worklist: Final = Rule("own", COLLECTORS)
marks: Final = Rule("own", posts("centre_head"), why=DUTIES)
draws: Final = Rule("own", posts("centre_head", "social_worker"), why=DUTIES)
of_villages: Final = Rule("within", HELPERS, why=VILLAGE)
informs: Final = Rule("own", EXPERTS | posts("centre_head"), why="he answers for the worklist")
headquarters: Final = Rule("somewhere", HQ, operator=True)
manages: Final = Rule("within", APPOINTERS, operator=True, why=STAFF)
manages_head: Final = Rule("above", APPOINTERS, operator=True, why="nobody makes his own equal")
reviews: Final = Rule("within", REVIEWERS)
reminds: Final = Rule("above", HQ | EXPERTS | REVIEWERS, why="who supervises a unit reminds it")
anyone: Final = Rule("anyone", why="before anybody is known, and signs of life of the site")
signed_in: Final = Rule("signed_in", why="his own page")
keeps_files: Final = Rule("within", KEEPERS, operator=True, why=FILES)
keeps_status: Final = Rule(
    "within",
    DEPUTY | HEADS | EXPERTS,
    operator=True,
    why="with the evidence a client is removed: for experts and heads, no collector's word is one",
)
calendar: Final = Rule("within", CALENDAR_KEEPERS, operator=True, why=CALENDAR)
holidays: Final = Rule("somewhere", HQ, operator=True, why="a holiday is the whole country's")
texts: Final = Rule("somewhere", HQ, operator=True, why="texts are one country's")
patterns: Final = Rule("somewhere", HQ, why="companies' words are read alike in the whole country")
approves_texts: Final = Rule("somewhere", DEPUTY, why="four eyes: a deputy approves")
