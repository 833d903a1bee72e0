"""What a command tells beside its data: text for people, or a JSON object a line for machines.

A JSON line has `time` (UTC), `level` (info, warning, error), `event` (one word of a small set),
`message` (as a person would see it) and `fields` (the facts in it, by name).
"""

import json
import logging
import os
import sys
import warnings
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from actorgraph.errors import ActorGraphError

OPTION, VARIABLE = "--log-format", "ACTORGRAPH_LOG_FORMAT"


class LogFormat(StrEnum):
    """How standard error is written."""

    TEXT = "text"
    JSON = "json"


class _State:
    format = LogFormat.TEXT


def use(format: LogFormat) -> None:
    """Write in this format from now on; what libraries log and warn of comes in it too."""
    _State.format = format
    if format is LogFormat.JSON:
        logging.basicConfig(handlers=[_JsonHandler()], level=logging.WARNING, force=True)
        logging.captureWarnings(capture=True)
        warnings.simplefilter("default")


def is_json() -> bool:
    """Whether standard error is JSON lines."""
    return _State.format is LogFormat.JSON


def asked_format(words: list[str]) -> LogFormat:
    """Return the format that a command line asks for, before it is read as a whole.

    So that what is wrong with it is told in this format too.
    """
    asked = os.environ.get(VARIABLE, "")
    for word, following in zip(words, [*words, ""][1:], strict=True):
        if word == OPTION:
            asked = following
        elif word.startswith(f"{OPTION}="):
            asked = word.partition("=")[2]
    return LogFormat.JSON if asked == LogFormat.JSON else LogFormat.TEXT


def write_line(level: str, event: str, message: str, fields: dict[str, Any]) -> None:
    """Write one JSON line."""
    said = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "level": level, "event": event, "message": message, "fields": fields,
    }  # fmt: skip
    sys.stderr.write(json.dumps(said, ensure_ascii=False, default=str) + "\n")
    sys.stderr.flush()


def facts_of(error: ActorGraphError) -> dict[str, Any]:
    """Return what an error knows, by name."""
    facts = {name: fact for name, fact in vars(error).items() if not name.startswith("_")}
    return {"error": type(error).__name__, "exit_code": error.exit_code, **facts}


class _JsonHandler(logging.Handler):
    """Writes what libraries log."""

    def emit(self, record: logging.LogRecord) -> None:
        level = "error" if record.levelno >= logging.ERROR else "warning"
        write_line(level, "library", record.getMessage(), {"logger": record.name})
