"""Reset, fail and delete: what they change, what they skip and why, and what they record."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from pydantic import JsonValue
from sqlalchemy import text
from sqlalchemy.orm import Session

from store.actions import actions, answering, editing, reveal, undo
from store.actions.receipts import Receipt, Target
from store.audit import audit, entries
from store.errors import InvalidInput, PermissionDenied
from store.inbox import states
from store.principal import Action, Principal, Role
from store.reviews import reasons, reviews
from store.showcases import showcases
from store.system import stored_settings
from store.views import views
from tests.store.acting import (
    ADMIN,
    NOTHING_RECORDED,
    STUCK_AFTER,
    SUPPORT,
    delete_elsewhere,
    insert_row,
    recorded,
    row_of,
    target_of,
    write_elsewhere,
)
from tests.store.bulk_resets import started
from tests.store.inbox.deciding import an_incident, done_with
from tests.store.reviews.reviewing import GOOD, version_of
from tests.store.views.saving import A_VIEW, FOR_ALL


def reset(
    db: Session,
    *targets: Target,
    by: Principal = SUPPORT,
    reason: str = "",
    request_id: UUID | None = None,
    stuck_after: timedelta = STUCK_AFTER,
    scope: str = "",
    batch_id: UUID | None = None,
) -> Receipt:
    """`actions.reset` with defaults."""
    return actions.reset(
        db,
        by,
        targets,
        reason=reason,
        request_id=request_id or uuid4(),
        stuck_after=stuck_after,
        scope=scope,
        batch_id=batch_id,
    )


def digest_keys(value: JsonValue) -> set[str]:
    """The keys of a value that the audit stores as a size and a hash."""
    assert isinstance(value, dict)
    return set(value)


def test_reset_puts_a_stuck_row_back_to_pending(db: Session) -> None:
    row_id = insert_row(db, error_code="BP-0000AA")
    before = row_of(db, row_id)
    assert before

    receipt = reset(db, target_of(db, row_id), reason="customer waits", scope="1 session")

    after = row_of(db, row_id)
    assert after
    changed = {key for key in after if after[key] != before[key]}
    assert changed == {"status", "error_code", "updated_at"}
    assert (after["status"], after["error_code"]) == ("pending", None)
    assert after["updated_at"] > before["updated_at"]
    assert [row.row_id for row in receipt.changed] == [row_id]
    assert not receipt.skipped
    assert (receipt.actor, receipt.role, receipt.action) == ("sami", "support", "reset")
    assert (receipt.reason, receipt.scope) == ("customer waits", "1 session")


@pytest.mark.parametrize("status", ["ready", "error"])
def test_reset_accepts_finished_rows_of_any_age(db: Session, status: str) -> None:
    row_id = insert_row(db, status=status, idle=timedelta(0))
    assert len(reset(db, target_of(db, row_id)).changed) == 1


def test_reset_accepts_a_generating_row_without_any_time(db: Session) -> None:
    row_id = insert_row(db, idle=None)
    assert len(reset(db, target_of(db, row_id)).changed) == 1


def test_a_reset_row_counts_its_creation_when_it_was_never_updated(db: Session) -> None:
    row_id = insert_row(db, idle=timedelta(minutes=3))
    write_elsewhere(db, row_id, "updated_at = NULL")
    assert "last update 3 min ago" in reset(db, target_of(db, row_id)).skipped[0].reason


def test_reset_survives_infinite_times(db: Session) -> None:
    old, new = insert_row(db), insert_row(db)
    write_elsewhere(db, old, "updated_at = '-infinity'")
    write_elsewhere(db, new, "updated_at = 'infinity'")
    receipt = reset(db, target_of(db, old), target_of(db, new))
    assert [row.row_id for row in receipt.changed] == [old]
    undo.undo(db, SUPPORT, receipt.request_id, reason="", request_id=uuid4())
    assert (row_of(db, old) or {})["updated_at"] == "-infinity"


SKIPPED_BY_RESET = {
    "gone": (delete_elsewhere, "deleted"),
    "ready": (
        lambda db, row_id: write_elsewhere(db, row_id, "status = 'ready'"),
        "finished in the meantime (ready)",
    ),
    "failed": (
        lambda db, row_id: write_elsewhere(db, row_id, "status = 'error'"),
        "finished in the meantime (error)",
    ),
    "renamed": (
        lambda db, row_id: write_elsewhere(db, row_id, "frame_name = 'Other'"),
        "changed since you looked",
    ),
    "written without a difference": (
        lambda db, row_id: write_elsewhere(db, row_id, "status = status"),
        "changed since you looked",
    ),
    "pending meanwhile": (
        lambda db, row_id: write_elsewhere(db, row_id, "status = 'pending'"),
        "already pending",
    ),
    "reset by a colleague": (
        lambda db, row_id: reset(db, target_of(db, row_id), by=ADMIN),
        "changed since you looked (reset by ada)",
    ),
}


@pytest.mark.parametrize("name", SKIPPED_BY_RESET)
def test_reset_skips_rows_that_changed_since_they_were_shown(db: Session, name: str) -> None:
    happens, reason = SKIPPED_BY_RESET[name]
    row_id, other = insert_row(db), insert_row(db)
    seen = target_of(db, row_id)
    happens(db, row_id)
    now = row_of(db, row_id)

    receipt = reset(db, seen, target_of(db, other))

    assert [(skip.row_id, skip.reason) for skip in receipt.skipped] == [(row_id, reason)]
    assert [row.row_id for row in receipt.changed] == [other]
    assert row_of(db, row_id) == now


@pytest.mark.parametrize(
    ("status", "idle", "reason"),
    [
        ("generating", timedelta(minutes=3), "still within the threshold: last update 3 min ago"),
        ("generating", timedelta(seconds=5), "still within the threshold: last update 5 s ago"),
        ("generating", timedelta(days=-1), "still within the threshold: last update 0 s ago"),
        ("pending", timedelta(hours=1), "already pending"),
        ("archived", timedelta(hours=1), "a session with status “archived” cannot be reset"),
        (None, timedelta(hours=1), "a session without a status cannot be reset"),
    ],
)
def test_reset_skips_rows_that_cannot_be_reset(
    db: Session, status: str | None, idle: timedelta, reason: str
) -> None:
    row_id = insert_row(db, status=status, idle=idle)
    before = row_of(db, row_id)
    receipt = reset(db, target_of(db, row_id))
    assert [skip.reason for skip in receipt.skipped] == [reason]
    assert not receipt.changed
    assert row_of(db, row_id) == before
    assert audit.receipt(db, receipt.request_id) == receipt


def test_fail_gives_each_row_a_new_code_that_the_receipt_names(db: Session) -> None:
    ids = [insert_row(db), insert_row(db, status="pending")]
    receipt = actions.fail(
        db, SUPPORT, [target_of(db, row_id) for row_id in ids], reason="dead", request_id=uuid4()
    )
    codes = {row.row_id: row.error_code for row in receipt.changed}
    assert len(set(codes.values())) == 2
    for row_id in ids:
        row = row_of(db, row_id)
        assert row
        assert (row["status"], row["error_code"]) == ("error", codes[row_id])


def test_fail_never_reuses_a_code(db: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    insert_row(db, status="error", error_code="bp-00000a")
    drawn = iter(["BP-00000A", "BP-00000B", "BP-00000B", "BP-00000C"])
    monkeypatch.setattr(actions, "new_error_code", lambda: next(drawn))
    assert set(actions.fresh_codes(db, 2)) == {"BP-00000B", "BP-00000C"}


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("ready", "already finished (ready)"),
        ("error", "already finished (error)"),
        ("archived", "a session with status “archived” cannot be marked as failed"),
        (None, "a session without a status cannot be marked as failed"),
    ],
)
def test_fail_skips_rows_that_cannot_fail(db: Session, status: str | None, reason: str) -> None:
    row_id = insert_row(db, status=status)
    receipt = actions.fail(db, SUPPORT, [target_of(db, row_id)], reason="dead", request_id=uuid4())
    assert [skip.reason for skip in receipt.skipped] == [reason]
    assert not receipt.changed


def test_delete_records_sizes_and_hashes_and_never_the_values(db: Session) -> None:
    code = "export default () => <p>secret plan</p>"
    row_id = insert_row(db, generated_code=code, session_id="c0ffee00-1111-2222-3333-444455556666")
    receipt = actions.delete(
        db, ADMIN, [target_of(db, row_id)], reason="asked to", request_id=uuid4()
    )
    assert row_of(db, row_id) is None
    (entry,) = entries.for_row(db, row_id)
    assert entry.request_id == receipt.request_id
    assert entry.after == {}
    assert entry.before["session_id"] == "c0ffee00…"
    assert entry.before["generated_code"] == {
        "bytes": len(code),
        "sha256": hashlib.sha256(code.encode()).hexdigest(),
    }
    assert digest_keys(entry.before["design_context"]) == {"bytes", "sha256"}
    assert "secret plan" not in entry.model_dump_json()


def test_delete_skips_a_row_that_changed(db: Session) -> None:
    row_id = insert_row(db)
    seen = target_of(db, row_id)
    write_elsewhere(db, row_id, "status = 'ready'")
    receipt = actions.delete(db, ADMIN, [seen], reason="asked to", request_id=uuid4())
    assert [skip.reason for skip in receipt.skipped] == ["finished in the meantime (ready)"]
    assert row_of(db, row_id)


def test_the_audit_keeps_only_what_changed_and_long_values_as_hashes(db: Session) -> None:
    row_id = insert_row(db, status="error", error_code="BP-" + "9" * 5_000)
    reset(db, target_of(db, row_id))
    (entry,) = entries.for_row(db, row_id)
    assert set(entry.before) == set(entry.after) == {"status", "error_code", "updated_at"}
    assert digest_keys(entry.before["error_code"]) == {"bytes", "sha256"}
    assert (entry.before["status"], entry.after["status"]) == ("error", "pending")

    plain = insert_row(db)
    reset(db, target_of(db, plain))
    assert set(entries.for_row(db, plain)[0].before) == {"status", "updated_at"}


@pytest.mark.parametrize(
    ("name", "label"),
    [("Checkout", "Checkout"), (None, "feedface…"), ("", "feedface…"), ("x" * 300, "x" * 80)],
)
def test_a_label_is_the_cut_frame_name_or_the_masked_id(
    db: Session, name: str | None, label: str
) -> None:
    row_id = insert_row(db, frame_name=name, session_id="feedface-1111-2222-3333-444455556666")
    pending = insert_row(
        db, frame_name=name, status="pending", session_id="feedface-9999-2222-3333-444455556666"
    )
    receipt = reset(db, target_of(db, row_id), target_of(db, pending))
    assert receipt.changed[0].label == label
    assert receipt.skipped[0].label == label


def act(action: Action) -> Callable[[Session, Principal, UUID], object]:
    """The store's call for an action of the role matrix."""

    def call(db: Session, principal: Principal, row_id: UUID) -> object:
        target, request_id = target_of(db, row_id), uuid4()
        match action:
            case Action.RESET:
                return reset(db, target, by=principal)
            case Action.BULK_RESET:
                return started.start(db, by=principal)
            case Action.FAIL:
                return actions.fail(db, principal, [target], reason="r", request_id=request_id)
            case Action.DELETE:
                return actions.delete(db, principal, [target], reason="r", request_id=request_id)
            case Action.EDIT:
                change = {"frame_name": "New"}
                return editing.edit(db, principal, target, change, reason="", request_id=request_id)
            case Action.EDIT_CONTENT:
                code = {"generated_code": "new"}
                return editing.edit(db, principal, target, code, reason="r", request_id=request_id)
            case Action.REVEAL:
                return reveal.reveal_session_id(
                    db, principal, row_id, reason="r", request_id=request_id
                )
            case Action.ANSWER:
                return answering.answer(
                    db, principal, row_id, about="reset, English", request_id=request_id
                )
            case Action.CHANGE_SETTING:
                return stored_settings.choose_stuck_after(
                    db, principal, 4, default=10, reason="r", request_id=request_id
                )
            case Action.SAVE_VIEW:
                return views.save(db, principal, A_VIEW, request_id)
            case Action.SHARE_VIEW:
                return views.save(db, principal, FOR_ALL, request_id)
            case Action.SHOWCASE:
                return showcases.create(db, principal, "Fair", request_id)
            case Action.REVIEW:
                version = version_of(db, row_id)
                return reviews.put(db, principal, version, GOOD, request_id)
            case Action.ADD_REASON:
                return reasons.add(db, principal, "wrong font", request_id)
            case Action.TRIAGE:
                return states.decide(db, principal, done_with(an_incident()), request_id)
            case Action.UNDO | Action.UNDO_OTHERS:
                own = action is Action.UNDO
                by = Principal(actor=principal.actor if own else "somebody", role=Role.ADMIN)
                done = reset(db, target, by=by)
                return undo.undo(db, principal, done.request_id, reason="", request_id=request_id)
            case Action.BULK_LARGE:
                many = [Target(id=uuid4(), version="1") for _ in range(101)]
                return reset(db, *many, by=principal, reason="r")

    return call


