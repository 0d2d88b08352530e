"""Who can reach the tables, as findings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Row

from store.system.system_records import Finding, State

# The roles of Supabase's REST API, and everyone; column privileges count as well.
TABLES: Final = """
SELECT format('%I.%I', n.nspname, c.relname) AS name, n.nspname = 'dashboard' AS ours,
    c.relrowsecurity AS secured, pg_has_role(c.relowner, 'USAGE') AS owned,
    ARRAY(
        SELECT DISTINCT COALESCE(quote_ident(r.rolname), 'PUBLIC')
        FROM (SELECT c.relacl AS acl UNION ALL SELECT attacl FROM pg_attribute
              WHERE attrelid = c.oid AND attacl IS NOT NULL) AS given,
            aclexplode(given.acl) AS a LEFT JOIN pg_roles AS r ON r.oid = a.grantee
        WHERE n.nspname = 'dashboard' AND a.grantee <> c.relowner
            AND c.relname IN ('audit', 'receipts', 'skips', 'undo_snapshots', 'code_versions')
            AND a.privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')
            AND (a.grantee = 0 OR pg_has_role(r.oid, 'USAGE') OR r.rolname = ANY(:own_roles))
        ORDER BY 1) AS altered_by,
    ARRAY(
        SELECT DISTINCT COALESCE(quote_ident(r.rolname), 'PUBLIC')
        FROM (SELECT c.relacl AS acl UNION ALL SELECT attacl FROM pg_attribute
              WHERE attrelid = c.oid AND attacl IS NOT NULL
              UNION ALL SELECT n.nspacl WHERE n.nspname = 'dashboard') AS given,
            aclexplode(given.acl) AS a LEFT JOIN pg_roles AS r ON r.oid = a.grantee
        WHERE a.grantee = 0 OR r.rolname IN ('anon', 'authenticated', 'service_role')
        ORDER BY 1) AS open_to,
    ARRAY(
        SELECT quote_ident(p.policyname::text) FROM pg_policies AS p
        WHERE p.schemaname = n.nspname AND p.tablename = c.relname
            AND p.permissive = 'PERMISSIVE'
            AND p.roles && ARRAY['public', 'anon', 'authenticated']::name[]
        ORDER BY 1) AS policies
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p')
    AND ((n.nspname = 'public' AND c.relname = 'prototype_sessions') OR n.nspname = 'dashboard')
ORDER BY ours, name
"""


def check_table(table: Row[Any]) -> Iterator[Finding]:
    """The findings about one table: at least whether row level security is on."""
    problems = [*_check_own_table(table)] if table.ours else [*_check_backend_table(table)]
    if problems:
        yield from problems
        return
    secured = "row level security is on" if table.secured else "row level security is off"
    words = f"{secured}, and nobody else has privileges"
    if "service_role" in table.open_to:
        words = f"{secured}; service_role has privileges, which the backend writes with"
    yield Finding(subject=table.name, state=State.GOOD, message=words)


def _check_own_table(table: Row[Any]) -> Iterator[Finding]:
    if table.altered_by:
        holders = ", ".join(table.altered_by)
        yield Finding(
            subject=table.name,
            state=State.OPEN,
            message=f"{holders} can alter or delete history",
            fix=f"REVOKE UPDATE, DELETE, TRUNCATE ON {table.name} FROM {holders};",
        )
    if not table.secured:
        yield Finding(
            subject=table.name,
            state=State.OPEN,
            message="row level security is off",
            fix=f"ALTER TABLE {table.name} ENABLE ROW LEVEL SECURITY;",
        )
    if table.open_to:
        others = ", ".join(table.open_to)
        yield Finding(
            subject=table.name,
            state=State.OPEN,
            message=f"open to {others}, which do not need it",
            fix=f"REVOKE ALL ON {table.name} FROM {others};"
            f" REVOKE ALL ON SCHEMA dashboard FROM {others};",
        )


def _check_backend_table(table: Row[Any]) -> Iterator[Finding]:
    """Ignores the backend's own role; holders of the public key must not reach rows."""
    others = ", ".join(role for role in table.open_to if role != "service_role")
    if others and not table.secured:
        yield Finding(
            subject=table.name,
            state=State.OPEN,
            message=f"{others} can reach every session: row level security is off. Turn it on if "
            "the backend signs in as service_role, which bypasses it",
            fix=f"ALTER TABLE {table.name} ENABLE ROW LEVEL SECURITY;",
        )
    elif others and table.policies:
        yield Finding(
            subject=table.name,
            state=State.OPEN,
            message=f"row level security is on, but policies let others in: "
            f"{', '.join(table.policies)}",
            fix=" ".join(f"DROP POLICY {name} ON {table.name};" for name in table.policies),
        )
    elif others:
        yield Finding(
            subject=table.name,
            state=State.NOTE,
            message=f"{others} have privileges, but row level security gives them no rows",
            fix=f"REVOKE ALL ON {table.name} FROM {others};",
        )
