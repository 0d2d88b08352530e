"""Sessions and actions on them, for tests of stories."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from components.formatting.clock import Clock
from store.actions.receipts import AuditEntry
from store.counts import GenerationTimes
from store.records import SessionSummary

NOW: Final = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CLOCK: Final = Clock(NOW, UTC, timedelta(minutes=10))
ROW: Final = UUID("11111111-2222-3333-4444-555555555555")
TIMES: Final = GenerationTimes(
    p50=timedelta(seconds=23),
    p95=timedelta(seconds=44),
    p99=timedelta(seconds=56),
    samples=170,
    days=14,
)


def ago(**amount: float) -> datetime:
    return NOW - timedelta(**amount)


def session(status: str | None, updated_at: datetime | None, **columns: Any) -> SessionSummary:
    """A session last written at this time; a generating one has been generating since."""
    silent = NOW - updated_at if updated_at and status == "generating" else None
    return SessionSummary.model_validate(
        {
            "id": ROW,
            "session_id": "feedface…",
            "thumbnail_url": None,
            "thumbnail_too_large": False,
            "frame_name": "Checkout",
            "frame_width": 390,
            "frame_height": 844,
            "status": status,
            "error_code": None,
            "created_at": ago(days=3),
            "updated_at": updated_at,
            "code_bytes": None,
            "version": "1",
            "generating_for": silent,
            **columns,
        }
    )


def entry(action: str, at: datetime, **fields: Any) -> AuditEntry:
    """A person's action; the row is still as the action left it unless stated otherwise."""
    return AuditEntry.model_validate(
        {
            "id": int((at - ago(days=30)).total_seconds()),
            "request_id": uuid4(),
            "at": at,
            "actor": "alice",
            "role": "support",
            "action": action,
            "reason": "",
            "row_id": ROW,
            "label": "Checkout",
            "before": {},
            "after": {},
            "undoes": None,
            "undone_by": None,
            "batch_id": None,
            "is_unchanged": True,
            **fields,
        }
    )
