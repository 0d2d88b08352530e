"""Load the demo rows, written through the store as the backend writes its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import DateTime, Text, Uuid, column, select, update, values
from sqlalchemy.orm import Session

from demo import deeds, outage, reviews, showcase
from demo.plan import plan
from demo.planned_row import PlannedRow
from store.engine import Database
from store.models import PrototypeSessionRow
from store.own_models import CodeVersionRow
from store.records import CodeGenerateRequest
from store.sessions import code_versions, prototype_sessions
from store.sessions.lifecycle import Status


def seed(database: Database, now: datetime) -> int:
    """Create about 270 rows over the 14 days before `now`, or none (0) if the table is not empty.

    The code history is enabled and holds what regenerations replaced; the audit log holds
    what people did. There is a showcase of six, and two people have reviewed some.
    All or nothing. The same `now` gives the same rows, including ids.
    """
    with database.begin() as db:
        if db.scalar(select(PrototypeSessionRow.id).limit(1)) is not None:
            return 0
        code_versions.enable(db)
        rows = plan(now)
        for row in rows:
            _generate(db, row)
        _backdate(db, rows)
        regenerated = [row for row in rows if row.earlier_codes]
        for row in regenerated:
            _regenerate(db, row)
        _backdate(db, regenerated)  # again, because its writes changed updated_at
        for row in rows:
            if row.deeds and not row.stopped_at:
                deeds.apply(db, row)
        outage.reset(db, [row for row in rows if row.stopped_at])
        showcase.create(db, rows, now)
        reviews.create(db, rows, now)
        return len(rows)


def _generate(db: Session, row: PlannedRow) -> None:
    """The backend's two steps: the upsert when generation starts, the update when it ends."""
    request = CodeGenerateRequest(
        design_context=row.design_context,
        thumbnail_url=row.thumbnail_url,
        frame_name=row.frame_name,
        frame_width=row.frame_width,
        frame_height=row.frame_height,
    )
    started = row.status if row.status in {Status.PENDING, Status.GENERATING} else None
    prototype_sessions.create_prototype_session(
        db, row.session_id, request, status=started or Status.GENERATING
    )
    changes: dict[str, Any] = {} if started else {"status": row.status}
    if row.generated_code is not None:
        changes["generated_code"] = (*row.earlier_codes, row.generated_code)[0]
    if row.error_code is not None:
        changes["error_code"] = row.error_code
    if changes:
        prototype_sessions.update_prototype_session(db, row.session_id, **changes)


def _backdate(db: Session, rows: list[PlannedRow]) -> None:
    """Set every row's id and times, the only thing that the store does not offer."""
    planned = values(
        column("session_id", Text),
        column("id", Uuid),
        column("created_at", DateTime(timezone=True)),
        column("updated_at", DateTime(timezone=True)),
        name="planned",
    ).data([(row.session_id, row.id, row.created_at, row.updated_at) for row in rows])
    db.execute(
        update(PrototypeSessionRow)
        .where(PrototypeSessionRow.session_id == planned.c.session_id)
        .values(id=planned.c.id, created_at=planned.c.created_at, updated_at=planned.c.updated_at),
        execution_options={"synchronize_session": False},
    )


def _regenerate(db: Session, row: PlannedRow) -> None:
    """Replace the code of earlier attempts, each halfway between the one before and the last."""
    for code in (*row.earlier_codes[1:], row.generated_code):
        prototype_sessions.update_prototype_session(db, row.session_id, generated_code=code)
    assert row.created_at is not None
    assert row.updated_at is not None
    replaced_at = row.updated_at
    for version in code_versions.versions(db, row.id):
        db.execute(
            update(CodeVersionRow)
            .where(CodeVersionRow.id == version.id)
            .values(replaced_at=replaced_at)
        )
        replaced_at -= (replaced_at - row.created_at) / 2
