"""Reads what the page of one session shows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from services import acting, inspected, receipts, resources, session_story
from services.inspected import Inspected
from services.session_story import StoryFacts
from store.actions.receipts import AuditEntry, PastReference, Receipt
from store.audit import entries
from store.insights import insights
from store.principal import Action, Principal
from store.reading import Batch, Reader
from store.records import Filters, SessionSummary, Sort
from store.renders import renders
from store.renders.render_records import Render, VersionRender
from store.retrying import attempt
from store.reviews import pairs, reviews
from store.reviews.review_records import Review, Wins
from store.sessions import code_versions, prototype_sessions, references, search
from store.sessions.code_versions import CodeVersion
from store.timeouts import ASIDE_TIMEOUT_MS
from store.together import gather

T = TypeVar("T")


class Versions(NamedTuple):
    """Whether replaced code is kept, the versions that are, newest first, and the renders of the
    row's codes by the code's md5, as far as there are any.
    """

    enabled: bool
    replaced: tuple[CodeVersion, ...]
    renders: Mapping[str, VersionRender]


class Session(NamedTuple):
    """A session as the page opens it. The functions raise if their part cannot be read.

    `past`, `story`, `design_bytes`, `reviews` and `wins` are None if not read in time; `receipt`
    also if the address names none.
    """

    row: SessionSummary
    past: tuple[PastReference, ...] | None
    story: StoryFacts | None
    receipt: Receipt | None
    inspected: Inspected
    code: Callable[[], str | None]
    design_bytes: int | None
    history: Callable[[], tuple[AuditEntry, ...]]
    versions: Callable[[], Versions]
    render: Render | None
    reviews: tuple[Review, ...] | None
    wins: Wins | None


class MissingSession(NamedTuple):
    """What is known of a session that does not exist: deleted, or never there."""

    past: tuple[PastReference, ...]
    receipt: Receipt | None
    history: tuple[AuditEntry, ...]


class Editable(NamedTuple):
    """A row to edit, with code and design if the person may edit them."""

    row: SessionSummary
    code: str | None = None
    design: str | None = None


def open_session(row_id: UUID, tab: str, receipt_id: UUID | None) -> Session:
    """The session with what its open tab shows, read together. Raises NotFound."""
    me, database, memo = acting.principal(), resources.database(), inspected.memo()

    with Reader(database) as reader:
        with reader.batch() as batch:

            def part(tabs: Collection[str], query: Callable[[Any], T]) -> Callable[[], T]:
                return batch.later(query) if tab in tabs else lambda: database.read(query)

            summary = batch.later(partial(prototype_sessions.get_summary, row_id=row_id))
            insight = batch.aside(partial(insights.get, row_id=row_id))
            done = batch.aside(partial(entries.for_row, row_id=row_id))
            replaced = batch.aside(partial(code_versions.versions, row_id=row_id))
            receipt = _receipt(batch, receipt_id, me)
            size = partial(prototype_sessions.get_design_bytes, row_id=row_id)
            design_bytes = batch.aside(size) if tab in ("Overview", "Design") else lambda: None
            code = part(("Preview", "Code"), partial(prototype_sessions.get_code, row_id=row_id))
            history = part(("History",), partial(receipts.history, row_id=row_id, me=me))
            versions = part(("Versions",), partial(_versions, row_id=row_id))
            shown = partial(renders.get, row_id=row_id)
            render = batch.aside(shown) if tab in ("Preview", "Edit") else lambda: None
            said = batch.aside(partial(reviews.list_for_row, row_id=row_id))
            won = partial(pairs.wins, row_id=row_id)
            wins = batch.aside(won) if tab == "Preview" else lambda: None
        row = summary()
        story = session_story.facts(reader, row, done(), replaced())
    return Session(
        row=row,
        past=references.past_references(story.entries, row.error_code) if story else None,
        story=story,
        receipt=receipt(),
        inspected=Inspected(row, memo.get(row) or insight()),
        code=code,
        design_bytes=design_bytes(),
        history=history,
        versions=versions,
        render=render(),
        reviews=said(),
        wins=wins(),
    )


def get_missing(row_id: UUID, receipt_id: UUID | None) -> MissingSession:
    """What is known of a session that was not found."""
    me = acting.principal()
    with Reader(resources.database()) as reader, reader.batch() as batch:
        receipt = _receipt(batch, receipt_id, me)
        history = batch.later(partial(receipts.history, row_id=row_id, me=me))
    past = references.past_references(history(), None)
    return MissingSession(past, receipt(), history())


def neighbors(filters: Filters, sort: Sort, row_id: UUID) -> tuple[UUID | None, UUID | None] | None:
    """The ids before and after the row in a list; None if they were not read in time."""
    one = partial(search.neighbor, filters=filters, sort=sort, row_id=row_id)
    with Reader(resources.database()) as reader, reader.batch() as batch:
        previous = batch.later(partial(one, backwards=True), timeout_ms=ASIDE_TIMEOUT_MS)
        following = batch.later(partial(one, backwards=False), timeout_ms=ASIDE_TIMEOUT_MS)
    return attempt(lambda: (previous(), following()))


def code(row_id: UUID) -> str | None:
    """The generated code. Raises NotFound."""
    return resources.database().read(lambda db: prototype_sessions.get_code(db, row_id))


def codes(row_id: UUID, versions: Collection[int | None]) -> dict[int | None, str]:
    """Codes by version, read in one transaction; version None is the current code.

    Raises NotFound.
    """

    def read(db: Any) -> dict[int | None, str]:
        return {
            version: (prototype_sessions.get_code(db, row_id) or "")
            if version is None
            else code_versions.get_version(db, version)
            for version in versions
        }

    return resources.database().read(read)


def editable(row_id: UUID) -> Editable:
    """The columns that the person may edit, with a version that is not newer than they are."""
    may_edit_content = acting.principal().may(Action.EDIT_CONTENT)

    summary = partial(prototype_sessions.get_summary, row_id=row_id)
    if not may_edit_content:
        return Editable(resources.database().primary.read(summary))
    # The version is read first, so that a write in between shows up as a conflict.
    with Reader(resources.database().primary) as reader, reader.batch() as batch:
        row = batch.later(summary)
        code = batch.later(partial(prototype_sessions.get_code, row_id=row_id))
        design = batch.later(partial(prototype_sessions.get_design_text, row_id=row_id))
    return Editable(row(), code(), design())


def _receipt(batch: Batch, request_id: UUID | None, me: Principal) -> Callable[[], Receipt | None]:
    if request_id is None:
        return lambda: None
    return batch.aside(partial(receipts.receipt, request_id=request_id, me=me))


def _versions(db: Any, row_id: UUID) -> Versions:
    kept = partial(code_versions.versions, row_id=row_id)
    rendered = partial(renders.get_for_versions, row_id=row_id)
    return Versions(*gather(db, code_versions.is_enabled, kept, rendered))