ROLE_MATRIX = {
    Role.VIEWER: {Action.SAVE_VIEW},
    Role.SUPPORT: {
        *(Action.RESET, Action.BULK_RESET, Action.FAIL, Action.EDIT),
        *(
            Action.REVEAL,
            Action.ANSWER,
            Action.TRIAGE,
            Action.SAVE_VIEW,
            Action.SHARE_VIEW,
            Action.SHOWCASE,
            Action.UNDO,
        ),
        *(Action.REVIEW, Action.ADD_REASON),
    },
    Role.ADMIN: set(Action),
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_every_action_checks_its_role_in_the_store(db: Session, role: Role, action: Action) -> None:
    row_id = insert_row(db)
    principal = Principal(actor="someone", role=role)
    done = text("SELECT count(*) FROM dashboard.receipts WHERE (actor, role) = ('someone', :role)")
    if action in ROLE_MATRIX[role]:
        act(action)(db, principal, row_id)
        assert db.scalar(done, {"role": role.value})
        return
    before = row_of(db, row_id)
    with pytest.raises(PermissionDenied, match=role):
        act(action)(db, principal, row_id)
    assert db.scalar(done, {"role": role.value}) == 0
    assert action in {Action.UNDO, Action.UNDO_OTHERS} or row_of(db, row_id) == before


def test_a_request_is_applied_once(db: Session) -> None:
    row_id = insert_row(db)
    request_id = uuid4()
    first = reset(db, target_of(db, row_id), request_id=request_id)
    write_elsewhere(db, row_id, "status = 'generating', updated_at = now() - interval '1 day'")
    again = reset(db, target_of(db, row_id), request_id=request_id)
    assert again == first.model_copy(update={"repeated": True, "standing": 0})
    assert (row_of(db, row_id) or {})["status"] == "generating"
    assert recorded(db) == {"receipts": 1, "audit": 1, "skips": 0, "undo_snapshots": 1}


def test_a_request_id_is_refused_for_another_action_or_actor(db: Session) -> None:
    row_id = insert_row(db)
    request_id = uuid4()
    reset(db, target_of(db, row_id), request_id=request_id)
    with pytest.raises(InvalidInput, match="another action"):
        reset(db, target_of(db, row_id), by=ADMIN, request_id=request_id)
    with pytest.raises(InvalidInput, match="another action"):
        actions.fail(db, SUPPORT, [target_of(db, row_id)], reason="r", request_id=request_id)
    assert (row_of(db, row_id) or {})["status"] == "pending"


def test_an_empty_selection_means_nothing(db: Session) -> None:
    with pytest.raises(InvalidInput, match="Nothing is selected"):
        reset(db)
    assert recorded(db) == NOTHING_RECORDED


def test_a_row_selected_twice_is_one_row(db: Session) -> None:
    seen = target_of(db, insert_row(db))
    receipt = reset(db, seen, seen)
    assert len(receipt.changed) == 1
    assert not receipt.skipped


@pytest.mark.parametrize("reason", ["", "  \t\n ", "\0", "r" * 501])
def test_fail_and_delete_require_a_valid_reason(db: Session, reason: str) -> None:
    seen = target_of(db, insert_row(db))
    with pytest.raises(InvalidInput, match="reason"):
        actions.fail(db, ADMIN, [seen], reason=reason, request_id=uuid4())
    with pytest.raises(InvalidInput, match="reason"):
        actions.delete(db, ADMIN, [seen], reason=reason, request_id=uuid4())
    assert recorded(db) == NOTHING_RECORDED


def test_a_reason_is_one_line_and_holds_no_credential(db: Session) -> None:
    secret = str(uuid4())
    row_id = insert_row(db, session_id=secret)
    receipt = reset(
        db,
        target_of(db, row_id),
        reason=f"see\nbp_session={secret}; row {row_id}\x1b[31m\u202e \ud800 {secret.upper()}",
        scope=f"search “{secret}”",
    )
    assert receipt.reason == (f"see bp_session={secret[:8]}…; row {row_id} [31m {secret[:8]}…")
    assert receipt.scope == f"search “{secret[:8]}…”"


def test_a_large_bulk_needs_a_reason(db: Session) -> None:
    many = [Target(id=uuid4(), version="1") for _ in range(101)]
    with pytest.raises(InvalidInput, match="reason"):
        reset(db, *many, by=ADMIN)


def test_batches_of_one_bulk_count_together(db: Session) -> None:
    batch_id = uuid4()
    first = [target_of(db, insert_row(db)) for _ in range(60)]
    second = [target_of(db, insert_row(db)) for _ in range(41)]
    reset(db, *first, batch_id=batch_id)
    with pytest.raises(PermissionDenied):
        reset(db, *second, batch_id=batch_id)
    reset(db, *second, by=ADMIN, reason="outage", batch_id=batch_id)
    assert [len(receipt.changed) for receipt in audit.batch(db, batch_id)] == [60, 41]


def test_too_many_targets_are_refused(db: Session) -> None:
    many = [Target(id=uuid4(), version="1") for _ in range(1_001)]
    with pytest.raises(InvalidInput, match="1,000"):
        reset(db, *many, by=ADMIN, reason="r")


@pytest.mark.parametrize("stuck_after", [timedelta(0), timedelta(-1), timedelta.max])
def test_an_impossible_threshold_is_refused(db: Session, stuck_after: timedelta) -> None:
    with pytest.raises(InvalidInput, match="threshold"):
        reset(db, target_of(db, insert_row(db)), stuck_after=stuck_after)
