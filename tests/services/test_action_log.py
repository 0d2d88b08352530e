"""Each action is logged once, with who did what to which row, and nothing else."""

from __future__ import annotations

import logging
from contextvars import Context
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from components.feedback import messages
from services.action_log import applied, logged
from store.actions.receipts import Changed, Receipt
from store.errors import PermissionDenied
from store.principal import Principal, Role
from web.logs import FIELDS

ANN = Principal(actor="ann@example.com", role=Role.SUPPORT)
ROW, REQUEST = uuid4(), uuid4()
SECRET = "9f1c2d3e-4a5b-6c7d-8e9f-0a1b2c3d4e5f"


def acting() -> Principal:
    return ANN


def receipt(*rows: UUID, repeated: bool = False) -> Receipt:
    return Receipt(
        request_id=REQUEST,
        at=datetime.now(UTC),
        actor=ANN.actor,
        role=ANN.role,
        action="reset",
        reason=f"ticket about {SECRET}",
        scope="",
        changed=tuple(Changed(row_id=row, audit_id=1, label=SECRET) for row in rows),
        skipped=(),
        repeated=repeated,
    )


def told(caplog: pytest.LogCaptureFixture) -> tuple[str, str, dict[str, str]]:
    """Level, event and fields of the only record, none of which is secret."""
    (record,) = caplog.records
    assert SECRET not in str(record.__dict__)
    fields = {name: str(getattr(record, name)) for name in FIELDS if hasattr(record, name)}
    return record.levelname, record.getMessage(), fields


@pytest.fixture(autouse=True)
def _level(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "dashboard.actions")


@pytest.mark.parametrize("repeated", [False, True])
def test_what_a_receipt_logs(caplog: pytest.LogCaptureFixture, repeated: bool) -> None:
    @logged(acting)
    def reset_matching(reason: str, request_id: UUID) -> Receipt:
        return receipt(ROW, repeated=repeated)

    assert reset_matching(SECRET, REQUEST).changed
    assert told(caplog) == (
        "INFO",
        "action repeated" if repeated else "action applied",
        {
            "actor": "ann@example.com",
            "role": "support",
            "action": "reset",
            "request_id": str(REQUEST),
            "rows": "1",
            "row_id": str(ROW),
        },
    )


def test_many_rows_are_a_number(caplog: pytest.LogCaptureFixture) -> None:
    @logged(acting)
    def reset(reason: str) -> Receipt:
        return receipt(ROW, uuid4())

    reset(SECRET)
    fields = told(caplog)[2]
    assert fields["rows"] == "2"
    assert "row_id" not in fields


def test_a_reveal_logs_the_row_and_not_what_was_revealed(
    caplog: pytest.LogCaptureFixture,
) -> None:
    @logged(acting)
    def reveal_session_id(row_id: UUID, reason: str, request_id: UUID) -> str:
        return SECRET

    assert reveal_session_id(ROW, SECRET, request_id=REQUEST) == SECRET
    level, event, fields = told(caplog)
    assert (level, event, fields["row_id"]) == ("INFO", "action applied", str(ROW))
    assert fields["actor"] == "ann@example.com"


@pytest.mark.parametrize(
    ("error", "level", "event"),
    [
        (PermissionDenied(SECRET), "WARNING", "action refused"),
        (ValueError(SECRET), "ERROR", "action failed"),
    ],
)
def test_an_error_is_logged_by_type(
    caplog: pytest.LogCaptureFixture, error: Exception, level: str, event: str
) -> None:
    @logged(acting)
    def reveal_session_id(row_id: UUID, reason: str) -> str:
        raise error

    with pytest.raises(type(error)):
        reveal_session_id(ROW, SECRET)
    result = told(caplog)
    assert result[:2] == (level, event)
    assert result[2]["refusal"] == type(error).__name__
    assert result[2]["row_id"] == str(ROW)


def test_a_refused_undo_names_the_request_that_it_would_undo(
    caplog: pytest.LogCaptureFixture,
) -> None:
    @logged(acting)
    def undo(undone: UUID, reason: str = "", batch_id: UUID | None = None) -> Receipt:
        raise PermissionDenied(SECRET)

    with pytest.raises(PermissionDenied):
        undo(REQUEST)
    assert told(caplog)[2] == {
        "actor": "ann@example.com",
        "role": "support",
        "action": "undo",
        "undoes": str(REQUEST),
        "refusal": "PermissionDenied",
    }


def test_a_refused_reset_of_a_scope_has_the_name_of_an_applied_one(
    caplog: pytest.LogCaptureFixture,
) -> None:
    batch_id = uuid4()

    @logged(acting, action="reset")
    def reset_matching(batch_id: UUID, request_id: UUID) -> Receipt:
        raise PermissionDenied(SECRET)

    with pytest.raises(PermissionDenied):
        reset_matching(batch_id, REQUEST)
    fields = told(caplog)[2]
    assert (fields["action"], fields["batch_id"]) == ("reset", str(batch_id))
    assert fields["request_id"] == str(REQUEST)
    assert "rows" not in fields


def test_a_person_without_access_is_not_named(caplog: pytest.LogCaptureFixture) -> None:
    def nobody() -> Principal:
        raise PermissionDenied(SECRET)

    @logged(nobody)
    def reset(reason: str) -> Receipt:
        raise PermissionDenied(SECRET)

    with pytest.raises(PermissionDenied):
        reset(SECRET)
    assert "actor" not in told(caplog)[2]


def test_an_error_after_a_saved_action_is_recognized() -> None:
    @logged(acting)
    def reset(reason: str, refuse: bool) -> Receipt:
        if refuse:
            raise PermissionDenied(SECRET)
        return receipt(ROW)

    def saved() -> list[bool]:
        told = [applied.get()]
        with pytest.raises(PermissionDenied):
            reset("", refuse=True)
        told.append(applied.get())
        reset("", refuse=False)
        return [*told, applied.get()]

    assert Context().run(saved) == [False, False, True]
    assert "Nothing you entered was saved." in messages.unexpected("E-0A1B2C", saved=False)
    after = messages.unexpected("E-0A1B2C", saved=True)
    assert "Your last action was saved" in after
    assert "Nothing" not in after
