"""Keep schema `dashboard` closed to the roles that Supabase's REST layer uses."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, text

# Default privileges that apply to all schemas cannot be revoked for one. So everything is
# closed after each step, and without USAGE on the schema nothing in it is accessible.
CLOSE: Final = """
DO $$
DECLARE
    entity text;
    grantee text;
BEGIN
    FOR entity IN
        SELECT oid::regclass FROM pg_class
        WHERE relnamespace = 'dashboard'::regnamespace
          AND relkind IN ('r', 'p') AND NOT relrowsecurity
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', entity);
    END LOOP;
    FOR grantee IN
        SELECT 'PUBLIC' UNION ALL
        SELECT quote_ident(rolname) FROM pg_roles
        WHERE rolname IN ('anon', 'authenticated', 'service_role')
    LOOP
        EXECUTE format('REVOKE ALL ON SCHEMA dashboard FROM %s', grantee);
        FOREACH entity IN ARRAY ARRAY['TABLES', 'SEQUENCES', 'ROUTINES'] LOOP
            EXECUTE format('REVOKE ALL ON ALL %s IN SCHEMA dashboard FROM %s', entity, grantee);
            EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA dashboard REVOKE ALL ON %s FROM %s',
                           entity, grantee);
        END LOOP;
    END LOOP;
END $$
"""


def close_schema(connection: Connection) -> None:
    """Revoke every privilege in the schema from them and enable row level security."""
    connection.execute(text(CLOSE))
