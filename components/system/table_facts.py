"""The tables and indexes, as rows to show."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import streamlit as st

from components.formatting import safe_text
from components.formatting.numbers import bytes_text
from components.system import facts
from language import N_, _
from store.system.system_records import IndexInfo, SystemOverview, TableInfo

INDEX_PURPOSES: Final = MappingProxyType(
    {
        "prototype_sessions_pkey": N_("Opening a session by its id; the backend's own"),
        "prototype_sessions_session_id_key": N_("One row per visitor; the backend's own"),
        "ix_prototype_sessions_updated": N_("The list by last update, and ranges of time"),
        "ix_prototype_sessions_created": N_("The list by creation"),
        "ix_prototype_sessions_masked_name": N_("The list by frame name; exact and prefix search"),
        "ix_prototype_sessions_masked_status": N_("The list by status; counts per status"),
        "ix_prototype_sessions_masked_status_updated": N_("A status filter by last update"),
        "ix_prototype_sessions_reference_start": N_("Finding a BP- reference"),
        "ix_prototype_sessions_generating_since": N_("Stuck sessions and their groups"),
        "ix_prototype_sessions_error_updated": N_("Counting failures"),
        "ix_prototype_sessions_ready_times": N_("Generation times"),
    }
)


TRIGRAM_INDEX: Final = "ix_prototype_sessions_joined_name"


OPTIONAL_PURPOSES: Final = MappingProxyType({TRIGRAM_INDEX: N_("Searching inside names")})


# A size must not break across lines on a narrow screen.
NO_BREAK: Final = "\u00a0"


OTHER_PURPOSE: Final = N_("Not created by the dashboard")


def index_rows(indexes: tuple[IndexInfo, ...]) -> list[list[str]]:
    """Each index: purpose and name, size and scans, and whether queries can use it."""
    return [
        [
            f"{purpose(index.name)}  \n:small[`{safe_text.line(index.name, 63)}`]",
            _(
                "{replace}  \n:small[:gray[{scans:,}{no_break}scans]]",
                replace=bytes_text(index.bytes).replace(" ", NO_BREAK),
                scans=index.scans,
                no_break=NO_BREAK,
            ),
            _(":green[:material/check: valid]")
            if index.valid
            else _(":orange[:material/warning: invalid: run `scripts/migrate`]"),
        ]
        for index in indexes
    ]


def purpose(name: str) -> str:
    """What an index is for."""
    return _(INDEX_PURPOSES.get(name) or OPTIONAL_PURPOSES.get(name, OTHER_PURPOSE))


def missing_indexes(indexes: tuple[IndexInfo, ...]) -> list[str]:
    """The names of the indexes that the dashboard expects and the table does not have."""
    return sorted(set(INDEX_PURPOSES) - {index.name for index in indexes})


def table_rows(tables: tuple[TableInfo, ...]) -> list[list[str]]:
    """Each table: its name, the planner's estimate of its rows, its size with indexes."""
    return [
        [
            f"`{safe_text.line(table.name, 130)}`",
            _("not analyzed yet")
            if table.rows_estimate is None
            else _("about {rows_estimate:,}", rows_estimate=table.rows_estimate),
            bytes_text(table.bytes),
        ]
        for table in tables
    ]


def indexes(overview: SystemOverview) -> None:
    """The indexes with their sizes."""
    rows = index_rows(overview.indexes)
    facts.table((_("Index"), _("Size"), _("State")), rows, alt=_("Indexes"))
    st.caption(_("Scans are counted since the server's statistics were last reset."))


def tables(overview: SystemOverview) -> None:
    """The tables with their sizes."""
    facts.table(
        (_("Table"), _("Rows (the planner's estimate)"), _("Size with indexes")),
        table_rows(overview.tables),
        alt=_("Tables"),
    )
