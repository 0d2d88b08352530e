"""Reads a showcase: its items with what became of them, and its slides as they are presented."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from store.sessions import prototype_sessions
from store.sessions.current import RULES, RUNTIME
from store.sessions.masking import discreet
from store.showcases.item_statements import NOW
from store.showcases.showcase_records import Change, Item, Slide

MOST_DESIGN_BYTES: Final = 4_000_000

_ITEMS: Final = text(
    f"""
    SELECT s.row_id, s.caption, s.notes, s.code_md5, s.design_md5, s.picked_at,
           p.id IS NULL AS is_gone, now.code_md5 <> s.code_md5 AS is_other_code,
           now.design_md5 <> s.design_md5 AS is_other_design,
           render.verdict AS verdict_then, render.name AS picture_then
    FROM dashboard.showcase_items AS s
    LEFT JOIN public.prototype_sessions AS p ON p.id = s.row_id
    LEFT JOIN LATERAL ({NOW}) AS now ON p.id IS NOT NULL
    LEFT JOIN LATERAL (
        SELECT r.verdict, CASE WHEN r.picture IS NOT NULL THEN
            floor(extract(epoch FROM r.rendered_at) * 1000000)::bigint::text END AS name
        FROM dashboard.renders AS r
        WHERE r.row_id = s.row_id AND r.code_md5 = s.code_md5 AND r.design_md5 = s.design_md5
        ORDER BY r.runtime DESC LIMIT 1
    ) AS render ON true
    WHERE s.showcase_id = :id ORDER BY s.place, s.row_id
    """
)

# What is shown to people without access to the row: nothing in it may hold its session_id.
_SLIDES: Final = text(
    f"""
    SELECT s.row_id, s.caption, s.notes, {discreet("p.generated_code", "p.session_id")} AS code,
           {discreet("i.wireframe", "p.session_id")} AS drawing, i.findings, r.picture, r.verdict
    FROM dashboard.showcase_items AS s
    LEFT JOIN public.prototype_sessions AS p ON p.id = s.row_id
    LEFT JOIN dashboard.insights AS i
      ON i.row_id = p.id AND i.row_version = p.xmin::text AND i.rules = :rules
    LEFT JOIN dashboard.renders AS r
      ON r.row_id = i.row_id AND r.code_md5 = i.code_md5 AND r.design_md5 = i.design_md5
     AND r.runtime = :runtime
    WHERE s.showcase_id = :id ORDER BY s.place, s.row_id
    """
)


# Lists have drawings of little room, without what takes much: paths, such as those of icons.
_DESIGNS: Final = text(
    f"""
    SELECT p.id, {discreet("p.design_context::text", "p.session_id")} AS design
    FROM dashboard.showcase_items AS s JOIN public.prototype_sessions AS p ON p.id = s.row_id
    LEFT JOIN dashboard.insights AS i
      ON i.row_id = p.id AND i.row_version = p.xmin::text AND i.rules = :rules
    WHERE s.showcase_id = :id AND i.wireframe_complete IS NOT TRUE
      AND octet_length(p.design_context::text) <= :most
    """
)


def items(db: Session, showcase_id: UUID) -> tuple[Item, ...]:
    """The sessions of a showcase in order."""
    return tuple(_item(row) for row in db.execute(_ITEMS, {"id": showcase_id}))


def slides(db: Session, showcase_id: UUID) -> tuple[Slide, ...]:
    """The sessions of a showcase as they are now, in order, with their codes."""
    given = {"id": showcase_id, "rules": RULES, "runtime": RUNTIME}
    rows = db.execute(_SLIDES, given).all()
    summaries = prototype_sessions.get_summaries(db, [row.row_id for row in rows])
    return tuple(
        Slide(
            row=summaries.get(row.row_id),
            caption=row.caption,
            notes=row.notes,
            code=row.code,
            drawing=row.drawing or "",
            findings=row.findings,
            picture=row.picture,
            verdict=row.verdict,
        )
        for row in rows
    )


def designs(db: Session, showcase_id: UUID) -> dict[UUID, str]:
    """As JSON, the designs of which a slide's drawing lacks something, unless they are huge; the
    row's session_id is masked.
    """
    given = {"id": showcase_id, "rules": RULES, "most": MOST_DESIGN_BYTES}
    return {row.id: row.design for row in db.execute(_DESIGNS, given)}


def _item(row: Row[Any]) -> Item:
    values = dict(row._mapping)
    is_gone, code, design = (
        values.pop(name) for name in ("is_gone", "is_other_code", "is_other_design")
    )
    if is_gone:
        change = Change.GONE
    elif code and design:
        change = Change.BOTH
    else:
        change = Change.CODE if code else Change.DESIGN if design else Change.NONE
    return Item(**values, change=change)
