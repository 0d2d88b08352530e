"""Errors that were stored in place of a design: Figma's own, and those of its clients."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from http import HTTPStatus
from typing import Any, Final

from inspection.figma_tree import Json
from inspection.lettering import clean

MESSAGE_CHARS: Final = 120
MOST_HOLDERS: Final = 40
DEEPEST: Final = 4

# Inner messages are the best: a client's "Request failed with status code 404" wraps Figma's.
INNER: Final = ("response", "data", "body", "error", "err", "errors", "cause", "content", "nodes")
STATUS_KEYS: Final = ("status", "statusCode", "status_code", "httpStatus", "http_status", "code")
MESSAGE_KEYS: Final = (
    "err", "error", "message", "detail", "details", "error_description", "error_message",
    "errorMessage", "msg", "reason", "title", "statusText", "statusMessage", "text", "code",
)  # fmt: skip
SURE_KEYS: Final = ("err", "error", "errors", "isError", "is_error", "exception", "detail")
ERROR_CODES: Final = range(400, 600)
# Keys of responses that do not contain the message.
CONTENTS: Final = ("document", "children", "images", "versions", "meta", "comments", "globalVars")

_STATUS: Final = re.compile(r"(?<![\w.])([45]\d\d)(?![\w.])")
_REPEATS_STATUS: Final = re.compile(
    r"(request failed with )?(http )?(status|error|response)?( code)?:? *[45]\d\d\.?", re.IGNORECASE
)
_CLIENT: Final = re.compile(r"[45]\d\d (?:Client|Server) Error: (.+?)(?: for url\b.*)?", re.DOTALL)
_UNREACHED: Final = re.compile(
    r"E(CONN|TIMEDOUT|NOTFOUND|AI_AGAIN|PIPE)|getaddrinfo|socket hang up|network ?error"
    r"|fetch failed|timed? ?out|timeout|certificate|\bSSL\b|connection (refused|reset|aborted)",
    re.IGNORECASE,
)
_WEB_PAGE: Final = re.compile(r"\s*(<!doctype html|<html)\b", re.IGNORECASE)
_TITLE: Final = re.compile(r"<title[^>]*>\s*([^<]*?)\s*</title>", re.IGNORECASE)
_SECRET: Final = re.compile(r"fig[dou]r?_[\w-]+|(?<=bearer )\S+|https?://\S+", re.IGNORECASE)


def describe(design: Any) -> str:
    """`Figma said 404: Not found`; empty if it is not an error. One line of untrusted text."""
    if isinstance(design, str):
        return _describe_text(design)
    holders = list(_holders(design))
    status = next(filter(None, map(_status, holders)), None)
    message = next(filter(None, map(_message, reversed(holders))), "")
    if status is None:
        if not any(map(_is_error, holders)):
            return ""
        status = _status_in(message)
    return _sentence(status, message)


def _describe_text(text: str) -> str:
    """The error in a text: the title of a web page, or a message."""
    if _WEB_PAGE.match(text):
        match = _TITLE.search(text[:20_000])
        title = unescape(match[1]) if match else ""
        status = _status_in(title)
        words = title if status is None else title.replace(str(status), "", 1).strip(" -–|:")
        return _sentence(status, words or ("a web page" if status is None else ""))
    looks_like_one = re.match(r"\W*(error|failed|\w*exception)\b", text, re.IGNORECASE)
    return _sentence(_status_in(text), text) if looks_like_one else ""


def _holders(design: Any) -> Iterator[Json]:
    """The response and the objects inside that may say more, the outermost first."""
    waiting: list[tuple[Any, int]] = [(design, 0)]
    count = 0
    while waiting and count < MOST_HOLDERS:
        value, depth = waiting.pop(0)
        if isinstance(value, list):
            waiting += [(each, depth) for each in value[:3] if isinstance(each, dict)]
        elif isinstance(value, dict):
            count += 1
            yield value
            if depth < DEEPEST:
                inner = [value[key] for key in INNER if isinstance(value.get(key), dict | list)]
                if isinstance(nodes := value.get("nodes"), dict):
                    inner += [each for each in [*nodes.values()][:3] if isinstance(each, dict)]
                waiting += [(each, depth + 1) for each in inner]


def _status(holder: Json) -> int | None:
    """An object's status, if it is an error."""
    for key in STATUS_KEYS:
        value = holder.get(key)
        if isinstance(value, str) and value.isdecimal() and len(value) == 3:
            value = int(value)
        if type(value) is int and value in ERROR_CODES:
            return value
    return None


def _status_in(message: str) -> int | None:
    match = _STATUS.search(message[:500])
    return int(match[1]) if match else None


def _message(holder: Json) -> str:
    for key in MESSAGE_KEYS:
        value = holder.get(key)
        if isinstance(value, str) and value.strip() and not value.strip().isdecimal():
            return value
    return ""


def _is_error(holder: Json) -> bool:
    """Whether an object without a status is an error anyway."""
    if any(holder.get(key) not in (None, False, "", 0, [], {}) for key in SURE_KEYS):
        return True
    if holder.get("success") is False or holder.get("ok") is False:
        return True
    if str(holder.get("status")).lower() in ("error", "fail", "failed", "failure"):
        return True
    only_words = isinstance(holder.get("message"), str) and "id" not in holder
    return only_words and not any(holder.get(key) for key in CONTENTS)


def _sentence(status: int | None, message: str) -> str:
    text = " ".join(_SECRET.sub("…", clean(message[:2_000])).split())
    if match := _CLIENT.fullmatch(text):
        text = match[1]
    if status is not None and (not text or _REPEATS_STATUS.fullmatch(text)):
        text = _phrase(status)
    text = text if len(text) <= MESSAGE_CHARS else f"{text[: MESSAGE_CHARS - 1].rstrip()}…"
    if status is None:
        start = "Figma could not be reached" if _UNREACHED.search(text) else "Figma said"
        return f"{start}: {text}" if text else "Figma returned an error without a message"
    return f"Figma said {status}: {text}" if text else f"Figma said {status}"


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase.capitalize()
    except ValueError:
        return ""
