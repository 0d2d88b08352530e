"""Who may start, pause, resume and stop a bulk reset, and what each step leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from pydantic import ValidationError
from sqlalchemy.orm import Session

from store.actions.limits import Limits
from store.actions.receipts import Receipt
from store.audit import audit
from store.bulk_resets import control, starting, steps
from store.bulk_resets.bulk_records import Plan, State
from store.errors import InvalidInput, NotFound, PermissionDenied, RateLimited
from store.principal import Principal
from tests.store.acting import ADMIN, STUCK_AFTER, SUPPORT, VIEWER, insert_row, recorded
from tests.store.bulk_resets.started import NAME, changed, scope, skipped, start, state, take

Step = Callable[..., Receipt]


def test_a_start_keeps_the_confirmed_rows_and_resets_none(db: Session) -> None:
    for _ in range(3):
        insert_row(db)
    insert_row(db, idle=STUCK_AFTER + timedelta(seconds=30))  # crossed the threshold since
    insert_row(db, status="ready")
    batch_id = start(db, per_minute=50, reason="crash at 14:02")
    bulk = state(db, batch_id)
    assert (bulk.name, bulk.actor, bulk.reason) == (NAME, SUPPORT.actor, "crash at 14:02")
    assert (bulk.total, bulk.position, bulk.state) == (3, 0, State.RUNNING)
    assert recorded(db)["audit"] == 0
    [receipt] = audit.batch(db, batch_id)
    assert (receipt.action, receipt.reason) == ("bulk reset", "crash at 14:02")
    assert receipt.scope == f"{NAME}: started, 50 a minute; all stuck sessions"


def test_a_start_sent_twice_starts_once(db: Session) -> None:
    insert_row(db)
    batch_id = start(db)
    take(db)
    start(db, batch_id=batch_id)
    assert state(db, batch_id).state is State.DONE


def test_what_left_the_confirmed_scope_is_listed_in_its_turn(db: Session) -> None:
    stays, left = insert_row(db), insert_row(db, status="ready")
    start(db, shown=[left, stays, left])
    receipt = take(db)
    assert changed(receipt) == {stays}
    assert skipped(receipt) == {left: "finished in the meantime (ready)"}


def test_the_other_filters_narrow_it(db: Session) -> None:
    wide, _ = insert_row(db, frame_width=1_440), insert_row(db, frame_width=390)
    narrow = scope(width_min=1_000)
    starting.start(db, SUPPORT, narrow, Plan(name=NAME), reason="", batch_id=uuid4())
    assert changed(take(db)) == {wide}


@pytest.mark.parametrize("missing", ["as_of", "stuck_after"])
def test_a_scope_that_is_not_frozen_is_refused(db: Session, missing: str) -> None:
    insert_row(db)
    frozen = scope()
    filters = frozen.filters.model_copy(update={missing: None})
    thawed = frozen.model_copy(update={"filters": filters})
    with pytest.raises(InvalidInput, match="the moment and the threshold"):
        starting.start(db, SUPPORT, thawed, Plan(name=NAME), reason="", batch_id=uuid4())
    assert recorded(db)["receipts"] == 0


def test_nothing_left_to_reset_starts_nothing(db: Session) -> None:
    ready = insert_row(db, status="ready")
    with pytest.raises(InvalidInput, match="nothing was started"):
        start(db, shown=[ready])
    assert recorded(db)["receipts"] == 0


def test_more_than_100_rows_require_the_role_and_a_reason(db: Session) -> None:
    for _ in range(101):
        insert_row(db)
    with pytest.raises(PermissionDenied):
        start(db, reason="outage")
    with pytest.raises(InvalidInput, match="reason"):
        start(db, by=ADMIN)
    batch_id = start(db, by=ADMIN, reason="outage")
    control.pause(db, SUPPORT, batch_id, request_id=uuid4())
    with pytest.raises(PermissionDenied):
        control.resume(db, SUPPORT, batch_id, request_id=uuid4())
    control.resume(db, ADMIN, batch_id, request_id=uuid4())
    assert state(db, batch_id).state is State.RUNNING


def test_starts_count_toward_the_hourly_limit(db: Session) -> None:
    insert_row(db)
    plan, most = Plan(name=NAME), Limits(bulk_actions=1)
    starting.start(db, SUPPORT, scope(), plan, reason="", batch_id=uuid4(), most=most)
    with pytest.raises(RateLimited):
        starting.start(db, SUPPORT, scope(), plan, reason="", batch_id=uuid4(), most=most)


@pytest.mark.parametrize("step", [control.pause, control.resume, control.stop])
def test_a_viewer_steers_nothing(db: Session, step: Step) -> None:
    insert_row(db)
    batch_id = start(db)
    with pytest.raises(PermissionDenied):
        step(db, VIEWER, batch_id, request_id=uuid4())
    with pytest.raises(NotFound):
        step(db, SUPPORT, uuid4(), request_id=uuid4())


def test_each_step_is_in_the_audit_log_and_takes_effect_once(db: Session) -> None:
    rows = {insert_row(db) for _ in range(12)}
    batch_id = start(db, per_minute=50)
    first = take(db)

    def steer(step: Step, by: Principal) -> None:
        request_id = uuid4()
        step(db, by, batch_id, request_id=request_id)
        assert step(db, by, batch_id, request_id=request_id).repeated

    steer(control.pause, ADMIN)
    assert take(db) is None
    with pytest.raises(InvalidInput, match="paused already"):
        control.pause(db, SUPPORT, batch_id, request_id=uuid4())
    steer(control.resume, SUPPORT)
    second = take(db)
    steer(control.stop, ADMIN)
    assert take(db) is None
    with pytest.raises(InvalidInput, match="stopped already"):
        control.resume(db, SUPPORT, batch_id, request_id=uuid4())

    bulk = state(db, batch_id)
    assert (bulk.state, bulk.position, bulk.remaining) == (State.STOPPED, 10, 2)
    assert bulk.ended_at is not None
    assert len(changed(first) | changed(second)) == 10
    assert changed(first) | changed(second) < rows
    assert [(step.actor, step.description) for step in steps.list_steps(db, bulk)] == [
        ("sami", "started, 50 a minute"),
        ("ada", "paused after 5 of 12"),
        ("sami", "resumed after 5 of 12"),
        ("ada", "stopped after 10 of 12"),
    ]


def test_a_session_id_in_a_name_is_masked(db: Session) -> None:
    secret = "11111111-2222-3333-4444-555555555555"
    insert_row(db, session_id=secret)
    batch_id = uuid4()
    plan = Plan(name=f"Ticket {secret}")
    starting.start(db, SUPPORT, scope(), plan, reason="", batch_id=batch_id)
    assert state(db, batch_id).name == "Ticket 11111111…"
    [receipt] = audit.batch(db, batch_id)
    assert secret not in receipt.scope


@pytest.mark.parametrize("plan", [{"name": " "}, {"name": "x" * 81}, {"per_minute": 0}])
def test_a_plan_is_validated(plan: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Plan.model_validate({"name": NAME, **plan})
