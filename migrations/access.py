"""The dashboard's roles and what each may access."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

VIEWER: Final = "dash_viewer"


EDITOR: Final = "dash_editor"


READ_LOGIN: Final = "dash_ro"


WRITE_LOGIN: Final = "dash_rw"


ROLES: Final = (VIEWER, EDITOR, READ_LOGIN, WRITE_LOGIN)


ALL_ROLES: Final = ", ".join(ROLES)


# What the store writes: a test compares it with store.actions. Never `id`, `session_id` or
# `created_at`.
WRITTEN_COLUMNS: Final = (
    "design_context",
    "generated_code",
    "thumbnail_url",
    "frame_name",
    "frame_width",
    "frame_height",
    "status",
    "error_code",
    "updated_at",
)


# All but `at`: the server sets the time of an action.
RECEIPT_COLUMNS: Final = (
    "request_id",
    "actor",
    "role",
    "action",
    "reason",
    "scope",
    "batch_id",
    "undoes",
)


class Access(NamedTuple):
    """What each role may do with a table; the editor also has the viewer's privileges."""

    viewer: str
    editor: str


# History is append-only. Undoing a deletion inserts the whole row, with whatever columns the
# backend has by then. Reading xmin, the version of a row, requires SELECT on the whole table.
TABLES: Final = MappingProxyType(
    {
        "public.prototype_sessions": Access("SELECT", "INSERT, UPDATE, DELETE"),
        "dashboard.alembic_version": Access("SELECT", ""),
        "dashboard.receipts": Access("SELECT", "INSERT"),
        "dashboard.audit": Access("SELECT", "INSERT"),
        "dashboard.skips": Access("SELECT", "INSERT"),
        "dashboard.undo_snapshots": Access("", "SELECT, INSERT"),
        "dashboard.code_versions": Access("SELECT", ""),
        "dashboard.insights": Access("SELECT", "INSERT, UPDATE, DELETE"),
        "dashboard.standings": Access("SELECT", ""),
        "dashboard.inspected": Access("SELECT", "INSERT, UPDATE"),
        "dashboard.settings": Access("SELECT", "INSERT, UPDATE"),
        "dashboard.sign_outs": Access("SELECT", "INSERT"),
        "dashboard.renders": Access("SELECT", "INSERT, UPDATE, DELETE"),
        "dashboard.render_claims": Access("SELECT", "INSERT, UPDATE, DELETE"),
        "dashboard.render_runs": Access("SELECT", "INSERT, UPDATE, DELETE"),
        "dashboard.bulk_resets": Access("SELECT", "INSERT, UPDATE"),
        "dashboard.bulk_reset_rows": Access("SELECT", "INSERT"),
        "dashboard.incidents": Access("SELECT", "INSERT, UPDATE"),
        "dashboard.deliveries": Access("SELECT", "INSERT, UPDATE"),
        "dashboard.watch": Access("SELECT", "INSERT, UPDATE"),
        "dashboard.inbox": Access("SELECT", "INSERT, UPDATE, DELETE"),
        "dashboard.views": Access("SELECT", "INSERT, UPDATE, DELETE"),
        "dashboard.showcases": Access("SELECT", "INSERT, UPDATE, DELETE"),
        "dashboard.showcase_items": Access("SELECT", "INSERT, UPDATE, DELETE"),
        "dashboard.reviews": Access("SELECT", "INSERT, UPDATE, DELETE"),
        "dashboard.review_reasons": Access("SELECT", "INSERT, DELETE"),
        "dashboard.review_claims": Access("SELECT", "INSERT, UPDATE, DELETE"),
        "dashboard.review_pairs": Access("SELECT", "INSERT, UPDATE, DELETE"),
    }
)


LOGIN_SETTINGS: Final = MappingProxyType(
    {
        "statement_timeout": "'10s'",
        "lock_timeout": "'3s'",
        "idle_in_transaction_session_timeout": "'30s'",
        "search_path": "pg_catalog, public",
    }
)


class Platform(StrEnum):
    """Where the database runs: Supabase has roles of its own that must be kept out."""

    SUPABASE = "supabase"
    POSTGRESQL = "postgresql"


API_ROLES: Final = MappingProxyType(
    {Platform.SUPABASE: ("anon", "authenticated", "service_role"), Platform.POSTGRESQL: ()}
)
