"""Who else can reach the tables: by a view, membership in our roles, a login, or a policy.

Reads the catalog only, so any login can run it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from store.system.system_records import Finding, State
from store.together import gather

# Created by migrations.grants; a test compares the two.
OWN_ROLES: Final = ("dash_viewer", "dash_editor", "dash_ro", "dash_rw")
# Supabase's REST API uses these roles for anyone with the public key or signed in.
API_ROLES: Final = ("anon", "authenticated")
# Supabase's own logins, whose privileges nobody else should change.
SUPABASE_ROLES: Final = (
    "authenticator",
    "dashboard_user",
    "pgbouncer",
    "postgres",
    "service_role",
    "supabase_admin",
    "supabase_auth_admin",
    "supabase_etl_admin",
    "supabase_read_only_user",
    "supabase_realtime_admin",
    "supabase_replication_admin",
    "supabase_storage_admin",
)

_OURS: Final = """
ours AS (
    SELECT c.oid, c.relowner, c.relacl, format('%I.%I', n.nspname, c.relname) AS name
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND (n.nspname = 'dashboard'
        OR (n.nspname = 'public' AND c.relname = 'prototype_sessions'))
)"""

# By default, a view reads with its owner's rights, bypassing row level security. A materialized
# view always contains what its owner saw. Views over such views count as well.
_VIEWS: Final = f"""
WITH RECURSIVE {_OURS}, reached AS (
    SELECT oid FROM ours
    UNION
    SELECT rule.ev_class FROM reached
    JOIN pg_depend AS d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = reached.oid
        AND d.classid = 'pg_rewrite'::regclass
    JOIN pg_rewrite AS rule ON rule.oid = d.objid
)
SELECT format('%I.%I', n.nspname, c.relname) AS name, c.relkind = 'v' AS plain, open.to AS open_to
FROM reached JOIN pg_class AS c USING (oid) JOIN pg_namespace AS n ON n.oid = c.relnamespace,
LATERAL (
    SELECT string_agg(DISTINCT COALESCE(quote_ident(r.rolname), 'PUBLIC'), ', ') AS to
    FROM (SELECT c.relacl AS acl UNION ALL SELECT attacl FROM pg_attribute
          WHERE attrelid = c.oid AND attacl IS NOT NULL) AS given,
        aclexplode(given.acl) AS a LEFT JOIN pg_roles AS r ON r.oid = a.grantee
    WHERE a.grantee = 0 OR (a.grantee <> c.relowner AND r.rolname <> ALL(:own_roles)
        AND EXISTS (SELECT FROM pg_roles AS api WHERE api.rolname = ANY(:api_roles)
                    AND pg_has_role(api.oid, r.oid, 'USAGE')))
) AS open
WHERE c.relkind IN ('v', 'm') AND open.to IS NOT NULL AND NOT COALESCE(
    (SELECT option_value::boolean FROM pg_options_to_table(c.reloptions)
     WHERE option_name = 'security_invoker'), false)
ORDER BY name
"""

# Since PostgreSQL 16, the creator of a role is a member that can only administer it.
_MEMBERS: Final = f"""
WITH {_OURS}
SELECT quote_ident(held.rolname) AS held, quote_ident(member.rolname) AS member,
    format('REVOKE %I FROM %I', held.rolname, member.rolname)
        || COALESCE(format(' GRANTED BY %I', grantor.rolname), '') || ';' AS fix
FROM pg_auth_members AS m
JOIN pg_roles AS held ON held.oid = m.roleid
JOIN pg_roles AS member ON member.oid = m.member
LEFT JOIN pg_roles AS grantor ON grantor.oid = m.grantor
WHERE held.rolname = ANY(:own_roles) AND member.rolname <> ALL(:own_roles)
    AND NOT member.rolsuper AND member.oid NOT IN (SELECT relowner FROM ours)
    AND (COALESCE((to_jsonb(m) ->> 'inherit_option')::boolean, true)
         OR COALESCE((to_jsonb(m) ->> 'set_option')::boolean, true))
