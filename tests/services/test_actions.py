"""Each action of a person uses as few connections as possible."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Final
from uuid import UUID, uuid4

import pytest

from auth import current
from services import actions, bulk_resets, resources, threshold
from store.actions.receipts import Scope
from store.bulk_resets.bulk_records import Plan
from store.engine import Database, engine_for
from store.principal import Principal, Role
from store.records import Filters, SessionSummary
from store.sessions import prototype_sessions
from store.system import read_only
from tests.store.acting import STUCK_AFTER, insert_row, target_of

ADMIN: Final = Principal(actor="ada", role=Role.ADMIN)


@pytest.fixture
def one_connection(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """The handle in use, with a pool of one connection that does not wait for another."""
    url = database.engine.url.render_as_string(hide_password=False)
    handle = Database(engine_for(url, connections=1, wait_seconds=0.05))
    monkeypatch.setattr(resources, "database", lambda: handle)
    monkeypatch.setattr(current, "decide", lambda settings: ADMIN)
    yield handle
    handle.dispose()


def summary(database: Database, row_id: UUID) -> SessionSummary:
    return database.read(lambda db: prototype_sessions.get_summary(db, row_id))


def bulk_reset(database: Database, row_id: UUID) -> object:
    filters = Filters(as_of=datetime.now(UTC), stuck_after=STUCK_AFTER)
    batch_id = uuid4()
    bulk_resets.start(Scope(filters=filters, description=""), Plan(name="Outage"), "", batch_id)
    return bulk_resets.progress(batch_id).bulk.is_over


def edit(database: Database, row_id: UUID) -> object:
    target = database.read(lambda db: target_of(db, row_id))
    return actions.edit(target, {"frame_name": "New"}, "", uuid4())


def undo(database: Database, row_id: UUID) -> object:
    done = actions.reset([summary(database, row_id)], "", uuid4())
    read_only._cache.clear()
    return actions.undo(done.request_id)


ACTIONS: Final[dict[str, Callable[[Database, UUID], object]]] = {
    "reset": lambda database, row_id: actions.reset([summary(database, row_id)], "", uuid4()),
    "bulk reset": bulk_reset,
    "fail": lambda database, row_id: actions.fail([summary(database, row_id)], "why", uuid4()),
    "delete": lambda database, row_id: actions.delete([summary(database, row_id)], "why", uuid4()),
    "edit": edit,
    "undo": undo,
    "answer": lambda database, row_id: actions.answer(summary(database, row_id), "reset, English"),
    "change setting": lambda _, __: threshold.choose(4, "why", uuid4()),
    "reveal": lambda _, row_id: actions.reveal_session_id(row_id, "why", uuid4()),
}


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_needs_one_connection_at_a_time(
    one_connection: Database, database: Database, action: str
) -> None:
    with database.begin() as db:
        row_id = insert_row(db)
    read_only._cache.clear()  # whether the login may write has to be read, too
    assert ACTIONS[action](one_connection, row_id)
