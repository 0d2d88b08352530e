"""Create the table for replaced code, and the trigger function that fills it.

Nothing runs until `scripts/code-history enable` attaches the function to the backend's table.
For the reasons, see docs/decisions/0021-code-history.md.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SCHEMA = "dashboard"

# Arguments of the trigger: how many versions of a row are kept, and for how many days.
# Everything that could fail, including reading OLD, is inside a block; a trigger's WHEN is not.
# OTHERS leaves out the two conditions named beside it.
KEEP = """
CREATE OR REPLACE FUNCTION dashboard.keep_code_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET lock_timeout = '20ms' AS $$
BEGIN
    BEGIN
        IF OLD.generated_code IS NOT DISTINCT FROM NEW.generated_code
            OR btrim(OLD.generated_code, E' \\t\\r\\n') = ''
            OR octet_length(OLD.generated_code) NOT BETWEEN 1 AND 1048576
            OR OLD.generated_code IS NULL
        THEN
            RETURN NULL;
        END IF;
        -- A statement alone would wait for whoever locks the table; this does not.
        LOCK TABLE ONLY dashboard.code_versions IN ROW EXCLUSIVE MODE NOWAIT;
        INSERT INTO dashboard.code_versions (row_id, code, md5, bytes)
        VALUES (OLD.id, OLD.generated_code, md5(OLD.generated_code),
                octet_length(OLD.generated_code));
    EXCEPTION WHEN OTHERS OR query_canceled OR assert_failure THEN
        RAISE LOG 'dashboard code history: a version was not kept (SQLSTATE %)', SQLSTATE;
        RETURN NULL;
    END;
    -- A block of its own: a version stays kept when older ones cannot be removed just now. In a
    -- serializable transaction its reading could make the backend's COMMIT fail.
    IF current_setting('transaction_isolation') <> 'serializable' THEN
        BEGIN
            DELETE FROM dashboard.code_versions WHERE id IN (
                SELECT id FROM dashboard.code_versions AS kept
                WHERE kept.row_id = OLD.id
                  AND (kept.replaced_at < now() - make_interval(days => TG_ARGV[1]::int)
                       OR kept.id <= (SELECT id FROM dashboard.code_versions AS newest
                                      WHERE newest.row_id = OLD.id
                                      ORDER BY id DESC OFFSET TG_ARGV[0]::int LIMIT 1))
                FOR UPDATE SKIP LOCKED);
        EXCEPTION WHEN OTHERS OR query_canceled OR assert_failure THEN
            RAISE LOG 'dashboard code history: nothing was removed (SQLSTATE %)', SQLSTATE;
        END;
    END IF;
    RETURN NULL;
END $$
"""


def upgrade() -> None:
    # No foreign key to the backend's table: it would lock its rows and end a row's history.
    op.create_table(
        "code_versions",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("md5", sa.Text(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column(
            "replaced_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name="code_versions_pkey"),
        schema=SCHEMA,
    )
    op.create_index("ix_code_versions_row_id_id", "code_versions", ["row_id", "id"], schema=SCHEMA)
    # Truncating empty pages takes a lock that the trigger does not wait for.
    op.execute(
        "ALTER TABLE dashboard.code_versions"
        " SET (vacuum_truncate = false, toast.vacuum_truncate = false)"
    )
    op.execute(KEEP)


def downgrade() -> None:
    op.execute("DROP TRIGGER IF EXISTS dashboard_keep_code_version ON public.prototype_sessions")
    op.execute("DROP FUNCTION IF EXISTS dashboard.keep_code_version()")
    op.drop_table("code_versions", schema=SCHEMA)