ORDER BY held, member, fix
"""

# Access through our roles or PUBLIC is reported elsewhere.
_LOGINS: Final = f"""
WITH {_OURS}
SELECT ours.name, string_agg(DISTINCT quote_ident(login.rolname), ', ') AS logins,
    string_agg(DISTINCT CASE WHEN held.rolname LIKE 'pg\\_%'
        THEN format('REVOKE %I FROM %I;', held.rolname, login.rolname)
        ELSE format('REVOKE ALL ON %s FROM %I;', ours.name, held.rolname) END, ' ') AS fix
FROM ours
CROSS JOIN pg_roles AS login
JOIN pg_roles AS held ON pg_has_role(login.oid, held.oid, 'USAGE')
WHERE login.rolcanlogin AND NOT login.rolsuper AND NOT pg_has_role(login.oid, relowner, 'USAGE')
    AND login.rolname <> ALL(:own_roles) AND login.rolname <> ALL(:supabase_roles)
    AND held.rolname <> ALL(:own_roles) AND held.rolname <> ALL(:api_roles)
    AND (held.rolname IN ('pg_read_all_data', 'pg_write_all_data')
        OR EXISTS (
            SELECT FROM (SELECT ours.relacl AS acl UNION ALL SELECT attacl FROM pg_attribute
                         WHERE attrelid = ours.oid AND attacl IS NOT NULL) AS given,
                aclexplode(given.acl) AS a
            WHERE a.grantee = held.oid
                AND a.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE')))
GROUP BY ours.name ORDER BY ours.name
"""

# Policies for PUBLIC and the API roles are reported with the table's privileges.
_POLICIES: Final = """
SELECT format('%I.%I', schemaname, tablename) AS name,
    string_agg(format('%I (%s)', policyname, array_to_string(roles, ', ')), ', ') AS policies,
    string_agg(format('DROP POLICY %I ON %I.%I;', policyname, schemaname, tablename), ' ') AS fix
FROM pg_policies
WHERE schemaname = 'public' AND tablename = 'prototype_sessions' AND permissive = 'PERMISSIVE'
    AND NOT roles <@ CAST(:known_roles AS name[])
GROUP BY schemaname, tablename
"""


def findings(db: Session) -> tuple[Finding, ...]:
    """What is open in other ways; empty if nothing is."""
    parts = (_views, _members, _logins, _policies)
    return tuple(chain.from_iterable(gather(db, *(partial(_all, part=part) for part in parts))))


def _all(db: Session, part: Callable[[Session], Iterator[Finding]]) -> tuple[Finding, ...]:
    return tuple(part(db))


def _views(db: Session) -> Iterator[Finding]:
    parameters = {"own_roles": list(OWN_ROLES), "api_roles": list(API_ROLES)}
    for view in db.execute(text(_VIEWS), parameters):
        kind, other = "materialized view that keeps a copy of rows", ""
        if view.plain:
            kind = "view that reads rows with its owner's rights, bypassing row level security"
            # From PostgreSQL 15 on; revoking the privilege always works.
            other = f"  -- or: ALTER VIEW {view.name} SET (security_invoker = on)"
        yield Finding(
            subject=view.name,
            state=State.OPEN,
            message=f"{view.open_to} can use this {kind}",
            fix=f"REVOKE ALL ON {view.name} FROM {view.open_to};{other}",
        )


def _members(db: Session) -> Iterator[Finding]:
    for member in db.execute(text(_MEMBERS), {"own_roles": list(OWN_ROLES)}):
        yield Finding(
            subject=f"Role {member.held}",
            state=State.OPEN,
            message=f"{member.member} is a member, and can do everything that the dashboard can",
            fix=member.fix,
        )


def _logins(db: Session) -> Iterator[Finding]:
    parameters = {
        "own_roles": list(OWN_ROLES),
        "api_roles": list(API_ROLES),
        "supabase_roles": list(SUPABASE_ROLES),
    }
    for table in db.execute(text(_LOGINS), parameters):
        yield Finding(
            subject=table.name,
            state=State.NOTE,
            message=f"other logins have privileges: {table.logins}. Keep the one that the backend"
            " signs in as",
            fix=table.fix,
        )


def _policies(db: Session) -> Iterator[Finding]:
    known = [*OWN_ROLES, *API_ROLES, "public", "service_role"]
    for table in db.execute(text(_POLICIES), {"known_roles": known}):
        yield Finding(
            subject=table.name,
            state=State.NOTE,
            message=f"policies are for roles that are not the dashboard's: {table.policies}",
            fix=table.fix,
        )
