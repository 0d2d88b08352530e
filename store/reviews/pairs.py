"""Two versions compared blind: which one is better, one choice of each person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from store.actions import ledger
from store.actions.receipts import Receipt, Skipped
from store.errors import InvalidInput
from store.principal import Action, Principal
from store.reviews.review_records import Better, Choice, Compared, Version, Wins

MOST: Final = 50
SIDES: Final = ("first", "second")

_PUT: Final = text(
    """
    INSERT INTO dashboard.review_pairs (
        reviewer, first_row_id, first_code_md5, first_design_md5,
        second_row_id, second_code_md5, second_design_md5, better
    ) VALUES (
        :reviewer, :first_row_id, :first_code_md5, :first_design_md5,
        :second_row_id, :second_code_md5, :second_design_md5, :better
    )
    ON CONFLICT ON CONSTRAINT review_pairs_versions_key DO UPDATE SET
        better = excluded.better, compared_at = clock_timestamp()
    """
)

_OF_ROW: Final = text(
    """
    SELECT * FROM dashboard.review_pairs
    WHERE first_row_id = :row_id OR second_row_id = :row_id
    ORDER BY compared_at DESC LIMIT :most
    """
)


# The row's own content decides which of its versions is the present one.
_WINS: Final = text(
    """
    WITH sides AS MATERIALIZED (
        SELECT first_code_md5 AS code_md5, first_design_md5 AS design_md5, better = 'first' AS won
        FROM dashboard.review_pairs WHERE first_row_id = :row_id
        UNION ALL
        SELECT second_code_md5, second_design_md5, better = 'second'
        FROM dashboard.review_pairs WHERE second_row_id = :row_id
    ), present AS MATERIALIZED (
        SELECT md5(generated_code) AS code_md5, md5(design_context::text) AS design_md5
        FROM public.prototype_sessions WHERE id = :row_id AND EXISTS (SELECT FROM sides)
    ), judged AS (
        SELECT s.won, p.code_md5 IS NOT NULL AS is_now
        FROM sides AS s LEFT JOIN present AS p
          ON p.code_md5 = s.code_md5 AND p.design_md5 = s.design_md5
    )
    SELECT count(*) FILTER (WHERE won AND is_now) AS now,
           count(*) FILTER (WHERE is_now) AS of_now,
           count(*) FILTER (WHERE won AND NOT is_now) AS older,
           count(*) FILTER (WHERE NOT is_now) AS of_older
    FROM judged
    """
)


def put(db: Session, principal: Principal, choice: Choice, request_id: UUID) -> Receipt:
    """Keep a person's choice, in place of the one that they made before.

    Raises InvalidInput if both are the same version, and PermissionDenied.
    """
    principal.require(Action.REVIEW)
    if choice.first == choice.second:
        raise InvalidInput("Both are the same version.")
    ordered = in_order(choice)
    compared = f"compared two versions: {ordered.better}"
    request = ledger.described(principal, Action.REVIEW, compared, request_id)

    def work() -> list[Skipped]:
        db.execute(_PUT, _columns(ordered) | {"reviewer": principal.actor})
        return []

    return ledger.run_once(db, request, work)


def in_order(choice: Choice) -> Choice:
    """The same choice with both versions in the order in which they are kept."""
    one, other = choice.first, choice.second
    if _key(one) <= _key(other):
        return choice
    turned = {Better.FIRST: Better.SECOND, Better.SECOND: Better.FIRST}
    better = turned.get(choice.better, choice.better)
    return Choice(first=other, second=one, better=better)


def list_for_row(db: Session, row_id: UUID) -> tuple[Compared, ...]:
    """The choices that a row was part of, the latest first."""
    rows = db.execute(_OF_ROW, {"row_id": row_id, "most": MOST}).mappings()
    return tuple(compared(row) for row in rows)


def wins(db: Session, row_id: UUID) -> Wins:
    """In how many of its pairs a row was better."""
    return Wins.model_validate(dict(db.execute(_WINS, {"row_id": row_id}).one()._mapping))


def compared(row: Mapping[Any, Any]) -> Compared:
    """A choice as a row of the table has it."""
    sides = {
        side: Version(
            row_id=row[f"{side}_row_id"],
            code_md5=row[f"{side}_code_md5"],
            design_md5=row[f"{side}_design_md5"],
        )
        for side in SIDES
    }
    return Compared(
        **sides,
        better=row["better"],
        reviewer=row["reviewer"],
        compared_at=row["compared_at"],
    )


def _key(version: Version) -> tuple[str, str, str]:
    return str(version.row_id), version.code_md5, version.design_md5


def _columns(choice: Choice) -> dict[str, object]:
    sides = zip(SIDES, (choice.first, choice.second), strict=True)
    of_sides = {
        f"{side}_{name}": value
        for side, version in sides
        for name, value in version.model_dump().items()
    }
    return {**of_sides, "better": str(choice.better)}
