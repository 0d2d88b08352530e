"""The formats, as docs/watch.md shows them."""

from __future__ import annotations

import hmac
import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest

from services.watch import payloads
from services.watch.webhooks import Format
from store.watch.watch_records import Claimed, Event, Message

NOW = datetime(2026, 11, 26, 14, 20, tzinfo=UTC)
MESSAGE = Message(
    event=Event.OPENED,
    kind="stuck-group",
    title="17 sessions <stopped> together & *wait*",
    lines=("Since 26 Nov 2026, 14:02 UTC",),
    path="/stuck?from=2026-11-26T14%3A02Z",
    at=NOW,
    facts={"count": 17},
)
CLAIMED = Claimed(id=7, target="json-1", message=MESSAGE, attempts=1)
ORIGIN = "https://dash.example.com"
URL = f"{ORIGIN}{MESSAGE.path}"


def body(format_: Format) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(payloads.body(CLAIMED, format_, ORIGIN))
    return parsed


def test_slack_gets_escaped_text_with_a_link() -> None:
    assert body(Format.SLACK) == {
        "text": "\N{LARGE ORANGE DIAMOND} *Needs a person:* 17 sessions &lt;stopped&gt; together"
        f" &amp; *wait*\nSince 26 Nov 2026, 14:02 UTC\n<{URL}|Open in the dashboard>"
    }


def test_teams_gets_a_card_with_a_link() -> None:
    [attachment] = body(Format.TEAMS)["attachments"]
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    card = attachment["content"]
    texts = [block["text"] for block in card["body"]]
    assert texts[0].endswith("Needs a person")
    assert texts[1:] == [
        "17 sessions <stopped> together & \\*wait\\*",
        "Since 26 Nov 2026, 14:02 UTC",
    ]
    assert [action["url"] for action in card["actions"]] == [URL]


def test_programs_get_everything() -> None:
    assert body(Format.JSON) == {
        "id": "7",
        "event": "incident.opened",
        "kind": "stuck-group",
        "title": MESSAGE.title,
        "lines": [*MESSAGE.lines],
        "at": "2026-11-26T14:20:00+00:00",
        "url": URL,
        "facts": {"count": 17},
    }


def test_the_signature_covers_the_timestamp_and_the_body() -> None:
    headers = payloads.headers(CLAIMED, b"{}", "secret", NOW)
    assert headers["X-Dashboard-Timestamp"] == "1795702800"
    expected = hmac.new(b"secret", b"1795702800.{}", sha256).hexdigest()
    assert headers["X-Dashboard-Signature"] == f"sha256={expected}"
    assert headers["X-Dashboard-Delivery"] == "7"


@pytest.mark.parametrize("event", Event)
def test_every_event_has_a_heading(event: Event) -> None:
    message = MESSAGE.model_copy(update={"event": event})
    assert payloads.HEADINGS[event] in payloads.slack(message, URL)["text"]
