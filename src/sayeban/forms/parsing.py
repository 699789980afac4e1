"""A document becomes a form, or every problem in it is named: fail closed. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, cast, get_args

from sayeban.facts.public import (
    ConditionInvalid,
    FactType,
    Group,
    Leaf,
    Not,
    Tree,
    facts_of,
    leaves,
    parse,
)
from sayeban.forms.document import (
    WORDED,
    Choice,
    FormDocument,
    Kind,
    Question,
    Section,
    longest,
)
from sayeban.forms.pictograms import PICTOGRAMS
from sayeban.forms.reading import LONGEST_LABEL, Reader
from sayeban.forms.refusals import FormInvalid
from sayeban.forms.values import BOUNDED, bound

_FORM: Final = {"code", "title", "sections"}
_SECTION: Final = {"key", "title", "questions"}
Type = Literal["bool", "int", "number", "money", "date", "text", "code"]
_QUESTION: Final = {
    *("key", "fact", "type", "label", "help", "pictogram", "choices", "required", "limits"),
    *("sensitive", "visible_if"),
}
_LIMITS: Final = {"min", "max", "max_length"}
_MOST_SECTIONS, _MOST_QUESTIONS, _MOST_CHOICES = 30, 200, 100
_LONGEST_HELP: Final = 1000
RESERVED: Final = frozenset({"fill", "for", "import"})
"""Words of addresses that stand where the code of a form does."""
_DEEPEST: Final = 12
_MOST_COUNTED: Final = 8


def kept_form(document: Mapping[str, Any]) -> FormDocument:
    """The form of a version that was judged when it was written.

    What it says of its facts stands in it: the catalogue may have changed since.
    """
    asked = [each for section in document["sections"] for each in section["questions"]]
    return read_form(document, {each["fact"]: _as_kept(each) for each in asked if each["fact"]})


def _as_kept(question: Mapping[str, Any]) -> FactType:
    choices = tuple((each["code"], each["label"]) for each in question.get("choices", ()))
    kind = cast("Type", "text" if question["type"] in WORDED else question["type"])
    return FactType(question["fact"], kind, question["label"], choices=choices)


def read_form(document: object, catalogue: Mapping[str, FactType]) -> FormDocument:
    """The form of a document; refuses form.invalid with every problem that was found."""
    reader = _Reader(catalogue=catalogue)
    form = reader.form(document)
    if reader.problems:
        raise FormInvalid(reader.problems)
    return form


@dataclass
class _Reader(Reader):
    """One document. `before` are the questions read so far, as conditions see them."""

    catalogue: Mapping[str, FactType] = field(default_factory=dict)
    sections: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    before: dict[str, FactType] = field(default_factory=dict)
    every: frozenset[str] = frozenset()

    def form(self, given: object) -> FormDocument:
        told = self.mapping("", given, _FORM)
        code = self.key("", told.get("code"), "نام فرم")
        if code in RESERVED:
            self.wrong("", f"نام {code} را نمی‌توان برای فرم به کار برد.")
        title = self.words("", told.get("title"), "عنوان فرم", LONGEST_LABEL)
        listed = self.listed("", told.get("sections"), "بخش‌های فرم", _MOST_SECTIONS)
        self.every = frozenset(_keys(listed))
        sections = tuple(self.section(each) for each in listed)
        return FormDocument(code, title, sections)

    def section(self, given: object) -> Section:
        told = self.mapping("", given, _SECTION)
        key = self.key("", told.get("key"), "کلید بخش")
        if key in self.sections:
            self.wrong(key, "دو بخش این کلید را دارند.")
        self.sections.add(key)
        title = self.words(key, told.get("title"), "عنوان بخش", LONGEST_LABEL)
        listed = self.listed(key, told.get("questions"), "پرسش‌های بخش", _MOST_QUESTIONS)
        return Section(key, title, tuple(self.question(each, key) for each in listed))

    def question(self, given: object, section: str) -> Question:
        told = self.mapping(section, given, _QUESTION)
        key = self.key(section, told.get("key"), "کلید پرسش")
        if key in self.keys:
            self.wrong(key, "دو پرسش این کلید را دارند.")
        self.keys.add(key)
        kind = self.kind(key, told.get("type"))
        fact = self.fact(key, told.get("fact"), kind)
        limits = self.mapping(key, told.get("limits") or {}, _LIMITS)
        question = Question(
            key,
            kind,
            self.words(key, told.get("label"), "متن پرسش", LONGEST_LABEL),
            fact,
            self.words(key, told.get("help") or "-", "راهنما", _LONGEST_HELP).removeprefix("-"),
            self.pictogram(key, told.get("pictogram") or ""),
            self.choices(key, told.get("choices") or [], kind, fact),
            self.flag(key, told.get("required", True)),
            self.flag(key, told.get("sensitive", False)),
            self.limit(key, limits.get("min"), kind),
            self.limit(key, limits.get("max"), kind),
            self.length(key, limits.get("max_length"), kind, fact),
            self.condition(key, told.get("visible_if")),
        )
        self.ordered(question)
        if question.typed:
            self.before[key] = question.typed
        return question

    def kind(self, key: str, given: object) -> Kind:
        if given in get_args(Kind):
            return cast("Kind", given)
        self.wrong(key, "نوع پرسش شناخته نیست.")
        return "text"

    def fact(self, key: str, given: object, kind: Kind) -> str:
        if given is None:
            return ""
        known = self.catalogue.get(given) if isinstance(given, str) else None
        if known is None:
            self.wrong(key, "دادهٔ این پرسش در فهرست داده‌ها نیست.")
            return ""
        if known.type != ("text" if kind in WORDED else kind):
            self.wrong(key, "نوع پرسش با نوع دادهٔ آن یکی نیست.")
        return known.key

    def pictogram(self, key: str, given: object) -> str:
        if given and given not in PICTOGRAMS:
            self.wrong(key, "این تصویر در فهرست تصویرها نیست.")
        return str(given)

    def choices(self, key: str, given: object, kind: Kind, fact: str) -> tuple[Choice, ...]:
        closed = kind in ("code", "codes")
        of_fact = self.catalogue[fact].choices if fact in self.catalogue else ()
        if not given and closed and of_fact:
            return tuple(Choice(code, label) for code, label in of_fact)
        if not closed and given:
            self.wrong(key, "گزینه تنها برای «یک گزینه» و «چند گزینه» است.")
        if not closed:
            return ()
        listed = self.listed(key, given, "گزینه‌های پرسش", _MOST_CHOICES)
        found = tuple(self.choice(key, each) for each in listed)
        codes = [each.code for each in found]
        if given == []:
            self.wrong(key, "گزینه‌های پرسش نیامده است.")
        if len(set(codes)) < len(codes):
            self.wrong(key, "دو گزینه یک کد دارند.")
        if of_fact and not set(codes) <= dict(of_fact).keys():
            self.wrong(key, "گزینه‌ای دارد که دادهٔ آن نمی‌شناسد.")
        return found

    def choice(self, key: str, given: object) -> Choice:
        told = self.mapping(key, given, {"code", "label"})
        return Choice(
            self.key(key, told.get("code"), "کد گزینه"),
            self.words(key, told.get("label"), "متن گزینه", LONGEST_LABEL),
        )

    def limit(self, key: str, given: object, kind: Kind) -> int | float | str | None:
        if given is None:
            return None
        if kind not in BOUNDED or (found := bound(kind, given)) is None:
            self.wrong(key, "کمینه یا بیشینه با نوع پرسش جور نیست.")
            return None
        return found

    def length(self, key: str, given: object, kind: Kind, fact: str) -> int:
        most = longest(kind, fact)
        if given is None:
            return most
        if kind != "text" or type(given) is not int or not 1 <= given <= most:
            self.wrong(key, "بیشترین طول تنها برای متن است و از اندازهٔ مجاز نمی‌گذرد.")
            return most
        return given

    def ordered(self, question: Question) -> None:
        least, most = question.least, question.most
        if least is not None and most is not None and least > most:  # type: ignore[operator]
            self.wrong(question.key, "کمینه از بیشینه بزرگ‌تر است.")

    def condition(self, key: str, given: object) -> Tree | None:
        """Read over the questions before this one: so no two can wait for each other."""
        if given is None:
            return None
        try:
            tree = parse(given, self.before)
        except ConditionInvalid as refused:
            later = sorted(_named(given) & self.every - self.before.keys())
            if later:
                self.wrong(key, f"شرط آن به «{later[0]}» نگاه می‌کند که پیش از آن پرسیده نمی‌شود.")
            else:
                self.wrong(key, f"شرط نمایش: {refused.message}")
            return None
        for leaf in leaves(tree):
            self.leaf(key, leaf)
        if _widest(tree) > _MOST_COUNTED:
            self.wrong(key, f"at_least دست‌بالا از میان {_MOST_COUNTED} شرط می‌شمارد.")
        return tree

    def leaf(self, key: str, leaf: Leaf) -> None:
        if len(leaf.facts) > 1:
            self.wrong(key, "شرط نمایش پاسخ را با یک مقدار می‌سنجد، نه با پاسخی دیگر.")
        if leaf.fact.type == "text" and leaf.op != "known":
            self.wrong(key, "از پاسخ متنی تنها می‌توان پرسید که داده شده است یا نه.")


def _widest(tree: Tree) -> int:
    """Among how many conditions a group counts some; the schema names each way of it."""
    if isinstance(tree, Not):
        return _widest(tree.of)
    if not isinstance(tree, Group):
        return 0
    own = len(tree.of) if 1 < tree.needed < len(tree.of) else 0
    return max(own, *map(_widest, tree.of))


def _keys(sections: Sequence[Any]) -> set[str]:
    """Keys of all questions of a document, whatever else is wrong with it."""
    lists = [each.get("questions") for each in sections if isinstance(each, Mapping)]
    found = (each for listed in lists if isinstance(listed, list) for each in listed)
    keys = (each.get("key") for each in found if isinstance(each, Mapping))
    return {key for key in keys if isinstance(key, str)}


def _named(given: object, depth: int = _DEEPEST) -> set[str]:
    """The facts that a condition names, whatever else is wrong with it."""
    if not depth:
        return set()
    if isinstance(given, Mapping):
        own = {each for each in (given.get("fact"), given.get("other")) if isinstance(each, str)}
        return own.union(*(_named(each, depth - 1) for each in given.values()))
    listed = given if isinstance(given, list) else []
    return set[str]().union(*(_named(each, depth - 1) for each in listed))


def reads(question: Question) -> frozenset[str]:
    """Keys of the questions that its visibility depends on."""
    return facts_of(question.visible_if) if question.visible_if else frozenset()
