"""Rows for lists, with any columns, including NULL."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlalchemy.orm import Session

from store.insights import insights
from store.insights.insight_records import Findings
from store.renders import renders
from store.renders.render_records import Outcome

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    """A time this many minutes after noon on the test's day."""
    return NOON + timedelta(minutes=minutes)


def add(db: Session, **columns: Any) -> UUID:
    """Insert a row with these columns, by default a ready one created at noon."""
    values = {
        "session_id": str(uuid4()),
        "design_context": '{"nodes": {}}',
        "status": "ready",
        "created_at": NOON,
        "updated_at": NOON,
        **columns,
    }
    if not isinstance(values["design_context"], str):
        values["design_context"] = json.dumps(values["design_context"])
    names = ", ".join(values)
    places = ", ".join(
        f"CAST(:{name} AS jsonb)" if name == "design_context" else f":{name}" for name in values
    )
    statement = text(f"INSERT INTO prototype_sessions ({names}) VALUES ({places}) RETURNING id")
    row_id: UUID = db.execute(statement, values).scalar_one()
    return row_id


def in_order(db: Session, order: str, where: str = "true") -> list[UUID]:
    """The ids that plain SQL returns, to compare with."""
    statement = text(f"SELECT id FROM prototype_sessions WHERE {where} ORDER BY {order}")
    return list(db.scalars(statement))


def findings(**fields: Any) -> Findings:
    """Findings of an inspection, by default without errors."""
    known = {
        "verdict": "ok",
        "findings": (),
        "risks": (),
        "more_risks": 0,
        "node_count": 1,
        "depth": 1,
        "wireframe": "<svg/>",
        "wireframe_complete": True,
    }
    return Findings.model_validate({**known, **fields})


def render(db: Session, row_id: UUID, outcome: Outcome, **columns: Any) -> None:
    """Inspect a row, with these findings, and keep what a headless render of it showed."""
    subject = insights.subject(db, row_id)
    assert subject is not None
    assert insights.put(db, subject, findings(**columns))
    renders.put(db, renders.key_of(subject), outcome, rendered_by="robot")
