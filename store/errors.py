"""The errors that callers of the store should handle."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from datetime import datetime

    from store.records import PrototypeSession


class StoreError(Exception):
    """Base of all expected errors. The message is one sentence that may be shown to a person."""


class NotFound(StoreError):
    """The row was deleted or never existed."""

    def __init__(self, row_id: UUID | None = None, what: str = "session") -> None:
        super().__init__(f"This {what} no longer exists. It may have been deleted.")
        self.row_id = row_id


class Conflict(StoreError):
    """Someone else changed the row after it was read. `theirs` is the row as it is now."""

    def __init__(self, theirs: PrototypeSession) -> None:
        super().__init__("This session was changed by somebody else after you opened it.")
        self.theirs = theirs


class PermissionDenied(StoreError):
    """The principal's role does not allow the action."""


class ReadOnly(PermissionDenied):
    """The dashboard's database login may not write, whatever the person's role."""

    def __init__(self) -> None:
        super().__init__(
            "The dashboard is read-only: its database login may not write. Nothing was changed."
        )


class RateLimited(StoreError):
    """One person reached an hourly limit. `again_at` is when they can continue."""

    def __init__(self, message: str, again_at: datetime) -> None:
        super().__init__(message)
        self.again_at = again_at


class InvalidInput(StoreError):
    """A value given by a person cannot be stored or understood."""


class Busy(StoreError):
    """Another writer has locked the rows. Nothing was changed; trying again can help."""


class DecisionConflict(StoreError):
    """Somebody else decided about the incident after it was read. Nothing was changed."""

    def __init__(self, actor: str) -> None:
        super().__init__(
            f"{actor} changed this item a moment ago. Nothing was done; it is shown as it is now."
        )
        self.actor = actor


class TooSlow(StoreError):
    """The statement or lock timeout ended a transaction; nothing was changed."""

    def __init__(
        self,
        message: str = "The database took too long to answer. Nothing was changed; try again.",
    ) -> None:
        super().__init__(message)


class SearchTooSlow(TooSlow):
    """The statement timeout ended a search. The message says what to do instead."""


class Unavailable(StoreError):
    """The database cannot be reached or went away.

    `outcome_unknown` is true only when the connection broke during COMMIT: the change may or
    may not have been applied. The same request_id may then be sent again safely.
    """

    def __init__(self, *, outcome_unknown: bool = False) -> None:
        super().__init__("The database is unavailable.")
        self.outcome_unknown = outcome_unknown


class Overloaded(Unavailable):
    """All connections of this process are in use, and none became free in time."""

    def __str__(self) -> str:
        return "All connections to the database are in use. Try again in a moment."
