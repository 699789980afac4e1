"""Refusals that the program of a company meets before anything is asked of its feed."""

from typing import ClassVar

from sayeban.kit.refusals import Refusal


class TokenInvalid(Refusal):
    """No token, one that is over, or one of a closed program."""

    code: ClassVar[str] = "token.invalid"
    sentence: ClassVar[str] = (
        "نشانهٔ دسترسی نیست، نادرست است یا مهلت آن گذشته است. از ‎/oauth2/token‎ نشانهٔ تازه بگیرید."
    )
    reference: ClassVar[str] = "A-022"
    http_status: ClassVar[int] = 401


class SecretWrong(Refusal):
    """Id and secret of a program do not belong together, or the program is closed."""

    code: ClassVar[str] = "client.secret_wrong"
    sentence: ClassVar[str] = (
        "شناسه یا کلید برنامه درست نیست. کلیدی را بنویسید که ستاد به شرکت داده است؛ اگر گم شده، از"
        " ستاد کلید تازه بخواهید."
    )
    reference: ClassVar[str] = "A-022"
    http_status: ClassVar[int] = 401


class TokenCertificate(Refusal):
    """The token is bound to another certificate than that of the connection."""

    code: ClassVar[str] = "token.certificate"
    sentence: ClassVar[str] = (
        "این نشانه به گواهی دیگری بسته شده است. با همان گواهی که نشانه را گرفتید وصل شوید."
    )
    reference: ClassVar[str] = "A-022"
    http_status: ClassVar[int] = 401


class ClientAddress(Refusal):
    """The program comes from an address that it did not name."""

    code: ClassVar[str] = "client.address"
    sentence: ClassVar[str] = (
        "این برنامه از این نشانی شبکه پذیرفته نمی‌شود. نشانی‌های ثبت‌شده را با ستاد هماهنگ کنید."
    )
    reference: ClassVar[str] = "A-022"
    http_status: ClassVar[int] = 403


class ScopeMissing(Refusal):
    """The token does not open this."""

    code: ClassVar[str] = "scope.missing"
    sentence: ClassVar[str] = (
        "نشانهٔ دسترسی برای این کار داده نشده است. نشانه‌ای با دسترسی لازم بگیرید."
    )
    reference: ClassVar[str] = "A-022"
    http_status: ClassVar[int] = 403


class RateExceeded(Refusal):
    """More calls in this minute than were agreed."""

    code: ClassVar[str] = "rate.exceeded"
    sentence: ClassVar[str] = (
        "شمار درخواست‌های این دقیقه از اندازهٔ توافق‌شده گذشت. پس از زمانی که در Retry-After آمده"
        " دوباره بفرستید."
    )
    http_status: ClassVar[int] = 429


class SignatureMissing(Refusal):
    """The program gave a public key and did not sign."""

    code: ClassVar[str] = "signature.missing"
    sentence: ClassVar[str] = (
        "این برنامه باید آنچه می‌فرستد را امضا کند. سرایندهای Content-Digest، Signature-Input و"
        " Signature را بیفزایید (RFC 9421)."
    )
    reference: ClassVar[str] = "A-022"
    http_status: ClassVar[int] = 401


class SignatureInvalid(Refusal):
    """The signature is not that of the program over what came, or it is too old."""

    code: ClassVar[str] = "signature.invalid"
    sentence: ClassVar[str] = (
        "امضا پذیرفته نشد: باید با کلید ثبت‌شدهٔ همین برنامه (keyid برابر شناسهٔ برنامه)، بر ‎@method‎،"
        " ‎@target-uri‎ و content-digest همین درخواست و در پنج دقیقهٔ گذشته ساخته شده باشد."
    )
    reference: ClassVar[str] = "A-022"
    http_status: ClassVar[int] = 401


class DigestWrong(Refusal):
    """A file came to its end and is not what its Content-Digest says."""

    code: ClassVar[str] = "digest.wrong"
    sentence: ClassVar[str] = (
        "فایلی که رسید با Content-Digest آن یکی نیست و چیزی از آن ثبت نشد. همان را دوباره با همین"
        " کلید بفرستید."
    )
    http_status: ClassVar[int] = 400


class KeyMissing(Refusal):
    """A writing call without its key."""

    code: ClassVar[str] = "key.missing"
    sentence: ClassVar[str] = (
        "سرایند Idempotency-Key با ۱۶ تا ۶۴ نویسه لازم است تا فرستادن دوباره، کار را دوباره انجام"
        " ندهد."
    )
    http_status: ClassVar[int] = 400


class KeyReused(Refusal):
    """The key came before with another body, or to another address."""

    code: ClassVar[str] = "key.reused"
    sentence: ClassVar[str] = (
        "این Idempotency-Key پیش‌تر با محتوا یا نشانی دیگری فرستاده شده است. برای محتوای تازه کلید"
        " تازه بسازید."
    )


class KeyInFlight(Refusal):
    """The same call is being answered at this moment."""

    code: ClassVar[str] = "key.in_flight"
    sentence: ClassVar[str] = (
        "همین درخواست هم‌اکنون در حال انجام است. چند ثانیه دیگر با همان کلید دوباره بپرسید."
    )
    http_status: ClassVar[int] = 409


MACHINE_REFUSALS = {
    each.code: each
    for each in (TokenInvalid, TokenCertificate, ClientAddress, ScopeMissing, RateExceeded)
}
"""By the codes that the function accounts_enter answers."""
