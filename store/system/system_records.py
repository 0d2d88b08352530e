"""The frozen records of the system page. Sizes are bytes."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from store.records import Record


class IndexInfo(Record):
    """An index of prototype_sessions: size in bytes, scans since statistics were reset."""

    name: str
    bytes: int
    valid: bool
    scans: int
    definition: str


class TableInfo(Record):
    """A table: the planner's estimate of its rows (None: never analyzed), bytes in all."""

    name: str
    rows_estimate: int | None
    bytes: int


class SystemOverview(Record):
    """The database as the system page shows it. `revision` is None when it cannot be read."""

    server_version: str
    database: str
    user: str
    is_superuser: bool
    trigram_available: bool
    trigram_installed: bool
    bytes: int
    revision: str | None
    indexes: tuple[IndexInfo, ...]
    tables: tuple[TableInfo, ...]


class StuckChoice(Record):
    """The threshold for stuck sessions that an admin chose, who and when; without `minutes` the
    environment's applies. `problem` says why it is not known.
    """

    minutes: int | None = None
    changed_at: datetime | None = None
    changed_by: str = ""
    problem: str = ""


class ReplicaState(Record):
    """What is known of the read replica. `behind` is the age of what it shows.

    `problem` says why it cannot be used at all. Without it, it is used while it is not too far
    behind, and has what this process wrote.
    """

    is_used: bool = False
    behind: timedelta | None = None
    bytes_behind: int | None = None
    problem: str | None = None


class State(StrEnum):
    """The state of a part of the posture: good, worth noting, or open."""

    GOOD = "good"
    NOTE = "note"
    OPEN = "open"


class Finding(Record):
    """One part of the posture in words, and the command that fixes it, if anything needs fixing."""

    subject: str
    state: State
    message: str
    fix: str | None = None
