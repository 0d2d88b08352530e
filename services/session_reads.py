"""What the page of one session reads, each in a transaction of its own."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from components.editing import edit_draft
from components.session_list.listing import Listing
from inspection import deep_json
from inspection.outline import outline
from inspection.outline_records import Outline
from inspection.wireframe import Wireframe, wireframe
from services import operations, receipts, resources
from store.actions.receipts import AuditEntry, PastReference
from store.principal import Action
from store.records import CodeVersion, SessionSummary
from store.sessions import code_versions, prototype_sessions, references, search


def summary(row_id: UUID) -> SessionSummary:
    """The row without its large columns. Raises NotFound."""
    return resources.database().read(lambda db: prototype_sessions.get_summary(db, row_id))


def code(row_id: UUID) -> str | None:
    """The generated code. Raises NotFound."""
    return resources.database().read(lambda db: prototype_sessions.get_code(db, row_id))


def versions(row_id: UUID) -> tuple[bool, tuple[CodeVersion, ...]]:
    """Whether replaced code is kept, and what is kept of the row. Raises PermissionDenied."""
    return resources.database().read(
        lambda db: (code_versions.is_enabled(db), code_versions.versions(db, row_id))
    )


def version_code(version_id: int) -> str:
    """The code of a kept version. Raises NotFound."""
    return resources.database().read(lambda db: code_versions.get_version(db, version_id))


def design_text(row_id: UUID) -> str:
    """The design as JSON text. Raises NotFound."""
    return resources.database().read(lambda db: prototype_sessions.get_design_text(db, row_id))


def design_bytes(row_id: UUID) -> int | None:
    """The size of the design's JSON text; None if not in time. Raises NotFound."""
    return resources.database().try_read(lambda db: prototype_sessions.get_design_bytes(db, row_id))


@st.cache_resource(max_entries=8, show_spinner=False)
def design(row_id: UUID, version: str) -> tuple[Outline, Wireframe]:
    """One version's design as a tree and as a picture, read once. Raises NotFound.

    They are shared: a copy of 44,000 nodes for each rerun would cost more than reading them.
    """
    text = design_text(row_id)
    with deep_json.no_collection():
        found = deep_json.parse(text)
        return outline(found), wireframe(found)


@st.cache_resource(max_entries=32, show_spinner=False)
def sheet(row_id: UUID, version: str, number: int) -> Wireframe:
    """The picture of one page, or of one requested node, of a version. Raises NotFound."""
    text = design_text(row_id)
    with deep_json.no_collection():
        return wireframe(deep_json.parse(text), sheet=number)


def history(row_id: UUID) -> tuple[AuditEntry, ...]:
    """What was done to the row, newest first; also after it is gone."""
    me = operations.acting()
    return resources.database().read(lambda db: receipts.history(db, row_id, me))


def past_references(row_id: UUID) -> tuple[PastReference, ...] | None:
    """The references that the row had and has no more, the latest first; None if not in time."""
    return resources.database().try_read(lambda db: references.past(db, row_id))


def neighbours(listing: Listing, row_id: UUID) -> tuple[UUID | None, UUID | None] | None:
    """The ids before and after the row in a list; None where they are not found in time."""
    filters = listing.filters(resources.settings().stuck_after)
    return resources.database().try_read(
        lambda db: search.neighbours(db, filters, listing.sort, row_id)
    )


def editable(row_id: UUID) -> edit_draft.Seen:
    """The columns that the person may edit, at a version that is not newer than they are."""
    # The version is read first: a write in between then shows as a conflict, never is missed.
    row = summary(row_id)
    if not operations.acting().may(Action.EDIT_CONTENT):
        return edit_draft.seen(row)
    return edit_draft.seen(row, code(row_id), design_text(row_id))
