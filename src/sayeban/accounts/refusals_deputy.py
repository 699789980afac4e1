"""Refusals of deputies for absence."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class DeputyPost(Refusal):
    """The post is somebody's from outside, or a temporary one."""

    code: ClassVar[str] = "deputy.post"
    sentence: ClassVar[str] = (
        "این سمت جانشین ندارد: ناظر، همیار، متصدی پیشخوان و همکار موقت جانشین نمی‌گیرند."
        " اگر کسی باید جای او کار کند، سمت تازه‌ای به او بدهید."
    )


class DeputyChain(Refusal):
    """A deputy passes on what was lent to him."""

    code: ClassVar[str] = "deputy.chain"
    sentence: ClassVar[str] = (
        "جانشین نمی‌تواند کار را به جانشین دیگری بسپارد. صاحب سمت یا مسئول بالاتر باید جانشین"
        " تازه‌ای تعیین کند."
    )


class DeputyAbsent(Refusal):
    """The chosen deputy is himself away on those days."""

    code: ClassVar[str] = "deputy.absent"
    sentence: ClassVar[str] = (
        "این همکار در همین روزها غایب است و جانشین دارد. همکار دیگری یا روزهای دیگری را برگزینید."
    )


class DeputyStandsIn(Refusal):
    """Who goes away stands in for somebody else on those days."""

    code: ClassVar[str] = "deputy.stands_in"
    sentence: ClassVar[str] = (
        "صاحب این سمت در همین روزها جانشین کس دیگری است. نخست آن جانشینی را پس بگیرید، سپس برای"
        " این سمت جانشین تعیین کنید."
    )


class DeputyOverlap(Refusal):
    """Two deputies of one post on one day."""

    code: ClassVar[str] = "deputy.overlap"
    sentence: ClassVar[str] = (
        "این سمت در بخشی از همین روزها جانشین دارد. آن را پس بگیرید یا روزهای دیگری را برگزینید."
    )


class DeputySelf(Refusal):
    """Nobody stands in for himself."""

    code: ClassVar[str] = "deputy.self"
    sentence: ClassVar[str] = "کسی جانشین خودش نمی‌شود. همکار دیگری را برگزینید."


class DeputyDays(Refusal):
    """The days are over, in the wrong order or too many."""

    code: ClassVar[str] = "deputy.days"
    sentence: ClassVar[str] = (
        "روزهای جانشینی درست نیست: روز آخر پیش از امروز یا پیش از روز نخست نباشد و جانشینی بیش از"
        " {most} روز نباشد."
    )


class DeputyStranger(Refusal):
    """The chosen person does not work in this unit, the one above or one below."""

    code: ClassVar[str] = "deputy.stranger"
    sentence: ClassVar[str] = (
        "جانشین باید در همین واحد، واحد بالادست یا زیرمجموعهٔ آن سمت داشته باشد. همکار دیگری را"
        " برگزینید."
    )


class DeputyLadder(Refusal):
    """The deputy would approve the same batch twice."""

    code: ClassVar[str] = "deputy.ladder"
    sentence: ClassVar[str] = (
        "این همکار خودش در پلهٔ دیگری همین کار را تأیید می‌کند و یک نفر دو بار تأیید نمی‌کند."
        " همکار دیگری را برگزینید."
    )
    reference: ClassVar[str] = "A-112"
