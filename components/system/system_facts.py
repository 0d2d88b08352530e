"""The system page's facts about the database, as rows of markdown."""

from __future__ import annotations

from datetime import timedelta
from statistics import median
from types import MappingProxyType
from typing import Final

from pydantic import BaseModel, SecretStr

from components.formatting import safe_text
from components.formatting.clock import Clock
from components.formatting.durations import minutes_text
from components.formatting.numbers import bytes_text
from components.formatting.times import MISSING, with_zone
from services.system import SignOutFacts, SystemState
from services.threshold import Threshold
from store.system.system_records import IndexInfo, ReplicaState, SystemOverview, TableInfo

INDEX_PURPOSES: Final = MappingProxyType(
    {
        "prototype_sessions_pkey": "Opening a session by its id; the backend's own",
        "prototype_sessions_session_id_key": "One row per visitor; the backend's own",
        "ix_prototype_sessions_updated": "The list by last update, and ranges of time",
        "ix_prototype_sessions_created": "The list by creation",
        "ix_prototype_sessions_masked_name": "The list by frame name; exact and prefix search",
        "ix_prototype_sessions_masked_status": "The list by status; counts per status",
        "ix_prototype_sessions_masked_status_updated": "A status filter by last update",
        "ix_prototype_sessions_reference_start": "Finding a BP- reference",
        "ix_prototype_sessions_generating_since": "Stuck sessions and their groups",
        "ix_prototype_sessions_error_updated": "Counting failures",
        "ix_prototype_sessions_ready_times": "Generation times",
    }
)
TRIGRAM_INDEX: Final = "ix_prototype_sessions_name_trigrams"
OPTIONAL_PURPOSES: Final = MappingProxyType({TRIGRAM_INDEX: "Searching inside names"})
# A size must not break across lines on a narrow screen.
NO_BREAK: Final = "\u00a0"
OTHER_PURPOSE: Final = "Not created by the dashboard"


def latency(round_trips: tuple[timedelta, ...] | None) -> str:
    """The median of some round trips; a dash if they were not measured in time."""
    if not round_trips:
        return MISSING
    return f"{median(took.total_seconds() for took in round_trips) * 1_000:.2f} ms"


def index_rows(indexes: tuple[IndexInfo, ...]) -> list[list[str]]:
    """Each index: purpose and name, size and scans, and whether queries can use it."""
    return [
        [
            f"{purpose(index.name)}  \n:small[`{safe_text.line(index.name, 63)}`]",
            f"{bytes_text(index.bytes).replace(' ', NO_BREAK)}  \n"
            f":small[:gray[{index.scans:,}{NO_BREAK}scans]]",
            ":green[:material/check: valid]"
            if index.valid
            else ":orange[:material/warning: invalid: run `scripts/migrate`]",
        ]
        for index in indexes
    ]


def purpose(name: str) -> str:
    """What an index is for."""
    return INDEX_PURPOSES.get(name) or OPTIONAL_PURPOSES.get(name, OTHER_PURPOSE)


def missing_indexes(indexes: tuple[IndexInfo, ...]) -> list[str]:
    """The names of the indexes that the dashboard expects and the table does not have."""
    return sorted(set(INDEX_PURPOSES) - {index.name for index in indexes})


def table_rows(tables: tuple[TableInfo, ...]) -> list[list[str]]:
    """Each table: its name, the planner's estimate of its rows, its size with indexes."""
    return [
        [
            f"`{safe_text.line(table.name, 130)}`",
            "not analyzed yet" if table.rows_estimate is None else f"about {table.rows_estimate:,}",
            bytes_text(table.bytes),
        ]
        for table in tables
    ]


def connection_rows(overview: SystemOverview, state: SystemState) -> list[list[str]]:
    """What the dashboard is connected to, and as whom. Never an address or a password."""
    embedded = state.embedded
    kind = "Embedded, started by `scripts/run`" if embedded else "Attached by `DATABASE_URL`"
    return [
        ["Server", f"PostgreSQL {safe_text.escaped(overview.server_version, 80)}"],
        ["Kind", kind],
        ["Database", f"{safe_text.escaped(overview.database, 63)}, {bytes_text(overview.bytes)}"],
        ["Login", safe_text.escaped(overview.user, 63) + ("" if embedded else superuser(overview))],
        ["Access", access(state.why_read_only)],
        ["Substring search", trigram(overview)],
        *([["Read replica", replica(state.replica)]] if state.replica else []),
        *([["Sign-outs", sign_outs(state.sign_outs)]] if state.sign_outs else []),
    ]


