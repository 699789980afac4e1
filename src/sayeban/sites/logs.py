"""Structured logs on stderr, one JSON object a line, without personal data (promises.md P6)."""

import re
from collections.abc import Mapping
from typing import Any, Final

import structlog
from structlog.typing import EventDict, WrappedLogger

# Digits of any script here on purpose: a Persian national id is one too.
_LONG_NUMBER: Final = re.compile(r"[0-9۰-۹٠-٩]{10,}")
# Names and places of persons are Persian, and the database and parsers quote the rows they refuse.
_PERSIAN: Final = re.compile(
    r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]"
    r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff\u200c .،]*"
)
_HIDDEN: Final = "[…]"


def drop_numbers(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Hide every run of ten or more digits: national ids, mobiles, bill ids, cards."""
    return {key: _clean(value) for key, value in event.items()}


def drop_names(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Hide every Persian word of a traceback."""
    if "exception" in event:
        event["exception"] = _PERSIAN.sub(_HIDDEN, str(event["exception"]))
    return event


def _clean(value: object) -> object:
    match value:
        case bool() | None | float():
            return value
        case int():
            return _HIDDEN if _LONG_NUMBER.search(str(value)) else value
        case Mapping():
            return {_clean(str(key)): _clean(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_clean(item) for item in value]
        case _:
            return _LONG_NUMBER.sub(_HIDDEN, str(value))


_SHARED: Final[list[Any]] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
_LAST: Final[list[Any]] = [
    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
    structlog.processors.format_exc_info,
    drop_names,
    drop_numbers,
    structlog.processors.JSONRenderer(ensure_ascii=False),
]

LOGGING: Final[dict[str, Any]] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _SHARED,
            "processors": _LAST,
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    # Django's own handlers would write a second, unfiltered line.
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "procrastinate.blueprints": {"level": "WARNING"},  # one line for each start of anything
    },
}


def configure() -> None:
    """Let structlog's loggers end in the same filter and the same stream as Django's."""
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
