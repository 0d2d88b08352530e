"""The acting person, and what each role may do."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import Final, Self

from pydantic import BaseModel, ConfigDict, Field

from store.errors import PermissionDenied, ReadOnly


class Role(StrEnum):
    """Roles, each with all permissions of the one before."""

    VIEWER = "viewer"
    SUPPORT = "support"
    ADMIN = "admin"

    @property
    def rank(self) -> int:
        """The position in the order of roles, from 0."""
        return list(Role).index(self)


class Action(StrEnum):
    """What a person can do. The value is what the audit log shows."""

    RESET = "reset"
    BULK_RESET = "bulk reset"
    FAIL = "fail"
    EDIT = "edit"
    EDIT_CONTENT = "edit content"
    REVEAL = "reveal"
    ANSWER = "answer"
    TRIAGE = "triage"
    SAVE_VIEW = "view"
    SHARE_VIEW = "share view"
    SHOWCASE = "showcase"
    REVIEW = "review"
    ADD_REASON = "review reason"
    UNDO = "undo"
    UNDO_OTHERS = "undo others"
    DELETE = "delete"
    BULK_LARGE = "bulk above 100"
    CHANGE_SETTING = "change setting"


QUIET: Final = frozenset({Action.SHOWCASE, Action.TRIAGE, Action.SAVE_VIEW, Action.ADD_REASON})
"""Actions that change no session and have no undo: their scope says everything."""


MINIMUM_ROLE: Final = MappingProxyType(
    {
        Action.RESET: Role.SUPPORT,
        Action.BULK_RESET: Role.SUPPORT,
        Action.FAIL: Role.SUPPORT,
        Action.EDIT: Role.SUPPORT,
        Action.EDIT_CONTENT: Role.ADMIN,
        Action.REVEAL: Role.SUPPORT,
        Action.ANSWER: Role.SUPPORT,
        Action.TRIAGE: Role.SUPPORT,
        Action.SAVE_VIEW: Role.VIEWER,
        Action.SHARE_VIEW: Role.SUPPORT,
        Action.SHOWCASE: Role.SUPPORT,
        Action.REVIEW: Role.SUPPORT,
        Action.ADD_REASON: Role.SUPPORT,
        Action.UNDO: Role.SUPPORT,
        Action.UNDO_OTHERS: Role.ADMIN,
        Action.DELETE: Role.ADMIN,
        Action.BULK_LARGE: Role.ADMIN,
        Action.CHANGE_SETTING: Role.ADMIN,
    }
)


class Principal(BaseModel):
    """The acting person: `actor` is the name in the audit log.

    `read_only`: the database cannot be written, so nobody is more than a viewer. `granted` are
    actions that a setting allows although the role does not.
    """

    model_config = ConfigDict(frozen=True)

    actor: str = Field(min_length=1, max_length=200)
    role: Role
    read_only: bool = False
    granted: frozenset[Action] = frozenset()

    def for_reading(self) -> Self:
        """The same person, for a read-only database."""
        return self.model_copy(update={"role": Role.VIEWER, "read_only": True})

    def may(self, action: Action) -> bool:
        """Whether the role, or a setting, allows it; a read-only database allows nothing."""
        if self.read_only:
            return False
        return action in self.granted or self.role.rank >= MINIMUM_ROLE[action].rank

    def require(self, action: Action) -> None:
        """Raise PermissionDenied unless the role allows the action, or ReadOnly if none could."""
        if not self.may(action):
            if self.read_only:
                raise ReadOnly
            needed = MINIMUM_ROLE[action]
            raise PermissionDenied(
                f"Your role ({self.role}) may not do this ({action}):"
                f" it requires the {needed} role."
            )
