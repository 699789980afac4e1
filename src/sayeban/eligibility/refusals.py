"""Refusals of rules, parameters and decisions."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class RuleInvalid(Refusal):
    """A document is no rule."""

    code: ClassVar[str] = "rule.invalid"
    sentence: ClassVar[str] = "این قاعده پذیرفته نشد. «{place}»: {problem}"
    reference: ClassVar[str] = "E-2"


class RuleUnknown(Refusal):
    """No rule or version has this name."""

    code: ClassVar[str] = "rule.unknown"
    sentence: ClassVar[str] = "چنین قاعده یا نسخه‌ای نیست. آن را از فهرست قاعده‌ها برگزینید."
    http_status: ClassVar[int] = 404


class RuleNotInForce(Refusal):
    """No version of the rule holds on the day."""

    code: ClassVar[str] = "rule.not_in_force"
    sentence: ClassVar[str] = (
        "در این روز هیچ نسخه‌ای از قاعدهٔ «{rule}» نافذ نیست و تصمیمی گرفته نشد. نخست نسخه‌ای از آن"
        " را تأیید کنید."
    )
    reference: ClassVar[str] = "E-2"


class RuleOther(Refusal):
    """A rule is changed into one about others."""

    code: ClassVar[str] = "rule.other"
    sentence: ClassVar[str] = (
        "قاعدهٔ «{rule}» موضوع، نهاد و خدمت خود را نگه می‌دارد. برای موضوعی دیگر قاعده‌ای با کد تازه"
        " بسازید."
    )


class RuleChangedMeanwhile(Refusal):
    """Somebody else saved the draft since it was read."""

    code: ClassVar[str] = "rule.changed_meanwhile"
    sentence: ClassVar[str] = (
        "پیش‌نویس قاعدهٔ «{rule}» در این میان تغییر کرده است (بار {revision}) و نوشتهٔ شما روی آن"
        " نرفت. متن خود را نگه دارید، پیش‌نویس کنونی را بخوانید و تغییرتان را در آن بیاورید."
    )


class RuleNotDraft(Refusal):
    """The version is approved or dropped: nobody changes it."""

    code: ClassVar[str] = "rule.not_draft"
    sentence: ClassVar[str] = (
        "این نسخه دیگر پیش‌نویس نیست و تغییر نمی‌کند. برای تغییر، نسخهٔ تازه‌ای از قاعده بنویسید."
    )
    reference: ClassVar[str] = "E-2"


class RuleImpactMissing(Refusal):
    """Nobody has seen what exactly this text would change."""

    code: ClassVar[str] = "rule.impact_missing"
    sentence: ClassVar[str] = (
        "اثر همین متن با پارامترهای کنونی هنوز شمرده نشده است. نخست پیش‌نمایش اثر را بسازید و"
        " ببینید چه کسانی وارد و چه کسانی خارج می‌شوند."
    )
    reference: ClassVar[str] = "E-2"


class RuleSecondPerson(Refusal):
    """Whoever wrote it approves it."""

    code: ClassVar[str] = "rule.second_person"
    sentence: ClassVar[str] = (
        "نسخه را کسی جز نویسندگان آن تأیید می‌کند. از همکار دیگری در ستاد بخواهید."
    )
    reference: ClassVar[str] = "S4"


class RuleSameDay(Refusal):
    """Another approved version begins on that day."""

    code: ClassVar[str] = "rule.same_day"
    sentence: ClassVar[str] = (
        "نسخهٔ دیگری از این قاعده از همین روز آغاز شده است. روز آغاز پیش‌نویس را عوض کنید."
    )


class RuleInUse(Refusal):
    """A service or something else still asks the rule after its last day."""

    code: ClassVar[str] = "rule.in_use"
    sentence: ClassVar[str] = (
        "قاعدهٔ «{rule}» پایان نمی‌یابد، چون هنوز به کار می‌رود: {users}. نخست نسخه‌ای از آن‌ها را"
        " منتشر کنید که این قاعده را نمی‌پرسد."
    )
    reference: ClassVar[str] = "E-2"


class RuleEndPast(Refusal):
    """The end would lie today or in the past."""

    code: ClassVar[str] = "rule.end_past"
    sentence: ClassVar[str] = (
        "قاعدهٔ «{rule}» زودتر از فردا پایان نمی‌یابد: امروز با آن تصمیم گرفته شده است. روزی پس از"
        " امروز بنویسید."
    )
    reference: ClassVar[str] = "E-2"


class RuleEndWaits(Refusal):
    """Another end of the rule waits, or one begins on that day."""

    code: ClassVar[str] = "rule.end_waits"
    sentence: ClassVar[str] = (
        "پایان دیگری از این قاعده ثبت شده است. نخست دربارهٔ آن تصمیم بگیرید یا آن را پس بگیرید."
    )


class RuleEndUnknown(Refusal):
    """No end of the rule waits there."""

    code: ClassVar[str] = "rule.end_unknown"
    sentence: ClassVar[str] = (
        "پایانی از این قاعده در انتظار نفر دوم نیست. صفحهٔ قاعده را دوباره باز کنید."
    )
    http_status: ClassVar[int] = 404


class RuleReasonMissing(Refusal):
    """A draft is returned, or a decision is made by hand, and nobody says why."""

    code: ClassVar[str] = "rule.reason_missing"
    sentence: ClassVar[str] = "دلیل را بنویسید."
    reference: ClassVar[str] = "E-2"


class ParameterInvalid(Refusal):
    """What is given is no value of a parameter."""

    code: ClassVar[str] = "parameter.invalid"
    sentence: ClassVar[str] = "پارامتر «{name}» ثبت نشد: {problem}"


class ParameterDecided(Refusal):
    """Somebody was decided about with another value since the day from which it is to count."""

    code: ClassVar[str] = "parameter.decided"
    sentence: ClassVar[str] = (
        "این مقدار از {day} به کار نمی‌رود: قاعدهٔ «{rule}» تا {last} با مقدار پیشین دربارهٔ مردم"
        " اجرا شده است و آن تصمیم‌ها می‌مانند. روزی پس از {last} بنویسید."
    )
    reference: ClassVar[str] = "E-2"


class ParameterUnknown(Refusal):
    """No value of a parameter waits there."""

    code: ClassVar[str] = "parameter.unknown"
    sentence: ClassVar[str] = (
        "مقداری از این پارامتر در انتظار تأیید نیست. فهرست را دوباره باز کنید."
    )
    http_status: ClassVar[int] = 404


class ParameterSecondPerson(Refusal):
    """Whoever entered the value approves it."""

    code: ClassVar[str] = "parameter.second_person"
    sentence: ClassVar[str] = (
        "مقدار را کسی جز ثبت‌کنندهٔ آن تأیید می‌کند. از همکار دیگری در ستاد بخواهید."
    )
    reference: ClassVar[str] = "S4"


class SubjectUnknown(Refusal):
    """The person or household is not in the facts, or of another place."""

    code: ClassVar[str] = "subject.unknown"
    sentence: ClassVar[str] = (
        "این شخص یا خانوار در حوزهٔ شما یافت نشد. او را از صفحهٔ جستجو برگزینید."
    )
    http_status: ClassVar[int] = 404


class OverrideStands(Refusal):
    """Somebody has decided by hand already."""

    code: ClassVar[str] = "override.stands"
    sentence: ClassVar[str] = (
        "برای این قاعده تصمیم دستی دیگری برجاست. اگر نادرست است نخست به آن پایان دهید."
    )


class OverrideUnknown(Refusal):
    """No decision by hand stands there."""

    code: ClassVar[str] = "override.unknown"
    sentence: ClassVar[str] = "تصمیم دستی برجایی با این شماره نیست."
    http_status: ClassVar[int] = 404


class MeansInvalid(Refusal):
    """What is given is no model."""

    code: ClassVar[str] = "means.invalid"
    sentence: ClassVar[str] = (
        "مدل ثبت نشد: عنوان، مستند و روز آغازی تازه لازم است و هر شاخص دادهٔ عددی یا بله یا نهٔ"
        " خانوار است، با وزنی از ۱ تا ۱۰۰ و یک بار."
    )


class MeansUnknown(Refusal):
    """No model waits, or none holds."""

    code: ClassVar[str] = "means.unknown"
    sentence: ClassVar[str] = (
        "مدلی برای این کار نیست: یا در انتظار تأیید نیست، یا هیچ مدلی امروز نافذ نیست."
    )


class MeansSecondPerson(Refusal):
    """Whoever wrote it approves it."""

    code: ClassVar[str] = "means.second_person"
    sentence: ClassVar[str] = (
        "مدل را کسی جز نویسندهٔ آن تأیید می‌کند. از همکار دیگری در ستاد بخواهید."
    )
    reference: ClassVar[str] = "S4"


class RuleRowsRefused(Refusal):
    """Rows of a workbook are no rules."""

    code: ClassVar[str] = "rule.rows_refused"
    sentence: ClassVar[str] = (
        "هیچ قاعده‌ای ثبت نشد. {count} قاعده درست نیست: {problems} این ردیف‌ها را درست کنید و فایل را"
        " دوباره بفرستید."
    )


class RuleRowsNone(Refusal):
    """A workbook holds no rule."""

    code: ClassVar[str] = "rule.rows_none"
    sentence: ClassVar[str] = (
        "در این فایل قاعده‌ای نیست. هر قاعده ردیفی با کد و عنوان در برگهٔ «قاعده‌ها» دارد و شرط‌هایش"
        " در برگهٔ «شرط‌ها» است."
    )