def superuser(overview: SystemOverview) -> str:
    """A warning about a login that may do anything."""
    return " (superuser: more than the dashboard needs)" if overview.is_superuser else ""


def access(why_read_only: str | None) -> str:
    """Whether this connection can change sessions, as in the banner on every page."""
    return f"Read only: {safe_text.escaped(why_read_only)}" if why_read_only else "Read and write"


def replica(state: ReplicaState) -> str:
    """Whether reads go to the replica just now, and how far it is behind."""
    if state.problem:
        return f"Not used: {safe_text.escaped(state.problem, 200)}"
    if state.behind is None:
        return "Not used: it has not been compared with the primary yet"
    behind = f"{state.behind.total_seconds():.1f} s behind"
    if state.bytes_behind:
        behind += f", {bytes_text(state.bytes_behind)}"
    return f"Used: {behind}" if state.is_used else f"Not used just now: {behind}"


def sign_outs(facts: SignOutFacts) -> str:
    """Whether signing out holds in every process that serves this database."""
    if facts.problem:
        problem = safe_text.escaped(facts.problem, 200)
        return f"Those of other processes are not known just now: {problem}"
    if not facts.are_told:
        return "Those made here hold in this process only: the dashboard is read-only"
    return "Hold in every process, within seconds"


def trigram(overview: SystemOverview) -> str:
    """Whether searches inside names have their index, and who can add it."""
    if any(index.name == TRIGRAM_INDEX and index.valid for index in overview.indexes):
        return "A `pg_trgm` index finds parts of names in milliseconds at any size"
    slow = "searches inside names read the table and stop after 2 s"
    if overview.trigram_available or overview.trigram_installed:
        return f"`pg_trgm` has no index yet: {slow}. `scripts/migrate` adds it, or says who can"
    return (
        f"`pg_trgm` is not available on this server: {slow}; references, ids and the beginning of "
        "names are fast anyway"
    )


def schema(revision: str | None, expected: str) -> str:
    """The schema revision, and the one that this version needs."""
    if revision == expected:
        return f":green[:material/check: up to date] (revision {safe_text.escaped(revision)})"
    now = safe_text.escaped(revision or "none")
    return f"revision {now}, needs {expected}: run `scripts/migrate`"


def threshold(applies: Threshold, clock: Clock) -> str:
    """When a session counts as stuck, and whether an admin or the environment says so."""
    after, default, choice = applies
    words = f"A session counts as stuck after **{minutes_text(after)}**"
    variable = f"`STUCK_AFTER_MINUTES` ({minutes_text(default)})"
    if choice.problem:
        return f"{words}, by {variable}. Whether an admin chose otherwise is not known: " + (
            f"{choice.problem}. Run `scripts/grants --apply`."
        )
    if choice.minutes is None:
        return f"{words}, by {variable}."
    who = safe_text.escaped(choice.changed_by, 80)
    return (
        f"{words}, chosen by {who} on {with_zone(choice.changed_at, clock.zone)}, not {variable}."
    )


def setting_rows(settings: BaseModel) -> list[list[str]]:
    """Each setting: its variable, its value (of a secret only that it is set), and why."""
    return [
        [
            f"`{name.upper()}`",
            f"{value_text(getattr(settings, name))}  \n:small[:gray[{field.description or ''}]]",
        ]
        for name, field in type(settings).model_fields.items()
    ]


def value_text(value: object) -> str:
    """A setting's value as it may be shown."""
    if value is None or value == ():
        return "not set"
    if isinstance(value, SecretStr):
        return "set, not shown"
    if isinstance(value, tuple):  # role lists name people, whom not everybody needs to know
        people = sum(each.find("@") > 0 for each in value)
        named = [each for each in value if each.find("@") <= 0]
        named += [f"{people} e-mail address{'' if people == 1 else 'es'}"] if people else []
        return safe_text.escaped(", ".join(named), 200)
    return safe_text.escaped(str(value), 200)
