"""What people say in reviews: marks, choices between two versions, and reasons of their own."""

from __future__ import annotations

from functools import partial
from uuid import UUID, uuid4

from services import acting, resources
from services.action_log import logged
from store.actions.receipts import Receipt
from store.principal import Action
from store.reviews import pairs, reasons, reviews
from store.reviews.review_records import Choice, Opinion, Review, Version


def list_for_row(row_id: UUID) -> tuple[Review, ...] | None:
    """All reviews of a row; None if it was not read in time."""
    return resources.database().try_read(partial(reviews.list_for_row, row_id=row_id))


def mark(version: Version, opinion: Opinion, request_id: UUID) -> Opinion | None:
    """Keep this person's opinion, once per request_id. Returns their earlier one.

    Raises PermissionDenied, NotFound.
    """
    me = acting.principal()
    query = partial(reviews.get_own, version=version, reviewer=me.actor)
    before = resources.database().primary.read(query)
    _mark(version, opinion, request_id)
    return before


def take_back(version: Version, before: Opinion | None) -> None:
    """Put this person's opinion back to what it was. Raises PermissionDenied, NotFound."""
    _take_back(version, before, uuid4())


@logged(acting.principal, action=Action.REVIEW)
def choose(choice: Choice, request_id: UUID) -> Receipt:
    """Keep which of two versions is better. Raises InvalidInput, PermissionDenied."""
    me = acting.principal()  # needs a connection of its own
    with resources.database().begin() as db:
        return pairs.put(db, me, choice, request_id)


@logged(acting.principal, action=Action.ADD_REASON)
def add_reason(name: str, request_id: UUID) -> Receipt:
    """Offer a reason of the team's own. Raises InvalidInput, PermissionDenied."""
    me = acting.principal()
    with resources.database().begin() as db:
        return reasons.add(db, me, name, request_id)


@logged(acting.principal, action=Action.ADD_REASON)
def remove_reason(name: str, request_id: UUID) -> Receipt:
    """Offer it no longer. Raises InvalidInput, PermissionDenied."""
    me = acting.principal()
    with resources.database().begin() as db:
        return reasons.remove(db, me, name, request_id)


@logged(acting.principal, action=Action.REVIEW)
def _mark(version: Version, opinion: Opinion, request_id: UUID) -> Receipt:
    me = acting.principal()
    with resources.database().begin() as db:
        return reviews.put(db, me, version, opinion, request_id)


@logged(acting.principal, action=Action.REVIEW)
def _take_back(version: Version, before: Opinion | None, request_id: UUID) -> Receipt:
    me = acting.principal()
    with resources.database().begin() as db:
        return reviews.take_back(db, me, version, before, request_id)
