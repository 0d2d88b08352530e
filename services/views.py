"""The saved views of the person at the dashboard, with how many sessions each has."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final
from uuid import UUID, uuid4

from services import acting, resources, shared_reads, shared_results
from services.action_log import logged
from services.shared_results import StartTime
from store.actions.receipts import Receipt
from store.counts import Count
from store.errors import StoreError
from store.principal import Action
from store.reading import Reader
from store.records import Filters
from store.sessions import search
from store.views import views
from store.views.view_records import NewView, View

COUNTED: Final = 1_000
TIMEOUT_MS: Final = 400
COUNT_SECONDS: Final = 30.0


def list_cached() -> tuple[View, ...]:
    """`visible`, at most some seconds old; none where they cannot be read."""
    actor = acting.principal().actor
    query = partial(views.visible, actor=actor)
    try:
        with Reader(resources.database()) as reader, shared_reads.batch(reader) as batch:
            answer = batch.aside(query, key=_key_of(actor), timeout_ms=TIMEOUT_MS)
        return answer() or ()
    except StoreError:  # the page, which is read next, says so
        return ()


def cache(actor: str, read: tuple[View, ...] | None, began: StartTime) -> None:
    """Share the views of a person, which were read with something else."""
    shared_results.get(resources.database(), _key_of(actor)).store(read, began)


def cached_count(filters: Filters) -> Count | None:
    """How many sessions a view has, as this process last read it; nothing is read."""
    answer = shared_results.get(resources.database(), _key(filters)).cached
    count: Count | None = answer.value if answer else None
    return count


def visible() -> tuple[View, ...] | None:
    """One's own views, then the shared ones of others; None if they were not read in time."""
    query = partial(views.visible, actor=acting.principal().actor)
    return resources.database().try_read(query)


def count_sessions(lists: Mapping[UUID, Filters]) -> dict[UUID, Count | None]:
    """How many sessions the views have, exact up to 1,000, shared; None for what was too slow."""
    with Reader(resources.database()) as reader, shared_reads.batch(reader) as batch:
        answers = {
            view_id: batch.aside(
                partial(search.count, filters=filters, limit=COUNTED),
                key=_key(filters),
                timeout_ms=TIMEOUT_MS,
            )
            for view_id, filters in lists.items()
        }
    return {view_id: answer() for view_id, answer in answers.items()}


def _key_of(actor: str) -> tuple[str, str]:
    return ("views of", actor)


def _key(filters: Filters) -> tuple[str, Filters]:
    return ("view", filters)


def count_again(lists: Mapping[UUID, Filters]) -> None:
    """Count those again whose count is older than COUNT_SECONDS."""
    known = {
        view_id: shared_results.get(resources.database(), _key(filters)).cached
        for view_id, filters in lists.items()
    }
    old = [
        view_id for view_id, was in known.items() if not was or not was.is_at_most(COUNT_SECONDS)
    ]
    count_sessions({view_id: lists[view_id] for view_id in old})


def save(view: NewView) -> None:
    """Save a list under a name. Raises InvalidInput, PermissionDenied."""
    _save(view, uuid4())


def rename(view_id: UUID, name: str) -> None:
    """Give a view another name. Raises NotFound, InvalidInput, PermissionDenied."""
    _rename(view_id, name, uuid4())


def delete(view_id: UUID) -> None:
    """Delete a view. Raises NotFound, PermissionDenied."""
    _delete(view_id, uuid4())


@logged(acting.principal, action=Action.SAVE_VIEW)
def _save(view: NewView, request_id: UUID) -> Receipt:
    me = acting.principal()  # needs a connection of its own
    with resources.database().begin() as db:
        return views.save(db, me, view, request_id)


@logged(acting.principal, action=Action.SAVE_VIEW)
def _rename(view_id: UUID, name: str, request_id: UUID) -> Receipt:
    me = acting.principal()  # needs a connection of its own
    with resources.database().begin() as db:
        return views.rename(db, me, view_id, name, request_id)


@logged(acting.principal, action=Action.SAVE_VIEW)
def _delete(view_id: UUID, request_id: UUID) -> Receipt:
    me = acting.principal()  # needs a connection of its own
    with resources.database().begin() as db:
        return views.delete(db, me, view_id, request_id)
