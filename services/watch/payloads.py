"""Messages in the formats of their receivers. docs/watch.md shows each."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from services.watch.webhooks import Format
from store.watch.watch_records import Claimed, Event, Message

SLACK_ESCAPES: Final = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
# Teams' cards take a part of Markdown.
CARD_ESCAPES: Final = {ord(each): f"\\{each}" for each in r"\`*_[]()#"}
HEADINGS: Final[Mapping[Event, str]] = {
    Event.OPENED: "Needs a person",
    Event.CLOSED: "Over",
    Event.DIGEST: "The week",
    Event.TEST: "Test",
}
MARKS: Final[Mapping[Event, str]] = {
    Event.OPENED: "\N{LARGE ORANGE DIAMOND}",
    Event.CLOSED: "\N{WHITE HEAVY CHECK MARK}",
    Event.DIGEST: "\N{SPIRAL CALENDAR PAD}",
    Event.TEST: "\N{WRENCH}",
}
OPEN: Final = "Open in the dashboard"


def body(claimed: Claimed, format_: Format, origin: str) -> bytes:
    """The body of the request. `origin` is where people open the dashboard."""
    message = claimed.message
    url = f"{origin}{message.path}"
    match format_:
        case Format.SLACK:
            content = slack(message, url)
        case Format.TEAMS:
            content = teams(message, url)
        case Format.JSON:
            content = plain(claimed, url)
    return json.dumps(content, ensure_ascii=False).encode()


def slack(message: Message, url: str) -> dict[str, Any]:
    """For an incoming webhook of Slack."""
    head = f"{MARKS[message.event]} *{HEADINGS[message.event]}:* "
    lines = [head + _slack(message.title), *(_slack(line) for line in message.lines)]
    return {"text": "\n".join([*lines, f"<{_slack(url)}|{OPEN}>"])}


def _slack(text: str) -> str:
    return text.translate(SLACK_ESCAPES)


def teams(message: Message, url: str) -> dict[str, Any]:
    """An adaptive card, for a workflow of Teams that posts to a channel."""
    texts: list[dict[str, Any]] = [
        {"weight": "Bolder", "text": f"{MARKS[message.event]} {HEADINGS[message.event]}"},
        {"text": message.title.translate(CARD_ESCAPES)},
        *({"text": line.translate(CARD_ESCAPES), "isSubtle": True} for line in message.lines),
    ]
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [{"type": "TextBlock", "wrap": True, **each} for each in texts],
        "actions": [{"type": "Action.OpenUrl", "title": OPEN, "url": url}],
    }
    content_type = "application/vnd.microsoft.card.adaptive"
    return {
        "type": "message",
        "attachments": [{"contentType": content_type, "contentUrl": None, "content": card}],
    }


def plain(claimed: Claimed, url: str) -> dict[str, Any]:
    """Everything that is known, for programs."""
    message = claimed.message
    return {
        "id": str(claimed.id),
        "event": message.event,
        "kind": message.kind,
        "title": message.title,
        "lines": list(message.lines),
        "at": message.at.astimezone(UTC).isoformat(),
        "url": url,
        "facts": message.facts,
    }


def headers(claimed: Claimed, content: bytes, key: str | None, now: datetime) -> dict[str, str]:
    """The content type, the id of the delivery and, with a key, when it was signed and how.

    The signature is HMAC-SHA256 of the timestamp, a full stop, and the body.
    """
    result = {"Content-Type": "application/json", "X-Dashboard-Delivery": str(claimed.id)}
    if key is None:
        return result
    timestamp = str(int(now.timestamp()))
    signed = hmac.new(key.encode(), timestamp.encode() + b"." + content, sha256).hexdigest()
    return {
        **result,
        "X-Dashboard-Timestamp": timestamp,
        "X-Dashboard-Signature": f"sha256={signed}",
    }
