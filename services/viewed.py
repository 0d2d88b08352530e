"""Verdicts that viewers' browsers reported, kept until there is a headless render."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from uuid import UUID

from pydantic import ValidationError

from inspection.match.records import Match
from services import acting, resources
from services.render_outcomes import compared
from services.session import Session
from store.errors import PermissionDenied
from store.renders import renders
from store.renders.render_records import SHOWN, Outcome, RenderVerdict, Source
from store.retrying import attempt
from store.system import read_only


def is_wanted(opened: Session) -> bool:
    """Whether the row as it is now has no headless render, and the database takes writes."""
    is_known = opened.render is not None and opened.render.source is Source.HEADLESS
    return not is_known and not read_only.cached_refusal(resources.database())


def save(row_id: UUID, code: str, report: Mapping[str, object], match: Match | None = None) -> None:
    """Keep a verdict on a row's code, as far as it can be read and says something new.

    `report` has the fields `verdict`, `message`, `line` and `notes`. They are untrusted: the code
    in the frame can forge them. If the database is not in time, nothing is kept.
    """
    try:
        outcome = Outcome.model_validate(report)
    except ValidationError:
        return
    if match and outcome.verdict in SHOWN:
        outcome = outcome.model_copy(update=compared(match))
    by = acting.principal().actor

    def put() -> None:
        with resources.database().begin() as db:
            renders.put_viewed(db, row_id, code, outcome, rendered_by=by)

    with suppress(PermissionDenied):
        attempt(put)


def is_verdict(state: str, *, by_machine: bool = False) -> bool:
    """Whether a preview's state is one that a render can come to. What ended because a viewer's
    machine is busy, or with another preview, says nothing of the code."""
    return not by_machine and state in set(RenderVerdict)
