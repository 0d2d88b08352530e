"""Edits one row: writes only the given columns, and only if the row has not changed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from uuid import UUID

import psycopg
from sqlalchemy import text
from sqlalchemy.exc import DataError, OperationalError
from sqlalchemy.orm import Session

from store import columns, refusals
from store.actions import ledger
from store.actions.receipts import Receipt, Skipped, Target
from store.audit.wording import reason_given
from store.errors import Conflict, InvalidInput, NotFound
from store.principal import Action, Principal
from store.sessions import prototype_sessions
from store.sessions.masking import masked

CONTENT: Final = frozenset({"generated_code", "design_context"})


SQL_TYPES: Final = MappingProxyType(
    {
        "frame_name": "text",
        "frame_width": "integer",
        "frame_height": "integer",
        "thumbnail_url": "text",
        "generated_code": "text",
        "design_context": "jsonb",
    }
)
"""The columns that can be edited."""


# In both, the session_id is shown masked.
MASKED: Final = frozenset({"frame_name", "thumbnail_url"})
_HOLDS_MASK: Final = f"""
COALESCE(strpos(lower(p.{{name}}), lower(p.session_id)) > 0 AND p.session_id <> ''
    AND strpos(lower(CAST(:{{name}} AS text)), lower({masked("p.session_id")})) > 0, false)"""


def edit(
    db: Session,
    principal: Principal,
    target: Target,
    changes: Mapping[str, object],
    *,
    reason: str,
    request_id: UUID,
) -> Receipt:
    """Write the given columns of one row, except for values that equal the stored ones.

    `design_context` is a mapping or JSON text; it and `generated_code` require the admin role
    and a reason. Raises Conflict (with the row as it is now), NotFound, InvalidInput,
    PermissionDenied, Busy.
    """
    principal.require(Action.EDIT)
    if CONTENT & changes.keys():
        principal.require(Action.EDIT_CONTENT)
    values = _checked(changes)
    request = ledger.Request(
        principal=principal,
        action=Action.EDIT,
        reason=reason_given(reason, required=bool(CONTENT & changes.keys())),
        request_id=request_id,
    )

    def work() -> list[Skipped]:
        _check_design(db, values)
        edited = _edited(db, target, values)
        assignments = ", ".join(f"{name} = {_bound(name)}" for name in edited)
        change = (
            f"UPDATE public.prototype_sessions AS p SET {assignments}, updated_at = now()"
            " WHERE p.id = :id AND p.xmin::text = :version RETURNING p.id"
        )
        parameters = {**edited, "id": target.id, "version": target.version}
        ledger.apply(db, request_id, change, parameters, (*edited, "updated_at"))
        return []

    return ledger.run_once(db, request, work)


def _checked(changes: Mapping[str, object]) -> dict[str, str | int | None]:
    unknown = sorted(changes.keys() - SQL_TYPES.keys())
    if unknown:
        raise InvalidInput("Only the frame, the thumbnail, the code and the design can be edited.")
    if not changes:
        raise InvalidInput("Nothing was changed.")
    return {name: columns.entered(name, value) for name, value in changes.items()}


def _bound(name: str) -> str:
    return f"CAST(:{name} AS {SQL_TYPES[name]})"


def _check_design(db: Session, values: Mapping[str, object]) -> None:
    """Let PostgreSQL parse the design, because it rejects deep nesting instead of crashing."""
    if "design_context" not in values:
        return
    statement = text("SELECT jsonb_typeof(CAST(:design_context AS jsonb))")
    try:
        with db.begin_nested():
            kind = db.scalar(statement, {"design_context": values["design_context"]})
    except (DataError, OperationalError) as error:
        if isinstance(error.orig, (psycopg.DataError, *refusals.TOO_LARGE)):
            raise InvalidInput("The design is not JSON that can be stored.") from None
        raise
    if kind != "object":
        raise InvalidInput("The design must be a JSON object.")


def _edited(
    db: Session, target: Target, values: Mapping[str, str | int | None]
) -> dict[str, str | int | None]:
    """Lock the unchanged row and return the values that differ from the stored ones."""
    differs = ", ".join(f"p.{name} IS DISTINCT FROM {_bound(name)} AS {name}" for name in values)
    masks = " OR ".join(_HOLDS_MASK.format(name=name) for name in values if name in MASKED)
    row = db.execute(
        text(
            f"SELECT p.xmin::text AS version, {masks or 'false'} AS holds_mask, {differs}"
            " FROM public.prototype_sessions AS p"
            " WHERE p.id = :id FOR NO KEY UPDATE"
        ),
        {**values, "id": target.id},
    ).one_or_none()
    if row is None:
        raise NotFound(target.id)
    if row.version != target.version:
        raise Conflict(prototype_sessions.get(db, target.id))
    edited = {name: value for name, value in values.items() if row._mapping[name]}
    if row.holds_mask:
        raise InvalidInput(
            "This holds the masked form of the session id, which would replace the real one. Leave"
            " the field as it is, or write it without that part."
        )
    if not edited:
        raise InvalidInput("Nothing was changed.")
    return edited
