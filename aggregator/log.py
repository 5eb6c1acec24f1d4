"""Logging: a fixed event, then ``key=value`` — or one JSON object a line."""

from __future__ import annotations

import json
import logging
import sys
import unicodedata
from datetime import UTC, datetime
from typing import Any

LOGGER = logging.getLogger("klaszterhirek")


def configure(*, verbose: bool, quiet: bool, as_json: bool) -> None:
    """Send the program's log to standard error; Scrapy's own only when ``verbose``."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if as_json else _Text())
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(logging.INFO if verbose else logging.CRITICAL)
    LOGGER.setLevel(logging.ERROR if quiet else logging.INFO if verbose else logging.WARNING)


def event(name: str, level: int = logging.INFO, **values: object) -> None:
    """Log an event by its fixed name; strangers' text in ``values`` is escaped."""
    LOGGER.log(level, name, extra={"values": values})


def speaks_json() -> bool:
    """Whether the log is one JSON object a line: then nothing else may stand between."""
    return any(isinstance(handler.formatter, _Json) for handler in logging.root.handlers)


def visible(text: str) -> str:
    """``text`` on one line with everything that could steer a terminal written out."""
    return "".join(
        character if unicodedata.category(character)[0] != "C" else repr(character)[1:-1]
        for character in " ".join(text.split())
    )


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        values = getattr(record, "values", {})
        said = [visible(record.getMessage())]
        said += [f"{key}={_quoted(value)}" for key, value in values.items() if value is not None]
        return "\n".join([" ".join(said), *_way(self, record)])


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        first: dict[str, Any] = {"at": moment, "level": record.levelname.lower()}
        values = getattr(record, "values", {})
        told = {**first, "event": record.getMessage(), **values}
        if way := _way(self, record):
            told["exception"] = "\n".join(way)
        return json.dumps(told, default=str)


def _way(formatter: logging.Formatter, record: logging.LogRecord) -> list[str]:
    """The lines of the traceback, where one was logged."""
    if not record.exc_info:
        return []
    lines = formatter.formatException(record.exc_info).splitlines()
    return [line[: len(line) - len(line.lstrip())] + visible(line) for line in lines]


def _quoted(value: object) -> str:
    text = visible(str(value))
    plain = text and not any(sign in text for sign in ' "=')
    return text if plain else json.dumps(text, ensure_ascii=False)
