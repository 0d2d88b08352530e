"""One log format for the dashboard and all libraries: what happened, who did it, to which row.

It never contains a statement's parameters, a session_id, code, or an exception's message, which may
quote any of them; only its type and location are logged. Of `extra`, only FIELDS are logged.
"""

from __future__ import annotations

import json
import logging
import re
import threading
import traceback
from datetime import UTC, datetime
from typing import Final

from uvicorn.config import LOGGING_CONFIG

log = logging.getLogger("dashboard")

FIELDS: Final = (
    *("actor", "role", "action", "row_id", "rows", "request_id", "undoes", "batch_id"),
    *("reference", "refusal"),
)
# Messages of these loggers contain values from requests, which anybody can send.
FOR_ANYBODY: Final = ("streamlit.web.server.starlette.starlette_auth_routes",)
PLACEHOLDER: Final = re.compile(r"%[a-z]")
LONGEST: Final = 1_000
QUERY: Final = re.compile(r"\?[^\s\"'<>]+")
# A row's id is logged in a field. Anywhere else, a UUID may be a session_id.
IDENTIFIER: Final = re.compile(r"\b([0-9a-f]{8})-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b", re.IGNORECASE)


def message_of(record: logging.LogRecord) -> str:
    """The message without query strings and whole identifiers: libraries put both into theirs."""
    text = IDENTIFIER.sub(r"\1…", QUERY.sub("?…", record.getMessage()))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def placed(error: BaseException | None) -> str:
    """The types of an exception and its causes, and where they were raised."""
    lines = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        frames = "".join(traceback.format_tb(error.__traceback__))
        lines.append(f"{type(error).__module__}.{type(error).__qualname__}\n{frames}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "caused by ".join(lines).rstrip()


def parts(record: logging.LogRecord) -> dict[str, str]:
    """The fields of a log record, in the order of a line."""
    at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    result = {
        "time": at.replace("+00:00", "Z"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "event": message_of(record),
    }
    result |= {name: str(getattr(record, name)) for name in FIELDS if hasattr(record, name)}
    if record.exc_info:
        result["error"] = placed(record.exc_info[1])
    return result


class JsonLines(logging.Formatter):
    """One JSON object per line."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(parts(record), ensure_ascii=False)


class Readable(logging.Formatter):
    """Readable lines for a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        result = parts(record)
        fields = "".join(f" {name}={json.dumps(result[name])}" for name in FIELDS if name in result)
        line = f"{result['time']} {result['level']:7} {result['logger']}: {result['event']}{fields}"
        return f"{line}\n{result['error']}" if "error" in result else line


def without_values(record: logging.LogRecord) -> bool:
    """Remove a request's values from a record, and log it as a warning at most."""
    if record.args:
        record.msg, record.args = PLACEHOLDER.sub("…", str(record.msg)), ()
        record.levelno = min(record.levelno, logging.WARNING)
        record.levelname = logging.getLevelName(record.levelno)
    return True


def pass_on(logger: logging.Logger) -> None:
    """Make the root handler write what a library's logger would write itself."""
    logger.handlers.clear()
    logger.propagate = True


def report_thread(args: threading.ExceptHookArgs) -> None:
    """Log an exception that ended a thread, in the same format."""
    if args.exc_value is not None and args.exc_type is not SystemExit:
        log.error("a thread ended", exc_info=args.exc_value)


def configure(*, readable: bool) -> None:
    """Send every logger's records to standard error, as JSON lines or readable ones.

    Streamlit gives each of its loggers a handler, even later ones, so `pass_on` replaces its
    `streamlit.logger.setup_formatter`. uvicorn sets up its own when the server starts.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(Readable() if readable else JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.captureWarnings(True)
    threading.excepthook = report_thread
    for name in FOR_ANYBODY:
        logging.getLogger(name).addFilter(without_values)
    LOGGING_CONFIG["loggers"] = {"uvicorn": {"level": "INFO", "propagate": True}}
    for name in list(logging.root.manager.loggerDict):
        pass_on(logging.getLogger(name))
